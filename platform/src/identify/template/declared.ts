import type { Origin, Problem, Resource, TemplateText } from "../../model/index.ts";

/**
 * A resource as a template declares it, after every intrinsic function was resolved: the common shape of all formats.
 * CloudFormation, SAM, CDK, Terraform and the Serverless Framework all become CloudFormation-shaped declarations, so that
 * one fold per resource type serves them all.
 */
export interface Declared {
  /** CloudFormation type, e.g. `AWS::Lambda::Function`. */
  readonly type: string;
  /** Logical id (CloudFormation) or address (Terraform). */
  readonly logicalId: string;
  /** Resolved properties. An Unknown may stand anywhere a value could not be resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The physical name when given, else `<stack>-<logicalId>`. */
  readonly name: string;
  /** ARN built from the name; undefined for types without one. */
  readonly arn: string | undefined;
  /** What `Ref` gives: a name, an id or an ARN. Generated ids are `<stack>-<logicalId>`, with AWS's prefix where it has one (`vpc-…`). */
  readonly ref: string;
  /** Where the CDK construct sits in its tree, e.g. `Orders/Handler/Resource`. */
  readonly constructPath?: string;
  readonly origin: Origin;
}

/** A parameter as the template declares it. */
export interface TemplateParameter {
  readonly name: string;
  readonly type: string;
  /** Undefined when there is none. */
  readonly default: string | undefined;
  readonly noEcho: boolean;
  readonly origin: Origin;
}

/** What can be read in one file without deploying it. */
export interface FileTexts {
  /** Logical ids of the nested stacks around the file, outermost first. */
  readonly within: readonly string[];
  readonly texts: readonly TemplateText[];
  readonly origin: Origin;
}

/** One deployable unit: a stack with its nested stacks, or one Terraform plan. */
export interface Stack {
  readonly scope: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly declared: readonly Declared[];
  readonly problems: readonly Problem[];
  /** What the template asks for, with its defaults. */
  readonly parameters?: readonly TemplateParameter[];
  /** The texts of each file the stack is written in. */
  readonly texts?: readonly FileTexts[];
  of(type: string): readonly Declared[];
}

/**
 * Makes the nouns of one declaration. Attachments (a Lambda permission, a bucket policy) make none themselves: the noun
 * they belong to looks for them with `stack.of(…)`.
 */
export type Fold = (declared: Declared, stack: Stack) => readonly Resource[];
