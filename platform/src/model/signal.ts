import type { PrincipalType } from "./event.ts";
import type { Severity } from "./finding.ts";
import type { Words } from "./lang.ts";

/** What an event is compared by. */
export const dimensions = [
  "api",
  "service",
  "region",
  "country",
  "network",
  "user-agent",
  "bucket",
  "error",
  "address",
  "domain",
  "port",
  "volume",
  "hour",
] as const;
export type Dimension = (typeof dimensions)[number];

/** How often a value was seen of late; the classes GuardDuty publishes. */
export const frequencies = ["unseen", "rare", "infrequent", "frequent"] as const;
export type Frequency = (typeof frequencies)[number];

/** What is usual against what is now: why something stands out. */
export interface Contrast {
  readonly dimension: Dimension;
  readonly now: string;
  readonly frequency: Frequency;
  /** The usual values, the most usual first; at most 20. */
  readonly usual: readonly string[];
  /** Whose habit it is: the principal itself, its role, its account, its peers. */
  readonly of: "principal" | "function" | "account" | "peers";
}

/** What a signal was weighed with besides its rule: what its doer does every day, or that nobody can know that yet. */
export interface Weighed {
  readonly why: "habit" | "young";
  /** What the rule itself says; the same as the signal's when it only counts for less together with others. */
  readonly from: Severity;
  /** Earlier days on which the doer did the same. */
  readonly days: number;
  /** Days for which the account is watched; 0 where that does not matter. */
  readonly watched: number;
  /** Whether its doer comes from everywhere, so that no network was compared. */
  readonly roams?: true;
}

/** Something seen in the logs that a person may have to know. Signals that belong together make a Story. */
export interface Signal {
  /** The same whenever the same events are read. */
  readonly id: string;
  /** Id of the rule or of the behaviour. */
  readonly detector: string;
  readonly kind: "rule" | "correlation" | "behaviour" | "finding";
  readonly severity: Severity;
  readonly title: Words;
  /** What it means, and what else may look like it. */
  readonly description: Words;
  /** What to do first. */
  readonly first: Words;
  /** MITRE ATT&CK tactics in kebab-case, e.g. `persistence`. */
  readonly tactics: readonly string[];
  /** Techniques, e.g. `T1078.004`. */
  readonly techniques: readonly string[];
  /** Of the first and the last event, milliseconds since 1970. */
  readonly time: number;
  readonly until: number;
  readonly count: number;
  readonly account: string;
  readonly region: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly credential: string;
  readonly session: string;
  /** Keys and principals the credential was made from, nearest first. */
  readonly lineage: readonly string[];
  readonly ips: readonly string[];
  readonly userAgent: string;
  /** `service:Operation` of the events, each once. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly contrasts: readonly Contrast[];
  /** Ids of the events it stands on; at most 20, `count` says how many there were. */
  readonly events: readonly string[];
  /** Why it is told otherwise than its rule says. */
  readonly weighed?: Weighed;
  /** Who wrote the rule, for rules that are not ours: their licence wants it shown. */
  readonly by?: { readonly author?: string; readonly license?: string; readonly url?: string };
}

/** Signals that are one incident, in order of time. */
export interface Story {
  readonly id: string;
  readonly severity: Severity;
  readonly signals: readonly Signal[];
  readonly tactics: readonly string[];
  readonly accounts: readonly string[];
  readonly principals: readonly string[];
  readonly credentials: readonly string[];
  readonly ips: readonly string[];
  readonly resources: readonly string[];
  readonly time: number;
  readonly until: number;
}
