import type { Fact, Policy, Statement, Unknown } from "../../model/index.ts";

/**
 * The nouns of an authorization question. Names follow the IAM guide's "Policy evaluation logic" pages.
 * `decide` answers one Request; the existence questions answer over sets of them.
 */

/** Who makes a request. `arn` is what `aws:PrincipalArn` says: for a role session the ARN of the role. `id` is the unique id (AIDA…, AROA…). */
export type Caller =
  | { readonly type: "anonymous" }
  | { readonly type: "root"; readonly account: string }
  | { readonly type: "user"; readonly arn: string; readonly account: string; readonly id?: string }
  | {
      readonly type: "role";
      readonly arn: string;
      readonly account: string;
      /** Name of the session; undefined stands for any session of the role. */
      readonly session?: string;
      readonly id?: string;
      readonly serviceLinked: boolean;
    }
  /** Somebody an identity provider vouches for, before they have assumed a role. `provider` is an ARN or a host name. */
  | { readonly type: "federated"; readonly provider: string }
  /** An AWS service by its principal name, such as `s3.amazonaws.com`; acts in no account of its own. */
  | { readonly type: "service"; readonly service: string };

/** The values of a condition key in a request, as text; numbers, dates and booleans in the spelling AWS uses. */
export type Values = readonly string[];

/** What is known of the request's condition keys. Keys are in lower case. */
export interface Context {
  /** Values, or `absent` (the request has no such key), or `unknown` (it may have any value, or none). */
  readonly keys: ReadonlyMap<string, Values | "absent" | "unknown">;
  /** What holds for keys that are not listed. Keys that follow from the caller and the resource are filled in by `decide`. */
  readonly others: "absent" | "unknown";
}

export interface Request {
  readonly caller: Caller;
  /** `service:Action` in any case. */
  readonly action: string;
  /** An ARN, or `*` for an action that takes no resource. */
  readonly resource: string;
  /** The account that owns the resource: S3 ARNs have none. Undefined when it is not known; then the ARN's own is taken. */
  readonly resourceAccount?: string;
  readonly context: Context;
}

/** A policy and where it stands. `policy` is Unknown when it could not be read: it may then allow and deny anything. */
export interface Source {
  /** Name of the inline policy, ARN of the managed one, id of the resource that carries it, or id of the control policy. */
  readonly name: string;
  readonly policy: Fact<Policy>;
  /** Id of the resource that carries it, for showing file and line. */
  readonly carrier?: string;
}

/** Every policy that has a say in a request. */
export interface Policies {
  /** Managed and inline policies of the caller, a user's groups included. */
  readonly identity: readonly Source[];
  /** The permissions boundary; undefined when there is none. */
  readonly boundary?: readonly Source[];
  /** Policies passed when the session was made; undefined when there are none. */
  readonly session?: readonly Source[];
  /** Service control policies, one list for each level from the root of the organisation to the account. Empty: not in one, or not subject. */
  readonly serviceControl: readonly (readonly Source[])[];
  /** Resource control policies, the same, of the resource's account. */
  readonly resourceControl: readonly (readonly Source[])[];
  /** Policies of the resource itself (bucket, queue, key, role trust …). */
  readonly resource: readonly Source[];
  /** Policy of the VPC endpoint the request comes through. */
  readonly endpoint?: readonly Source[];
}

export type Layer = keyof Policies;

/** A statement that had a part in the answer. */
export interface Deciding {
  readonly layer: Layer;
  readonly source: Source;
  readonly statement: Statement;
}

/** One thing the answer hangs on: a condition on a key that is not known, or a policy or a part of one that could not be read. */
export interface Residual extends Deciding {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly Fact<string>[];
  readonly because?: Unknown;
}

export type Answer = "allowed" | "implicitly-denied" | "explicitly-denied" | "depends";

export interface Decision {
  readonly answer: Answer;
  /** Allows that let it in, or the Deny that stopped it. Empty for an implicit denial. */
  readonly by: readonly Deciding[];
  /** Layers that have no Allow for it. Only for an implicit denial. */
  readonly missing: readonly Layer[];
  /** What an answer of `depends` hangs on: were each of them known, the answer would be known. */
  readonly residual: readonly Residual[];
}
