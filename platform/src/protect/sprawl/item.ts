import type { FindingResource, Place, Severity, Unknown } from "../../model/index.ts";

/**
 * `never` and `long` say that a resource may be retired; `standby` that it is silent but something is wired to it;
 * `unknown` that nobody can say, and then nobody is told to delete it.
 */
export const verdicts = ["never", "long", "standby", "unknown", "used"] as const;
export type Verdict = (typeof verdicts)[number];

export const reasons = [
  // never, long
  "no-use",
  "not-referenced",
  "target-gone",
  "source-idle",
  "function-gone",
  "function-idle",
  "versions-stale",
  "past",
  // standby
  "wired",
  "dead-letters",
  "disabled",
  "rollback",
  // unknown
  "no-metrics",
  "not-measured",
  "not-read",
  "too-young",
  "age-unknown",
  "edge",
  "name-shared",
  "granted-outside",
  "elsewhere",
  // used
  "active",
  "referenced",
] as const;
export type Reason = (typeof reasons)[number];

/** What was decided about one resource, as data. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** Day of the newest sign of use. */
  readonly last?: string;
  /** First day that was looked at. */
  readonly since?: string;
  /** Where the signs were looked for. */
  readonly by?: string;
  /** What it is wired to, or what is gone. */
  readonly about?: string;
  /** Why nobody could look. */
  readonly because?: Unknown;
  /** Part of the resource that is meant: version numbers. */
  readonly subject?: string;
}

export interface Owner {
  readonly who: readonly string[];
  readonly by: "tag" | "codeowners" | "creator";
  /** The tag's key, or the line of the CODEOWNERS file. */
  readonly where: string;
}

/** Who made the resource and so has to unmake it. */
export interface Maker {
  readonly stack?: string;
  readonly logicalId?: string;
  readonly place?: Place;
}

export const privileges = ["administrator", "wildcard", "limited", "none", "unknown"] as const;
export type Privilege = (typeof privileges)[number];

export interface Risk {
  readonly findings: Readonly<Record<Severity, number>>;
  /** What its role, or it as a role, may do. `none` where it carries no role. */
  readonly privilege: Privilege;
  readonly role?: string;
  /** How many functions share that role. */
  readonly sharedBy?: number;
}

export interface CostPart {
  readonly what: "provisioned-concurrency" | "log-storage" | "code-storage" | "reserved-concurrency";
  readonly quantity: number;
  readonly unit: "GB" | "bytes" | "executions";
  /** Undefined: no public price is known here. */
  readonly usd?: number;
}

/** What it costs to keep while nobody uses it, USD a month at list price. */
export interface Cost {
  /** Undefined: not known. */
  readonly usd: number | undefined;
  /** The price is an upper bound. */
  readonly atMost: boolean;
  readonly parts: readonly CostPart[];
}

export interface Item {
  readonly resource: FindingResource;
  readonly place?: Place;
  readonly judgement: Judgement;
  readonly owner: Owner | undefined;
  readonly maker: Maker | undefined;
  readonly risk: Risk;
  readonly cost: Cost;
}

export const phases = ["template", "check", "record", "stop", "observe", "delete"] as const;
export type Phase = (typeof phases)[number];

/** One step of retiring: a command for a person to run, or a place to edit. Never run by Yagura. */
export interface Step {
  readonly phase: Phase;
  readonly resource: string;
  readonly name: string;
  /** Whose credentials the command needs. */
  readonly account?: string;
  readonly command?: string;
  /** Takes the step back. */
  readonly undo?: string;
  readonly place?: Place;
  readonly stack?: string;
  readonly logicalId?: string;
}

export function isRetired(judgement: Judgement | undefined): boolean {
  return judgement?.verdict === "never" || judgement?.verdict === "long";
}
