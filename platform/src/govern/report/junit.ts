import { type CheckInfo, type Exception, emptyTally, type Finding, type Lang, type Report, statuses } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { formatWords } from "../../words/report-formats.ts";
import { escapeText } from "./escape.ts";
import { becauseText, evidenceText, exceptionText, gapText, isRefusal, placeText, problemText, requirementsOf } from "./text.ts";

interface TestCase {
  readonly name: string;
  readonly outcome?:
    | { readonly tag: "failure" | "error"; readonly type: string; readonly message: string; readonly text: string }
    | { readonly tag: "skipped"; readonly text: string };
}

interface Suite {
  readonly name: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly TestCase[];
}

/**
 * JUnit as Jenkins and its followers read it: a suite for each check, a test case for each finding and one for what passed.
 * Undecided and manual findings are skipped tests: neither green nor red.
 */
export function renderJunit(report: Report, lang: Lang): string {
  const open = groupBy(report.findings.map((finding) => ({ finding })));
  const accepted = groupBy(report.suppressed);
  const suites: Suite[] = Object.values(report.checks).map((check) =>
    checkSuite(report, check, open.get(check.id) ?? [], accepted.get(check.id) ?? [], lang),
  );
  const run = runSuite(report, lang);
  if (run.cases.length > 0) suites.unshift(run);
  const total = count(suites.flatMap((s) => s.cases));
  const out = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Yagura" tests="${total.tests}" failures="${total.failure}" errors="${total.error}">`,
  ];
  for (const suite of suites) out.push(...suiteLines(suite, report));
  out.push("</testsuites>");
  return `${out.join("\n")}\n`;
}

interface Item {
  readonly finding: Finding;
  readonly exception?: Exception;
}

function groupBy(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const list = groups.get(item.finding.check);
    if (list) list.push(item);
    else groups.set(item.finding.check, [item]);
  }
  return groups;
}

function checkSuite(report: Report, check: CheckInfo, open: readonly Item[], accepted: readonly Item[], lang: Lang): Suite {
  const tally = report.tallies[check.id] ?? emptyTally();
  return {
    name: check.id,
    properties: [
      ["title", check.text[lang].title],
      ["severity", check.severity],
      ...(requirementsOf(check).length > 0 ? [["requirements", requirementsOf(check).join("; ")] as const] : []),
      ...statuses.map((status) => [`resources.${status}`, String(tally[status])] as const),
    ],
    cases: [
      ...[...open, ...accepted].map((item) => findingCase(check, item, lang)),
      ...(tally.pass > 0 ? [{ name: formatWords[lang].passed(tally.pass) }] : []),
    ],
  };
}

function findingCase(check: CheckInfo, { finding, exception }: Item, lang: Lang): TestCase {
  const text = check.text[lang];
  const w = words[lang];
  const where = finding.place ? placeText(finding.place) : `${finding.resource.account}/${finding.resource.region}`;
  const name = `${finding.resource.name}${finding.subject ? ` ${finding.subject}` : ""} (${where})`;
  if (exception)
    return { name, outcome: { tag: "skipped", text: formatWords[lang].accepted(exception.reason, exception.owner, exception.until) } };
  if (finding.status === "unknown")
    return { name, outcome: { tag: "skipped", text: `${w.status.unknown}: ${becauseText(finding, lang)}` } };
  if (finding.status === "manual") return { name, outcome: { tag: "skipped", text: `${w.status.manual}: ${text.manual ?? text.fix}` } };
  const lines = [
    finding.resource.id,
    ...(finding.place ? [placeText(finding.place)] : []),
    ...finding.evidence.map((e) => evidenceText(e, lang)).filter(Boolean),
    `${formatWords[lang].whyItMatters}: ${text.risk}`,
    `${formatWords[lang].whatToDo}: ${text.fix}`,
  ];
  return { name, outcome: { tag: "failure", type: finding.severity, message: text.title, text: lines.map(escapeText).join("\n") } };
}

/** What concerns the run, not a check: a template that was refused must not look like a green build. */
function runSuite(report: Report, lang: Lang): Suite {
  const w = words[lang].report;
  const f = formatWords[lang];
  const error = (name: string, type: string, message: string): TestCase => ({
    name,
    outcome: { tag: "error", type, message, text: message },
  });
  const skipped = (name: string, text: string): TestCase => ({ name, outcome: { tag: "skipped", text } });
  return {
    name: "yagura/run",
    properties: [],
    cases: [
      ...(report.interrupted ? [error("interrupted", "interrupted", w.interrupted)] : []),
      ...report.problems.map((p) => {
        const name = p.place ? placeText(p.place) : p.code;
        return isRefusal(p) ? error(name, p.code, problemText(p, lang)) : skipped(name, problemText(p, lang));
      }),
      ...report.faults.map((x) => error(`${x.check} ${x.resource}`, "fault", f.fault(x.check, x.resource, x.message))),
      ...report.expired.map(
        (e): TestCase => ({
          name: exceptionText(e),
          outcome: { tag: "failure", type: "exception-expired", message: w.expired(exceptionText(e), e.until, e.owner), text: e.reason },
        }),
      ),
      ...report.gaps.map((g) => skipped(`${g.kind} ${g.scope}/${g.region}`, gapText(g, lang))),
    ],
  };
}

function count(cases: readonly TestCase[]): { tests: number; failure: number; error: number; skipped: number } {
  const sum = { tests: cases.length, failure: 0, error: 0, skipped: 0 };
  for (const { outcome } of cases) if (outcome) sum[outcome.tag] += 1;
  return sum;
}

function suiteLines(suite: Suite, report: Report): string[] {
  const n = count(suite.cases);
  const out = [
    `  <testsuite name="${attribute(suite.name)}" tests="${n.tests}" failures="${n.failure}" errors="${n.error}" skipped="${n.skipped}" timestamp="${report.generatedAt.slice(0, 19)}">`,
  ];
  if (suite.properties.length > 0) {
    out.push("    <properties>");
    for (const [name, value] of suite.properties) out.push(`      <property name="${attribute(name)}" value="${attribute(value)}"/>`);
    out.push("    </properties>");
  }
  for (const { name, outcome } of suite.cases) {
    const head = `    <testcase classname="${attribute(suite.name.replaceAll("/", "."))}" name="${attribute(name)}"`;
    if (!outcome) out.push(`${head}/>`);
    else if (outcome.tag === "skipped") out.push(`${head}><skipped>${content(escapeText(outcome.text))}</skipped></testcase>`);
    else {
      const { tag, type, message, text } = outcome;
      out.push(`${head}><${tag} type="${attribute(type)}" message="${attribute(message)}">${content(text)}</${tag}></testcase>`);
    }
  }
  out.push("  </testsuite>");
  return out;
}

const ENTITY: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Characters XML 1.0 cannot carry at all, not even as references: other controls, half surrogate pairs, two non-characters. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function content(text: string): string {
  return text
    .replace(FORBIDDEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/[&<>"']/g, (c) => ENTITY[c] as string);
}

function attribute(text: string): string {
  return content(escapeText(text));
}
