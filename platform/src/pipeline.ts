import { buildReport } from "./govern/build-report.ts";
import { relations } from "./identify/relations.ts";
import type { AttackPaths, CheckInfo, Estate, Exception, Report, Settings } from "./model/index.ts";
import { mergeEstates, World } from "./model/index.ts";
import type { Check } from "./protect/check.ts";
import { evaluate } from "./protect/evaluate.ts";
import { attackPaths, type PathOptions } from "./protect/paths/index.ts";
import { rankFinding } from "./protect/rank.ts";

/**
 * The only file that knows the order:
 *
 *   sources ──▶ identify ──▶ protect ──▶ govern
 *
 * detect, respond and recover join when their stages exist.
 */

/** Something an estate can be made of: a live account, template files, a snapshot. */
export type Source = (signal: AbortSignal) => Promise<Estate>;

export interface RunOptions {
  readonly version: string;
  readonly now: Date;
  readonly checks: readonly Check[];
  readonly settings?: Partial<Settings>;
  readonly exceptions?: readonly Exception[];
  readonly since?: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Whether the report tells attack paths too. */
  readonly paths?: boolean;
  readonly onStage?: (
    stage: "identify" | "protect" | "govern",
    event: "start" | "end",
    detail: { readonly resources?: number; readonly findings?: number },
  ) => void;
  readonly onVerdict?: Parameters<typeof evaluate>[2]["onVerdict"];
}

export interface Run {
  readonly estate: Estate;
  readonly report: Report;
}

export async function run(sources: readonly Source[], options: RunOptions): Promise<Run> {
  options.onStage?.("identify", "start", {});
  const estate = await identify(sources, options.signal);
  options.onStage?.("identify", "end", { resources: estate.resources.length });

  options.onStage?.("protect", "start", {});
  const { findings, tallies, faults } = protect(estate, options);
  const paths = options.paths
    ? attackPathsOf(estate, { now: options.now, ...(options.settings ? { settings: options.settings } : {}) })
    : undefined;
  options.onStage?.("protect", "end", { findings: findings.length });

  options.onStage?.("govern", "start", {});
  const report = govern(estate, { findings, tallies, faults, ...(paths ? { paths } : {}) }, options);
  options.onStage?.("govern", "end", {});
  return { estate, report };
}

/** What exists, for commands that ask something else of it than the checks do. */
export async function estateOf(sources: readonly Source[], signal: AbortSignal): Promise<Estate> {
  return identify(sources, signal);
}

/** 防御: how somebody could get from outside, or from one part, to what matters. */
export function attackPathsOf(
  estate: Estate,
  { now, settings, ...options }: PathOptions & Pick<RunOptions, "now" | "settings">,
): AttackPaths {
  return attackPaths(new World(estate, { now, relate: relations, ...(settings ? { settings } : {}) }), options);
}

/** 識別: every source side by side; what one of them cannot read does not stop the others. */
async function identify(sources: readonly Source[], signal: AbortSignal): Promise<Estate> {
  return mergeEstates(await Promise.all(sources.map((source) => source(signal))));
}

/** 防御 */
function protect(estate: Estate, options: RunOptions) {
  return evaluate(estate, options.checks, {
    now: options.now,
    relate: relations,
    rank: rankFinding,
    ...(options.settings ? { settings: options.settings } : {}),
    ...(options.onVerdict ? { onVerdict: options.onVerdict } : {}),
  });
}

/** 統治 */
function govern(estate: Estate, found: Pick<Report, "findings" | "tallies" | "faults" | "paths">, options: RunOptions): Report {
  return buildReport({
    version: options.version,
    now: options.now,
    estate,
    checks: options.checks as readonly CheckInfo[],
    ...found,
    interrupted: options.signal.aborted,
    ...(options.exceptions ? { exceptions: options.exceptions } : {}),
    ...(options.since ? { since: options.since } : {}),
  });
}
