import { type Finding, type Lang, languages, type Report, severities } from "../../../model/index.ts";
import { words } from "../../../words/index.ts";
import { formatWords } from "../../../words/report-formats.ts";
import { escapeText } from "../escape.ts";
import { becauseText, placeText, remediesOf, requirementsOf, valueText } from "../text.ts";

/** Signs beside the words, for those who do not see the colours. */
export const signs: Readonly<Record<string, string>> = {
  critical: "⬣",
  high: "▲",
  medium: "◆",
  low: "▽",
  info: "○",
  fail: "✗",
  unknown: "?",
  manual: "◇",
  pass: "✓",
  "not-applicable": "–",
};

const VALUE_LIMIT = 4000;

/** What the page's script reads: findings as short rows, sentences that repeat only once. */
export function pageData(report: Report, lang: Lang) {
  const ids = [...new Set([...Object.keys(report.checks), ...report.findings.map((f) => f.check)])];
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const because = new Map<string, number>();
  const sentences: string[][] = [];
  const becauseIndex = (finding: Finding): number => {
    if (!finding.because) return -1;
    const pair = languages.map((l) => escapeText(becauseText(finding, l)));
    const key = pair.join("\n");
    const known = because.get(key);
    if (known !== undefined) return known;
    because.set(key, sentences.length);
    return sentences.push(pair) - 1;
  };
  return {
    lang,
    signs,
    order: { severity: severities, status: ["fail", "unknown", "manual"] },
    ui: Object.fromEntries(languages.map((l) => [l, uiWords(l)])),
    checks: ids.map((id) => checkRow(report, id)),
    because: sentences,
    findings: report.findings.map((f) => [
      f.id,
      indexOf.get(f.check),
      f.status,
      f.severity,
      ...[
        f.resource.id,
        f.resource.name,
        f.resource.kind,
        f.resource.account,
        f.resource.region,
        f.subject,
        f.place ? placeText(f.place) : "",
      ].map(escapeText),
      f.evidence.map((e) =>
        [
          e.path ?? "",
          e.found === undefined ? "" : valueText(e.found, VALUE_LIMIT),
          e.expected === undefined ? "" : valueText(e.expected, VALUE_LIMIT),
          e.place ? placeText(e.place) : "",
        ].map(escapeText),
      ),
      becauseIndex(f),
      f.rank,
    ]),
  };
}

function checkRow(report: Report, id: string) {
  const check = report.checks[id];
  const bare = { title: id, risk: "", fix: "" };
  return {
    id,
    text: check?.text ?? { en: bare, ja: bare },
    remedies: check ? remediesOf(check).map(({ name, code }) => [name, code]) : [],
    requirements: check ? requirementsOf(check) : [],
  };
}

function uiWords(lang: Lang) {
  const { report: r, severity, status } = words[lang];
  const f = formatWords[lang];
  return {
    title: r.title,
    severity,
    status,
    all: r.all,
    what: f.what,
    why: f.whyItMatters,
    todo: f.whatToDo,
    howToDecide: f.howToDecide,
    evidence: r.evidence,
    found: r.found,
    expected: r.expected,
    path: f.property,
    place: f.place,
    kind: f.kind,
    account: r.account,
    region: r.region,
    check: r.check,
    requirement: f.requirement,
    findingId: f.findingId,
    details: f.details,
    clean: f.clean,
    filteredOut: f.filteredOut,
    shown: f.shown("{0}", "{1}"),
    showMore: f.showMore("{0}"),
  };
}
