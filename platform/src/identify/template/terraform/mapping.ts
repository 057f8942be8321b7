import type { Json } from "../intrinsics/index.ts";
import type { Attributes, Context, Rules } from "./rules.ts";

/** A declaration that one resource makes besides its own. */
export interface Extra {
  readonly type: string;
  /** Told apart from others of the same resource. */
  readonly key: string;
  readonly properties: Readonly<Record<string, Json>>;
  /** The attribute it is written in. */
  readonly from: string;
}

/** What a resource gives to others: Terraform splits what CloudFormation writes as one. */
export interface Merge {
  /** CloudFormation type of the receiver. */
  readonly into: string;
  /** The reference to it: a name, an id or an ARN; `""` for any that agrees, a list for many. */
  target(row: Attributes, context: Context): Json;
  /** Further properties by which the receiver must agree, where no single reference names it. */
  also?(row: Attributes, context: Context): Readonly<Record<string, Json>>;
  readonly properties: Rules;
  /** Lists are joined instead of replaced. */
  readonly append?: boolean;
}

/** How one Terraform resource type becomes CloudFormation. */
export interface Mapping {
  readonly type?: string;
  readonly properties?: Rules;
  /** Terraform attributes by what CloudFormation calls them: an attribute's name, `arn`, `name` or `ref`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly merges?: readonly Merge[];
  extra?(row: Attributes, context: Context): readonly Extra[];
}

export type Mappings = Readonly<Record<string, Mapping>>;
