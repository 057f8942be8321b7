import type { AttackPaths } from "./attack-path.ts";
import type { CheckInfo } from "./check-info.ts";
import type { Problem, Scope } from "./estate.ts";
import type { UnknownReason } from "./fact.ts";
import type { Finding, Tally } from "./finding.ts";
import type { Kind } from "./resource.ts";

/** Accepted on purpose, by whom, why, until when. */
export interface Exception {
  /** The finding's id, or check and resource. */
  readonly finding?: string;
  readonly check?: string;
  /** Exact resource id or name; `*` at the end or alone matches many. */
  readonly resource?: string;
  readonly subject?: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly line: number;
}

export interface ReportGap {
  readonly scope: string;
  readonly region: string;
  readonly kind: Kind;
  readonly reason: UnknownReason;
  readonly action?: string;
  readonly what?: string;
}

/** What one run found, as plain data: every output format is a view of this. */
export interface Report {
  readonly schema: "yagura/report/1";
  readonly tool: { readonly name: "yagura"; readonly version: string };
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  readonly scopes: readonly Scope[];
  /** Resources by kind. */
  readonly resources: Readonly<Partial<Record<Kind, number>>>;
  /** Verdicts over all checks, and by check id. */
  readonly tally: Tally;
  readonly tallies: Readonly<Record<string, Tally>>;
  /** Everything that needs attention, highest rank first; suppressed ones are not here. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly exception: Exception }[];
  /** Exceptions whose day has passed: their findings are back. */
  readonly expired: readonly Exception[];
  /** Exceptions that match nothing. */
  readonly unmatched: readonly Exception[];
  /** With `--since`: ids that were there before and are gone now. */
  readonly resolved?: readonly string[];
  /** With `--since`: how many findings were left out because they were known. */
  readonly known?: number;
  /** Attack paths, where they were asked for. */
  readonly paths?: AttackPaths;
  /** Metadata of every check that ran. */
  readonly checks: Readonly<Record<string, CheckInfo>>;
  readonly gaps: readonly ReportGap[];
  /** IAM actions whose lack made something unknown. */
  readonly missingActions: readonly string[];
  readonly problems: readonly Problem[];
  readonly unrecognised: Readonly<Record<string, number>>;
  readonly faults: readonly { readonly check: string; readonly resource: string; readonly message: string }[];
  /** The scan was stopped before it was done. */
  readonly interrupted: boolean;
}
