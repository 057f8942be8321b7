import { type Finding, type Lang, type Report, type Severity, severities, statuses } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { formatWords } from "../../words/report-formats.ts";
import { escapeText } from "./escape.ts";
import {
  becauseText,
  evidenceText,
  exceptionText,
  type Group,
  gapText,
  groupFindings,
  judgedOf,
  placeText,
  problemText,
  remediesOf,
  requirementsOf,
  shownFindings,
  summed,
  titleOf,
  whereText,
} from "./text.ts";

export interface MarkdownOptions {
  readonly lang: Lang;
  /** Findings shown for each check; 0 shows all. */
  readonly perCheck: number;
  /** The largest size in bytes; what does not fit is counted instead. */
  readonly limit?: number;
}

/** The report in GitHub's Markdown, for pull requests and job summaries. */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const { lang, limit } = options;
  const w = words[lang];
  const f = formatWords[lang];
  const findings = options.perCheck === 0 ? report.findings : shownFindings(report);
  const groups = groupFindings(findings);
  const blocks = groups.map((group, index) => groupBlock(report, group, index === 0, options));
  const head = [...headLines(report, findings, lang), "", `## ${w.report.findings}`, ""];
  if (groups.length === 0) head.push(f.clean, "");
  const tail = tailLines(report, lang);
  const body = fit(blocks, groups, limit === undefined ? Number.POSITIVE_INFINITY : limit - bytes([...head, ...tail]) - 500, lang);
  return `${[...head, ...body, ...tail].join("\n").trimEnd()}\n`;
}

