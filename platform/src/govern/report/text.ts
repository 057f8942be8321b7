import type { Finding, Lang, Place, Problem, Report } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { configProblems } from "../../words/config-problems.ts";
import { problemWords } from "../../words/problems.ts";
import { scanProblems } from "../../words/scan-problems.ts";

/** Sentences about parts of a report, shared by every format people read. */

export function titleOf(report: Report, finding: Pick<Finding, "check">, lang: Lang): string {
  return report.checks[finding.check]?.text[lang].title ?? finding.check;
}

export function placeText(place: Place): string {
  return `${place.file}:${place.line}`;
}

/** Where a finding is: its line, else its account and region. */
export function whereText(finding: Finding): string {
  return finding.place ? placeText(finding.place) : `${finding.resource.account}/${finding.resource.region}`;
}

export function becauseText(finding: Finding, lang: Lang): string {
  return finding.because ? words[lang].because[finding.because.reason](finding.because) : "";
}

/** The sentence of a problem, whatever part of the input it is about. */
export function problemSentence(code: string): (typeof problemWords)[string] | undefined {
  return problemWords[code] ?? configProblems[code] ?? scanProblems[code];
}

export function problemText(problem: Problem, lang: Lang): string {
  const sentence = problemSentence(problem.code);
  const text = sentence ? sentence[lang](problem.detail) : problem.code;
  return `${problem.place ? `${placeText(problem.place)}${problem.place.column ? `:${problem.place.column}` : ""}: ` : ""}${text} [${problem.code}]`;
}

/** A value as evidence: short, one line. */
export function valueText(value: unknown, limit = 160): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

export interface Group {
  readonly check: string;
  readonly status: Finding["status"];
  readonly severity: Finding["severity"];
  readonly findings: readonly Finding[];
  readonly rank: number;
}

/** One row per check and status, the most urgent first: many equal findings are one thing to do. */
export function groupFindings(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.status}|${finding.check}|${finding.severity}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const order = { fail: 0, unknown: 1, manual: 2 };
  const weight = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };
  return [...groups.values()]
    .map((list) => {
      const [first] = list as [Finding];
      return { check: first.check, status: first.status, severity: first.severity, findings: list, rank: Math.max(...list.map((f) => f.rank)) };
    })
    .toSorted(
      (a, b) => order[a.status] - order[b.status] || weight[a.severity] - weight[b.severity] || b.rank - a.rank || a.check.localeCompare(b.check),
    );
}
