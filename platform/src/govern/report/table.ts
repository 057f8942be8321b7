import { styleText } from "node:util";
import type { Lang, Report, Severity } from "../../model/index.ts";
import { severities } from "../../model/index.ts";
import { errorWords } from "../../words/errors.ts";
import { words } from "../../words/index.ts";
import { escapeText } from "./escape.ts";
import {
  becauseText,
  type Group,
  groupFindings,
  judgedOf,
  problemText,
  shownFindings,
  summed,
  titleOf,
  valueText,
  whereText,
} from "./text.ts";

export interface TableOptions {
  readonly lang: Lang;
  readonly color: boolean;
  /** Findings shown per check before "… and n more"; 0 shows all. */
  readonly perCheck: number;
}

type Style = Parameters<typeof styleText>[0];
const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  critical: ["bold", "red"],
  high: "red",
  medium: "yellow",
  low: "cyan",
  info: "gray",
};
const STATUS_SIGN = { fail: "✗", unknown: "?", manual: "◇" } as const;

/** The report for a terminal. Every text from outside is escaped. */
export function renderTable(report: Report, options: TableOptions): string {
  const { lang } = options;
  const w = words[lang];
  const paint = (style: Style, text: string) => (options.color ? styleText(style, text, { validateStream: false }) : text);
  const out: string[] = [];
  const resources = Object.values(report.resources).reduce((sum, n) => sum + (n ?? 0), 0);
  const checks = Object.keys(report.checks).length;

  out.push(paint("bold", `Yagura ${report.tool.version}  ${w.report.scanned(resources, checks)}`));
  for (const scope of report.scopes)
    out.push(paint("dim", `  ${escapeText(scope.label)}${scope.regions.length > 0 ? `  ${scope.regions.join(", ")}` : ""}`));
  if (report.interrupted) out.push(paint(["bold", "yellow"], w.report.interrupted));
  out.push("");

  for (const problem of report.problems) out.push(`${paint("yellow", "!")} ${escapeText(problemText(problem, lang))}`);
  if (report.problems.length > 0) out.push("");

  const findings = options.perCheck === 0 ? report.findings : shownFindings(report);
  const groups = groupFindings(findings);
  for (const group of groups) out.push(...groupLines(group, report, options, paint), "");
  // "Nothing found" is only true of something that was read.
  if (groups.length === 0)
    out.push(
      resources === 0 && report.problems.length + report.gaps.length > 0
        ? errorWords.E_NOTHING[lang]()
        : w.report.nothing(resources, checks, report.tally.unknown),
      "",
    );

  out.push(paint("bold", w.report.summary));
  const counts = severities.map((s) => [s, findings.filter((f) => f.status === "fail" && f.severity === s).length] as const);
  const parts = counts.filter(([, n]) => n > 0).map(([s, n]) => paint(SEVERITY_STYLE[s], `${w.severity[s]} ${n}`));
  const rest = (["pass", "unknown", "manual"] as const).map((s) => `${w.status[s]} ${report.tally[s]}`);
  out.push(`  ${[...parts, ...rest].join("  ")}`);
  if (
    options.perCheck > 0 &&
    (findings.length < report.findings.length || groups.some((g) => summed(g) || g.findings.length > options.perCheck))
  )
    out.push(`  ${w.report.listAll}`);
  if (report.suppressed.length > 0) out.push(`  ${w.report.suppressed(report.suppressed.length)}`);
  if (report.known !== undefined) out.push(`  ${w.report.known(report.known)}`);
  if (report.resolved !== undefined) out.push(`  ${w.report.resolved(report.resolved.length)}`);
  for (const e of report.expired) out.push(`  ${paint("red", w.report.expired(escapeText(describe(e)), e.until, escapeText(e.owner)))}`);
  for (const e of report.unmatched) out.push(`  ${paint("yellow", w.report.unmatched(escapeText(describe(e))))}`);
  out.push(...notSeen(report, lang));
  return `${out.join("\n")}\n`;
}

