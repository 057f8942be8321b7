import type { Names } from "./names.ts";

/**
 * Whose a value is: somebody's in particular, anybody's whom neither the policies nor the trust zone name, anybody's outside the trust zone,
 * or anybody's at all.
 */
export type Whose =
  | { readonly account: string /** A stranger's, picked to try. */; readonly stranger?: true }
  | "stranger"
  | "outsider"
  | "anyone";

/** A kind of caller, with what can be told of its request's keys. */
export interface Scenario {
  readonly type: "anonymous" | "principal" | "service" | "federated";
  readonly account: Whose;
  /** An organisation the caller belongs to, or on whose behalf the service acts. */
  readonly organization: string | undefined;
  /** Name of the service, or `*`. */
  readonly service: string | undefined;
  readonly provider: string | undefined;
  /** The very session that a policy names. */
  readonly session: { readonly role: string; readonly name: string } | undefined;
  /** The request may come from, or through, what the policies name: an address range, a VPC, an endpoint, an access point. */
  readonly onNamedWay: boolean;
  /** As which account or organisation the owner of the network or of the access point is known. */
  readonly way: { readonly account?: string; readonly organization?: string } | "outsider" | "anyone" | undefined;
  /** A service acts for something the policies name that has no account, such as a bucket. */
  readonly forNamedSource: boolean;
  /** The caller may be the principal whose unique id the policies name. */
  readonly namedId: boolean;
  /** The identity may be one the policies name by its claims. */
  readonly namedClaims: boolean;
}

/** What is the same for all callers. */
export interface Setting {
  readonly names: Names;
  /** Accounts that are no stranger's: those named, and the trusted. */
  readonly strangersNot: readonly string[];
  /** Accounts and the organisation that are trusted: no stranger is in them. */
  readonly zoneAccounts: ReadonlySet<string>;
  readonly zoneOrganization: string | undefined;
  readonly resourceAccount: string | undefined;
  readonly resourceOrganization: string | undefined;
  /** The resource is a role that is to be assumed. */
  readonly trust: boolean;
  /** Keys that policies compare with `ForAllValues` or `ForAnyValue`. */
  readonly multiple: ReadonlySet<string>;
}
