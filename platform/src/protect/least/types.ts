import type { Condition, Fact, LastAccessed, Place, Policy, Problem, Statement } from "../../model/index.ts";

/** How sure it is that a permission is needed: recorded or configured, read in code, or only guessed at by service. */
export type Confidence = "high" | "medium" | "low";

/** Why a permission is needed. */
export type Reason =
  | "called" // the code calls the operation
  | "recorded" // CloudTrail saw it
  | "accessed" // IAM says it was used
  | "forwarded" // a service uses a key in the caller's name
  | "passed" // an operation hands a role on
  | "platform"; // Lambda itself acts as the role: logs, traces, polling, network, destinations

export interface Proof {
  readonly reason: Reason;
  readonly confidence: Confidence;
  readonly place?: Place;
  /** The operation, event, or setting. */
  readonly what: string;
  readonly times?: number;
  readonly first?: string;
  readonly last?: string;
}

/** A permission that something needs. */
export interface Need {
  /** As AWS spells it. */
  readonly action: string;
  /** ARN pattern; `*` when it takes no resource or nobody knows which. */
  readonly resource: string;
  /** False: the resource could not be told, `*` stands for all of the service. */
  readonly resolved: boolean;
  readonly proofs: readonly Proof[];
}

/** Why nothing may be taken away on the code's word. */
export interface Reserve {
  readonly why: string;
  readonly what: string;
  readonly place?: Place;
}

export interface Window {
  readonly first: string;
  readonly last: string;
  readonly days: number;
  readonly events: number;
  readonly denied: number;
  /** Files and records that could not be read: what is missing in the others may stand in them. Left out when there are none. */
  readonly unread?: number;
}

/** Everything that is known of what a target does. */
export interface Evidence {
  readonly needs: readonly Need[];
  /** Empty: every call is known, what is not needed may go. */
  readonly reserves: readonly Reserve[];
  readonly files: readonly string[];
  readonly records: Window | undefined;
  /** Services with data events among the records, by prefix. */
  readonly dataEvents: ReadonlySet<string>;
  readonly accessed: LastAccessed | undefined;
  /** There are records or data of last use, but of a role that others act as too. */
  readonly leftOut?: true;
}

export type Fate = "kept" | "narrowed" | "removed" | "unexplained" | "unreadable";

/** One Allow or Deny of a policy. */
export interface Piece {
  readonly effect: "Allow" | "Deny";
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly condition?: Fact<Condition>;
  readonly sid?: string;
}

/** What becomes of one statement of today. */
export interface Change {
  readonly policy: string;
  readonly managed: boolean;
  readonly sid: string | undefined;
  readonly index: number;
  readonly place: Place | undefined;
  readonly fate: Fate;
  readonly before: Piece | undefined;
  readonly after: readonly Piece[];
  /** Action patterns nothing explains, and which stay for want of proof. */
  readonly unexplained: readonly string[];
  /** The needs it serves. */
  readonly needs: readonly Need[];
  readonly statement: Statement | undefined;
}

export interface Proposal {
  readonly target: { readonly kind: "function" | "role"; readonly id: string; readonly name: string };
  readonly role: { readonly id: string; readonly name: string };
  /** Others that act as the role: functions, principals of its trust policy. */
  readonly sharedWith: readonly string[];
  readonly evidence: Evidence;
  readonly changes: readonly Change[];
  /** What to grant instead of everything the role holds now. Unknown parts of today's policies are not in it. */
  readonly policy: Policy;
  /** Needed, and not granted today. */
  readonly missing: readonly Need[];
  /** Policies that could not be read: nothing is said about them, they stay attached. */
  readonly unread: readonly string[];
  readonly verified: { readonly withinToday: boolean; readonly coversUse: boolean; readonly checked: number };
  readonly problems: readonly Problem[];
}
