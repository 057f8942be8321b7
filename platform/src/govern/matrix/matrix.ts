import {
  type CheckInfo,
  emptyTally,
  type FrameworkId,
  type Report,
  type Status,
  statuses,
  type Tally,
  type Words,
} from "../../model/index.ts";
import { frameworks, type Requirement } from "../frameworks/frameworks.ts";

export interface MatrixRow {
  readonly id: string;
  readonly title: Words;
  readonly level?: number;
  readonly status: Status;
  /** Verdicts over all resources of all its checks. */
  readonly tally: Tally;
  readonly checks: readonly string[];
}

export interface Matrix {
  readonly framework: string;
  readonly title: Words;
  readonly rows: readonly MatrixRow[];
  /** Requirements by status. */
  readonly totals: Tally;
}

/** The requirements of a framework with what the checks said; never blended into one number. */
export function matrixOf(
  framework: keyof typeof frameworks,
  report: Pick<Report, "checks" | "tallies" | "findings" | "suppressed">,
): Matrix {
  const { title, requirements: listed } = frameworks[framework];
  const byRequirement = new Map<string, CheckInfo[]>();
  for (const check of Object.values(report.checks)) {
    const ids = framework === "nist-csf-1.1" ? check.csf : (check.meets[framework as FrameworkId] ?? []);
    for (const id of ids) {
      const list = byRequirement.get(id);
      if (list) list.push(check);
      else byRequirement.set(id, [check]);
    }
  }
  const requirements = framework === "aws-config" ? [...listed, ...furtherRules(listed, byRequirement.keys())] : listed;
  const totals = emptyTally();
  const rows = requirements
    .filter((r) => r.inForce !== false)
    .map((requirement): MatrixRow => {
      const checks = byRequirement.get(requirement.id) ?? [];
      const tally = emptyTally();
      for (const check of checks) for (const status of statuses) tally[status] += report.tallies[check.id]?.[status] ?? 0;
      const status = statusOf(requirement, checks, tally);
      totals[status] += 1;
      return {
        id: requirement.id,
        title: requirement.title,
        ...(requirement.level === undefined ? {} : { level: requirement.level }),
        status,
        tally,
        checks: checks.map((c) => c.id).toSorted(),
      };
    });
  return { framework, title, rows, totals };
}

/** One failure fails it; one gap keeps it from passing; what nobody can compute stays with a person. */
function statusOf(requirement: Requirement, checks: readonly CheckInfo[], tally: Tally): Status {
  if (requirement.retired) return "not-applicable";
  if (checks.length === 0) return "manual";
  if (tally.fail > 0) return "fail";
  if (tally.unknown > 0) return "unknown";
  if (tally.manual > 0) return "manual";
  return tally.pass > 0 ? "pass" : "not-applicable";
}

/** AWS has hundreds of managed rules; besides the recommended ones, those that a check decides as well are shown by name. */
function furtherRules(listed: readonly Requirement[], decided: Iterable<string>): readonly Requirement[] {
  const known = new Set(listed.map((r) => r.id));
  const further = [...decided].filter((id) => !known.has(id)).toSorted();
  return further.map((id) => ({ id, title: { en: id, ja: id }, severity: "medium", csf: [], assessment: "automated" }));
}
