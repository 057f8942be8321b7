import { appendFileSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { escapeText } from "../../govern/report/escape.ts";
import { renderMarkdown } from "../../govern/report/markdown.ts";
import { becauseText, evidenceText, problemText, titleOf } from "../../govern/report/text.ts";
import type { Finding, Lang, Report, Severity } from "../../model/index.ts";
import { messageOf } from "../errors.ts";

type Level = "error" | "warning" | "notice";
const LEVEL: Readonly<Record<Severity, Level>> = { critical: "error", high: "error", medium: "warning", low: "notice", info: "notice" };
/** GitHub shows ten of each level for a step and drops the others. */
const SHOWN = 10;
/** A job summary over 1 MiB is refused whole. */
const SUMMARY_LIMIT = 1_000_000;

export interface GithubEnvironment {
  readonly GITHUB_WORKSPACE?: string | undefined;
  readonly GITHUB_STEP_SUMMARY?: string | undefined;
}

/** The workflow commands that put the most urgent findings beside their lines. */
export function annotations(report: Report, lang: Lang, root: string, cwd: string): string[] {
  const left: Record<Level, number> = { error: SHOWN, warning: SHOWN, notice: SHOWN };
  const out: string[] = [];
  const add = (level: Level, place: Finding["place"], title: string, message: string) => {
    if (left[level] === 0) return;
    left[level] -= 1;
    const properties = [...(place ? placeOf(place, root, cwd) : []), `title=${property(title)}`];
    out.push(`::${level} ${properties.join(",")}::${data(message)}`);
  };
  for (const problem of report.problems)
    add("warning", problem.place, problem.code, problemText({ code: problem.code, detail: problem.detail }, lang));
  for (const finding of report.findings) {
    const title = titleOf(report, finding, lang);
    const fix = report.checks[finding.check]?.text[lang].fix ?? "";
    const subject = finding.subject ? ` (${finding.subject})` : "";
    if (finding.status === "fail") {
      const evidence = finding.evidence
        .map((e) => evidenceText(e, lang))
        .filter(Boolean)
        .join("; ");
      const lines = [`${finding.resource.name}${subject} — ${finding.check}`, evidence, fix].filter(Boolean);
      add(LEVEL[finding.severity], finding.place, title, lines.map(escapeText).join("\n"));
    } else if (finding.status === "unknown" && finding.place) {
      add(
        "notice",
        finding.place,
        title,
        `${escapeText(finding.resource.name)} — ${finding.check}\n${escapeText(becauseText(finding, lang))}`,
      );
    }
  }
  return out;
}

function placeOf(place: NonNullable<Finding["place"]>, root: string, cwd: string): string[] {
  const inside = relative(root, resolve(cwd, place.file));
  // A file outside the checkout has no line GitHub could show.
  if (inside.startsWith("..") || isAbsolute(inside)) return [];
  return [
    `file=${property(inside.split(sep).join("/"))}`,
    `line=${place.line}`,
    ...(place.column === undefined ? [] : [`col=${place.column}`]),
  ];
}

/** A message keeps its line breaks; they and the percent sign are coded as the runner wants. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(escapeText(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * Tells GitHub Actions: annotations on standard error, which the runner reads too, so that standard output stays the report;
 * and the Markdown report as the job's summary. A summary that cannot be written is said, never fatal.
 */
export function tellGithub(report: Report, lang: Lang, env: GithubEnvironment, cwd: string, write: (text: string) => void): void {
  for (const line of annotations(report, lang, env.GITHUB_WORKSPACE ?? cwd, cwd)) write(`${line}\n`);
  if (!env.GITHUB_STEP_SUMMARY) return;
  try {
    appendFileSync(env.GITHUB_STEP_SUMMARY, `${renderMarkdown(report, { lang, perCheck: 20, limit: SUMMARY_LIMIT })}\n`);
  } catch (thrown) {
    write(`::warning title=GITHUB_STEP_SUMMARY::${data(escapeText(messageOf(thrown)))}\n`);
  }
}
