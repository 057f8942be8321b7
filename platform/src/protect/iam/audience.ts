import type { PublicAccessBlock, Statement, Unknown } from "../../model/index.ts";

/**
 * Who a resource policy lets in, strongest class first.
 *
 * - `anyone`: no authentication at all, or any AWS principal, with nothing that says who
 * - `any-account-through-service`: an AWS service on behalf of whoever configures it (confused deputy)
 * - `network`: anyone on a named network
 * - `account`: a named account (or a principal in it)
 * - `organization`: a named organisation
 * - `service`: an AWS service, bound to a source account, organisation or resource
 * - `federated`: a SAML or OIDC provider
 */
export type Audience =
  | { readonly who: "anyone" }
  | { readonly who: "any-account-through-service"; readonly service: string }
  | { readonly who: "network" }
  | { readonly who: "account"; readonly account: string; readonly principal: string }
  | { readonly who: "organization"; readonly organization: string }
  | { readonly who: "service"; readonly service: string; readonly accounts: readonly string[] }
  | { readonly who: "federated"; readonly provider: string };

/** One way in: a statement, who it admits, and to which actions (patterns as written). */
export interface Admission {
  readonly statement: Statement;
  readonly audience: Audience;
  readonly actions: readonly string[];
  /** The statement allows everything but `actions` (NotAction). */
  readonly allExcept: boolean;
  /** Condition keys that narrow it without saying who; shown as evidence. */
  readonly residual: readonly string[];
}

export interface Reading {
  readonly admissions: readonly Admission[];
  /** Parts that could not be decided. A check that finds no fault must hand the first one to `need`. */
  readonly undecided: readonly Unknown[];
}

export interface ReadOptions {
  /** The account that owns the resource. */
  readonly account: string;
  /** For S3: the effective block of the bucket and its account. `RestrictPublicBuckets` cuts public policies off. */
  readonly publicAccessBlock?: Pick<PublicAccessBlock, "RestrictPublicBuckets" | "BlockPublicPolicy">;
  /** Only admissions to an action that matches one of these (lower-case patterns such as `lambda:invokefunction`). */
  readonly actions?: readonly string[];
}