function describe(e: { readonly finding?: string; readonly check?: string; readonly resource?: string; readonly line: number }): string {
  return `${e.finding ?? `${e.check} ${e.resource}`} (L${e.line})`;
}

function groupLines(group: Group, report: Report, options: TableOptions, paint: (style: Style, text: string) => string): string[] {
  const { lang } = options;
  const w = words[lang];
  const check = report.checks[group.check];
  const judged = judgedOf(report, group.check);
  const failed = new Set(group.findings.map((f) => f.resource.id)).size;
  const label = group.status === "fail" ? w.severity[group.severity] : w.status[group.status];
  const style = group.status === "fail" ? SEVERITY_STYLE[group.severity] : "magenta";
  const lines = [
    `${paint(style, `${STATUS_SIGN[group.status]} ${label}`)}  ${paint("bold", titleOf(report, group, lang))}  ${paint("dim", `${group.check}  ${failed}/${judged}`)}`,
  ];
  const names = options.perCheck === 0 ? undefined : summed(group);
  if (names) {
    const rest = names.length - options.perCheck;
    const some = names.slice(0, options.perCheck).map(escapeText).join(", ");
    lines.push(
      `    ${w.report.nOfM(names.length, Math.max(judged, names.length))}: ${some}${rest > 0 ? ` ${paint("dim", w.report.more(rest))}` : ""}`,
    );
    if (check) lines.push(`    → ${check.text[lang].fix}`);
    return lines;
  }
  const shown = options.perCheck === 0 ? group.findings : group.findings.slice(0, options.perCheck);
  for (const finding of shown) {
    lines.push(
      `    ${escapeText(finding.resource.name)}  ${paint("dim", escapeText(whereText(finding)))}${finding.subject ? `  ${escapeText(finding.subject)}` : ""}`,
    );
    if (finding.status === "unknown") lines.push(`      ${paint("dim", escapeText(becauseText(finding, lang)))}`);
    for (const e of finding.evidence.slice(0, 3)) {
      if (e.found === undefined && e.expected === undefined) continue;
      const expected = e.expected === undefined ? "" : `  (${w.report.expected}: ${escapeText(valueText(e.expected, 160, lang))})`;
      lines.push(
        `      ${paint("dim", `${e.path ? `${escapeText(e.path)} = ` : ""}${escapeText(valueText(e.found, 160, lang))}${expected}`)}`,
      );
    }
  }
  if (group.findings.length > shown.length) lines.push(`    ${paint("dim", w.report.more(group.findings.length - shown.length))}`);
  if (check && group.status === "fail") lines.push(`    → ${check.text[lang].fix}`);
  if (check && group.status === "manual") lines.push(`    → ${check.text[lang].manual ?? check.text[lang].fix}`);
  return lines;
}

/** The last lines always say what was not seen. */
export function notSeen(report: Report, lang: Lang): string[] {
  const w = words[lang].report;
  const lines: string[] = [];
  if (report.faults.length > 0)
    lines.push(`  ${w.faults(report.faults.length)}: ${[...new Set(report.faults.map((f) => f.check))].join(", ")}`);
  const types = Object.keys(report.unrecognised).toSorted();
  if (types.length > 0)
    lines.push(`  ${w.unrecognised(types.length, escapeText(types.slice(0, 8).join(", ") + (types.length > 8 ? " …" : "")))}`);
  if (report.tally.unknown > 0) lines.push(`  ${w.undecided(report.tally.unknown)}`);
  if (report.gaps.length > 0) lines.push(`  ${w.gaps(report.gaps.length)}`);
  if (report.missingActions.length > 0)
    lines.push(`  ${w.missing(report.missingActions.slice(0, 12).join(", ") + (report.missingActions.length > 12 ? " …" : ""))}`);
  if (report.problems.length > 0) lines.push(`  ${w.problems}: ${report.problems.length}`);
  if (report.interrupted) lines.push(`  ${w.interrupted}`);
  return [`${w.notSeen}:`, ...(lines.length > 0 ? lines : [`  ${w.notSeenNothing}`])];
}
