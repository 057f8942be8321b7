import type { UnknownReason } from "./fact.ts";
import type { Kind, Origin, Path, Place } from "./resource.ts";

export const statuses = ["pass", "fail", "unknown", "manual", "not-applicable"] as const;
export type Status = (typeof statuses)[number];

export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

/** What exactly is wrong: data, not sentences, so that it reads the same in every language. */
export interface Evidence {
  /** Tells this fault from others of the same check on the same resource: a statement id, a port, a route. Part of the finding's id. */
  readonly subject?: string;
  /** Property path from the resource, for the line in the template. */
  readonly path?: Path;
  /** When it is written elsewhere than the resource itself. */
  readonly at?: { readonly origin: Origin; readonly path: Path };
  /** The value that decided it. Never a secret. */
  readonly found?: unknown;
  /** The value that would have passed. */
  readonly expected?: unknown;
}

export type Verdict =
  | { readonly status: "pass" }
  | { readonly status: "not-applicable" }
  | { readonly status: "manual"; readonly evidence: readonly Evidence[] }
  | { readonly status: "fail"; readonly evidence: readonly Evidence[] };

export const pass: Verdict = { status: "pass" };
export const notApplicable: Verdict = { status: "not-applicable" };

/** Wrong, and this is what shows it. One finding per distinct `subject`. */
export function fail(...evidence: readonly Evidence[]): Verdict {
  return { status: "fail", evidence };
}

/** A person has to decide; the evidence is what they need to see. */
export function manual(...evidence: readonly Evidence[]): Verdict {
  return { status: "manual", evidence };
}

/** Fails with the given evidence, or passes when there is none. */
export function failIf(evidence: readonly Evidence[]): Verdict {
  return evidence.length === 0 ? pass : fail(...evidence);
}

export interface FindingResource {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly scope: string;
}

/** One thing to know about one resource. `pass` and `not-applicable` are counted, not kept. */
export interface Finding {
  /** 32 hex digits: 8 of SHA-256 of the check, 24 of SHA-256 of the resource with the subject. Stable between scans. */
  readonly id: string;
  readonly check: string;
  readonly status: "fail" | "unknown" | "manual";
  readonly severity: Severity;
  readonly resource: FindingResource;
  readonly subject: string;
  readonly evidence: readonly { readonly path?: string; readonly found?: unknown; readonly expected?: unknown; readonly place?: Place }[];
  /** Where to look first, when it is written in a file. */
  readonly place?: Place;
  /** Why it is unknown. */
  readonly because?: { readonly reason: UnknownReason; readonly action?: string; readonly what?: string };
  /** 0–100: reachability × privilege × data. Orders the work; never a grade. */
  readonly rank: number;
}

export type Tally = Record<Status, number>;

export function emptyTally(): Tally {
  return { pass: 0, fail: 0, unknown: 0, manual: 0, "not-applicable": 0 };
}