function bytes(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

/** As many whole blocks as there is room for, then how many findings are missing. */
function fit(blocks: readonly (readonly string[])[], groups: readonly Group[], room: number, lang: Lang): string[] {
  const out: string[] = [];
  let left = room;
  for (const [index, block] of blocks.entries()) {
    left -= bytes(block);
    if (left < 0) {
      const rest = groups.slice(index).reduce((sum, g) => sum + g.findings.length, 0);
      return [...out, formatWords[lang].truncated(rest), ""];
    }
    out.push(...block);
  }
  return out;
}

function headLines(report: Report, findings: readonly Finding[], lang: Lang): string[] {
  const w = words[lang];
  const resources = Object.values(report.resources).reduce((sum, n) => sum + (n ?? 0), 0);
  const failed = (s: Severity) => findings.filter((x) => x.status === "fail" && x.severity === s).length;
  const out = [`# ${w.report.title}`, ""];
  if (report.interrupted) out.push(`> [!WARNING]`, `> ${w.report.interrupted}`, "");
  out.push(
    `${formatWords[lang].resourcesChecked(resources, Object.keys(report.checks).length)} · ${report.generatedAt.slice(0, 16).replace("T", " ")} UTC · Yagura ${report.tool.version}`,
    "",
  );
  for (const scope of report.scopes)
    out.push(`- ${code(scope.label)}${scope.regions.length > 0 ? ` (${scope.regions.map((r) => code(r)).join(", ")})` : ""}`);
  out.push("", `| ${w.report.severity} | ${w.report.count} |`, "|---|---:|");
  for (const s of severities) out.push(`| ${w.severity[s]} | ${failed(s)} |`);
  out.push("", `| ${w.report.status} | ${w.report.count} |`, "|---|---:|");
  for (const s of statuses) out.push(`| ${w.status[s]} | ${report.tally[s]} |`);
  const more = [
    ...(report.suppressed.length > 0 ? [w.report.suppressed(report.suppressed.length)] : []),
    ...(report.known === undefined ? [] : [w.report.known(report.known)]),
    ...(report.resolved === undefined ? [] : [w.report.resolved(report.resolved.length)]),
  ];
  return [...out, ...(more.length > 0 ? ["", ...more.map((line) => `- ${line}`)] : [])];
}

function groupBlock(report: Report, group: Group, open: boolean, { lang, perCheck }: MarkdownOptions): string[] {
  const w = words[lang];
  const f = formatWords[lang];
  const check = report.checks[group.check];
  const judged = judgedOf(report, group.check);
  const failed = new Set(group.findings.map((x) => x.resource.id)).size;
  const label = group.status === "fail" ? w.severity[group.severity] : w.status[group.status];
  const counted = group.status === "fail" && judged >= failed ? f.failedOf(failed, judged) : String(group.findings.length);
  const out = [
    `<details${open ? " open" : ""}>`,
    `<summary><strong>${html(label)}</strong> ${html(titleOf(report, group, lang))} <code>${html(group.check)}</code> ${html(counted)}</summary>`,
    "",
  ];
  if (check) {
    const { risk, fix, manual } = check.text[lang];
    out.push(`**${f.whyItMatters}**: ${plain(risk)}`, "");
    if (group.status === "manual") out.push(`**${f.howToDecide}**: ${plain(manual ?? fix)}`, "");
    else if (group.status === "fail") out.push(`**${f.whatToDo}**: ${plain(fix)}`, "");
    if (group.status === "fail")
      for (const { name, syntax, code: text } of remediesOf(check)) out.push(`${name}:`, "", `\`\`\`${syntax}`, text, "```", "");
  }
  const names = perCheck === 0 ? undefined : summed(group);
  if (names) out.push(...nameLines(names, judged, lang));
  else out.push(...findingRows(group, perCheck, lang));
  if (check && requirementsOf(check).length > 0) out.push("", `${f.requirement}: ${plain(requirementsOf(check).join("; "))}`);
  return [...out, "", "</details>", ""];
}

/** Names in one row: a page of a thousand functions without a VPC helps nobody. */
const NAMES = 200;

function nameLines(names: readonly string[], judged: number, lang: Lang): string[] {
  const w = words[lang].report;
  const rest = names.length - NAMES;
  const some = names.slice(0, NAMES).map(code).join(", ");
  return [`${w.nOfM(names.length, Math.max(judged, names.length))}: ${some}${rest > 0 ? ` ${w.more(rest)}` : ""}`];
}

function findingRows(group: Group, perCheck: number, lang: Lang): string[] {
  const w = words[lang];
  const out: string[] = [];
  out.push(
    `| ${w.report.resource} | ${w.report.where} | ${group.status === "unknown" ? w.report.why : w.report.evidence} |`,
    "|---|---|---|",
  );
  const shown = perCheck === 0 ? group.findings : group.findings.slice(0, perCheck);
  for (const finding of shown) {
    const why =
      finding.status === "unknown"
        ? [plain(becauseText(finding, lang))]
        : finding.evidence
            .map((e) => evidenceText(e, lang))
            .filter(Boolean)
            .map(cell);
    const what = finding.subject ? [cell(finding.subject), ...why] : why;
    out.push(`| ${cell(finding.resource.name)} | ${cell(whereText(finding))} | ${what.join("<br>")} |`);
  }
  if (group.findings.length > shown.length) out.push("", w.report.more(group.findings.length - shown.length));
  return out;
}

/** What was not seen, and what was accepted, is always said. */
function tailLines(report: Report, lang: Lang): string[] {
  const w = words[lang].report;
  const f = formatWords[lang];
  const out: string[] = [];
  const section = (head: string, lines: readonly string[]) => {
    if (lines.length === 0) return;
    out.push(
      `## ${head}`,
      "",
      ...lines.slice(0, 100).map((line) => `- ${line}`),
      ...(lines.length > 100 ? [`- ${w.more(lines.length - 100)}`] : []),
      "",
    );
  };
  section(
    w.problems,
    report.problems.map(
      (p) => `${p.place ? `${code(placeText(p.place))} ` : ""}${plain(problemText({ code: p.code, detail: p.detail }, lang))}`,
    ),
  );
  section(
    f.suppressedHead,
    report.suppressed.map(
      ({ finding, exception: e }) =>
        `${code(finding.check)} ${code(finding.resource.name)}: ${plain(f.accepted(e.reason, e.owner, e.until))}`,
    ),
  );
  section(f.exceptionsHead, [
    ...report.expired.map((e) => plain(w.expired(exceptionText(e), e.until, e.owner))),
    ...report.unmatched.map((e) => plain(w.unmatched(exceptionText(e)))),
  ]);
  section(w.notSeen, [
    ...report.gaps.map((gap) => plain(gapText(gap, lang))),
    ...Object.entries(report.unrecognised).map(([type, n]) => plain(f.unrecognised(type, n))),
    ...report.faults.map((x) => plain(f.fault(x.check, x.resource, x.message))),
    ...(report.missingActions.length > 0 ? [`${f.actions}: ${report.missingActions.map((a) => code(a)).join(", ")}`] : []),
  ]);
  const seen =
    report.gaps.length +
      report.faults.length +
      report.problems.length +
      Object.keys(report.unrecognised).length +
      report.missingActions.length ===
    0;
  if (seen && !report.interrupted) out.push(`## ${w.notSeen}`, "", w.notSeenNothing, "");
  return out;
}

/** Text from outside always becomes code: no markup, no mention and no link is read in it. */
export function code(text: string): string {
  const safe = escapeText(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = "`".repeat(longest + 1);
  const pad = safe === "" || longest > 0 || /^\s|\s$/.test(safe) ? " " : "";
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** The same in a table, where a pipe ends the cell even inside code. */
function cell(text: string): string {
  return code(text).replaceAll("|", "\\|");
}

/** A sentence: markup is escaped, and a comment stands behind each @ so that nobody is called. */
export function plain(text: string): string {
  return escapeText(text)
    .replace(/[\\`*_[\]<>|~#]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("@", "@<!-- -->");
}

function html(text: string): string {
  return escapeText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("@", "@<!-- -->");
}
