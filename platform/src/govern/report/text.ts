import type { CheckInfo, Exception, Finding, Lang, Place, Problem, Report, ReportGap } from "../../model/index.ts";
import { codeProblems } from "../../words/code-problems.ts";
import { configProblems } from "../../words/config-problems.ts";
import { evidenceWord } from "../../words/evidence.ts";
import { words } from "../../words/index.ts";
import { problemWords } from "../../words/problems.ts";
import { formatWords } from "../../words/report-formats.ts";
import { ruleProblems } from "../../words/rule-problems.ts";
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
  return problemWords[code] ?? configProblems[code] ?? scanProblems[code] ?? codeProblems[code] ?? ruleProblems[code];
}

export function problemText(problem: Problem, lang: Lang): string {
  const sentence = problemSentence(problem.code);
  const text = sentence ? sentence[lang](problem.detail) : problem.code;
  return `${problem.place ? `${placeText(problem.place)}${problem.place.column ? `:${problem.place.column}` : ""}: ` : ""}${text} [${problem.code}]`;
}

const REFUSED = new Set(
  ["READ", "ENCODING", "EMPTY", "TOO_LARGE", "TOO_DEEP", "ALIAS_BOMB", "SYNTAX", "NOT_A_TEMPLATE", "FORMAT", "FAULT"].map(
    (code) => `E_TEMPLATE_${code}`,
  ),
);

/** The whole file was not judged, not only a part of it. */
export function isRefusal(problem: Problem): boolean {
  return REFUSED.has(problem.code);
}

/** A value as evidence: short, one line. */
export function valueText(value: unknown, limit = 160, lang: Lang = "en"): string {
  const spoken = (item: unknown) => (typeof item === "string" ? evidenceWord(item, lang) : item);
  const text =
    typeof value === "string"
      ? evidenceWord(value, lang)
      : (JSON.stringify(value, lang === "en" ? undefined : (_, item) => spoken(item)) ?? "");
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

/** One piece of evidence as a line: `path = found (expected: …)`. */
export function evidenceText(evidence: Finding["evidence"][number], lang: Lang): string {
  const expected = evidence.expected === undefined ? "" : `${words[lang].report.expected}: ${valueText(evidence.expected, 160, lang)}`;
  const found = evidence.found === undefined ? "" : valueText(evidence.found, 160, lang);
  const path = evidence.path ?? "";
  const left = path && found ? `${path} = ${found}` : path || found;
  return left && expected ? `${left} (${expected})` : left || expected;
}

export function gapText(gap: ReportGap, lang: Lang): string {
  return formatWords[lang].gap(gap.kind, gap.scope.replace(/^aws:/, ""), gap.region, words[lang].because[gap.reason](gap));
}

/** What an exception is about and where it is written. */
export function exceptionText(e: Exception): string {
  return `${e.finding ?? `${e.check ?? "*"} ${e.resource ?? "*"}`} (L${e.line})`;
}

/** Framework requirements a check answers, as `framework: ids`. */
export function requirementsOf(check: CheckInfo): readonly string[] {
  return Object.entries(check.meets).map(([framework, ids]) => `${framework}: ${(ids ?? []).join(", ")}`);
}

const REMEDIES = [
  ["cli", "AWS CLI", "sh"],
  ["cloudformation", "CloudFormation", "yaml"],
  ["terraform", "Terraform", "hcl"],
] as const;

/** The snippets of a check that exist, with their names and languages. */
export function remediesOf(check: CheckInfo): readonly { readonly name: string; readonly syntax: string; readonly code: string }[] {
  return REMEDIES.flatMap(([key, name, syntax]) => {
    const code = check.remedy?.[key];
    return code === undefined ? [] : [{ name, syntax, code }];
  });
}

/** What a check has to say, as plain text. */
export function helpText(check: CheckInfo, lang: Lang): string {
  const { title, risk, fix, manual } = check.text[lang];
  const f = formatWords[lang];
  const parts = [title, "", `${f.whyItMatters}: ${risk}`, `${f.whatToDo}: ${fix}`, ...(manual ? [`${f.howToDecide}: ${manual}`] : [])];
  for (const { name, code } of remediesOf(check)) parts.push("", `${name}:`, code);
  return parts.join("\n");
}

/** The same as Markdown. Only the check's own words and snippets: nothing from outside. */
export function helpMarkdown(check: CheckInfo, lang: Lang): string {
  const { title, risk, fix, manual } = check.text[lang];
  const f = formatWords[lang];
  const parts = [`**${title}**`, "", `**${f.whyItMatters}**: ${risk}`, "", `**${f.whatToDo}**: ${fix}`];
  if (manual) parts.push("", `**${f.howToDecide}**: ${manual}`);
  for (const { name, syntax, code } of remediesOf(check)) parts.push("", `${name}:`, "", `\`\`\`${syntax}`, code, "```");
  return parts.join("\n");
}

export interface Group {
  readonly check: string;
  readonly status: Finding["status"];
  readonly severity: Finding["severity"];
  readonly findings: readonly Finding[];
  readonly rank: number;
}

/** What people are shown: not what another failure of the same resource says already. */
export function shownFindings({ checks, findings }: Pick<Report, "checks" | "findings">): readonly Finding[] {
  const implied = findings.filter((f) => f.status === "fail" && checks[f.check]?.impliedBy !== undefined);
  if (implied.length === 0) return findings;
  const failed = new Set(findings.filter((f) => f.status === "fail").map((f) => `${f.check} ${f.resource.account} ${f.resource.id}`));
  const left = new Set(implied.filter((f) => failed.has(`${checks[f.check]?.impliedBy} ${f.resource.account} ${f.resource.id}`)));
  return findings.filter((f) => !left.has(f));
}

/** Many resources with the same small fault are one thing to know: such a group is one row with their names. */
export function summed(group: Group): readonly string[] | undefined {
  if (group.status !== "fail" || (group.severity !== "low" && group.severity !== "info")) return undefined;
  const names = new Map(group.findings.map((f) => [`${f.resource.account} ${f.resource.id}`, f.resource.name]));
  return names.size > 1 ? [...names.values()] : undefined;
}

/** Resources a check could decide. */
export function judgedOf(report: Report, check: string): number {
  const tally = report.tallies[check];
  return tally ? tally.pass + tally.fail + tally.unknown : 0;
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
      return {
        check: first.check,
        status: first.status,
        severity: first.severity,
        findings: list,
        rank: Math.max(...list.map((f) => f.rank)),
      };
    })
    .toSorted(
      (a, b) =>
        order[a.status] - order[b.status] || weight[a.severity] - weight[b.severity] || b.rank - a.rank || a.check.localeCompare(b.check),
    );
}
