import {
  type AttackPaths,
  type CheckInfo,
  type Estate,
  type Exception,
  emptyTally,
  type Finding,
  type Kind,
  type Report,
  statuses,
  type Tally,
} from "../model/index.ts";
import { applyExceptions } from "./exceptions/apply.ts";

export interface ReportInput {
  readonly version: string;
  readonly now: Date;
  readonly estate: Estate;
  readonly checks: readonly CheckInfo[];
  readonly findings: readonly Finding[];
  readonly tallies: Readonly<Record<string, Tally>>;
  readonly faults: Report["faults"];
  readonly paths?: AttackPaths;
  readonly exceptions?: readonly Exception[];
  /** Ids of the findings of an earlier report: only what is new is kept. */
  readonly since?: ReadonlySet<string>;
  readonly interrupted?: boolean;
}

/** Puts one run together as plain data. */
export function buildReport(input: ReportInput): Report {
  const { estate } = input;
  const applied = applyExceptions(input.findings, input.exceptions ?? [], input.now);
  const since = input.since;
  const fresh = since ? applied.findings.filter((f) => !since.has(f.id)) : applied.findings;
  const present = new Set(input.findings.map((f) => f.id));
  const resources: Partial<Record<Kind, number>> = {};
  for (const { kind } of estate.resources) resources[kind] = (resources[kind] ?? 0) + 1;
  const tally = emptyTally();
  for (const one of Object.values(input.tallies)) for (const status of statuses) tally[status] += one[status];
  const gaps = estate.gaps.map(({ scope, region, kind, because }) => ({
    scope,
    region,
    kind,
    reason: because.reason,
    ...(because.action === undefined ? {} : { action: because.action }),
    ...(because.what === undefined ? {} : { what: because.what }),
  }));
  const missing = new Set<string>();
  for (const gap of gaps) if (gap.reason === "access-denied" && gap.action) missing.add(gap.action);
  for (const { because } of input.findings) if (because?.reason === "access-denied" && because.action) missing.add(because.action);
  return {
    schema: "yagura/report/1",
    tool: { name: "yagura", version: input.version },
    generatedAt: input.now.toISOString(),
    scopes: estate.scopes,
    resources,
    tally,
    tallies: input.tallies,
    findings: fresh,
    suppressed: applied.suppressed,
    expired: applied.expired,
    unmatched: applied.unmatched,
    ...(since ? { resolved: [...since].filter((id) => !present.has(id)), known: applied.findings.length - fresh.length } : {}),
    ...(input.paths ? { paths: input.paths } : {}),
    checks: Object.fromEntries(input.checks.map((check) => [check.id, info(check)])),
    gaps,
    missingActions: [...missing].toSorted(),
    problems: estate.problems,
    unrecognised: estate.unrecognised,
    faults: input.faults,
    interrupted: input.interrupted ?? false,
  };
}

/** The metadata only: a check's functions are no part of a report. */
function info({ id, on, also, severity, layer, topic, csf, meets, text, remedy }: CheckInfo): CheckInfo {
  return { id, on, ...(also ? { also } : {}), severity, layer, topic, csf, meets, text, ...(remedy ? { remedy } : {}) };
}
