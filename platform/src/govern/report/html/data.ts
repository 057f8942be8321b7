import { type Finding, type Lang, languages, type Report, severities } from "../../../model/index.ts";
import { words } from "../../../words/index.ts";
import { formatWords } from "../../../words/report-formats.ts";
import { escapeText } from "../escape.ts";
import { becauseText, judgedOf, placeText, remediesOf, requirementsOf, shownFindings, valueText } from "../text.ts";

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
    findings: shownFindings(report).map((f) => [
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
      f.evidence.map((e) => evidenceRow(e)),
      becauseIndex(f),
      f.rank,
    ]),
  };
}

/** Path, found, expected, place; found and expected once more in Japanese where they are words. */
function evidenceRow(e: Finding["evidence"][number]): string[] {
  const values = (lang: Lang) => [e.found, e.expected].map((value) => (value === undefined ? "" : valueText(value, VALUE_LIMIT, lang)));
  const [english, japanese] = [values("en"), values("ja")];
  const differs = english.some((text, index) => text !== japanese[index]);
  return [e.path ?? "", ...english, e.place ? placeText(e.place) : "", ...(differs ? japanese : [])].map(escapeText);
}

function checkRow(report: Report, id: string) {
  const check = report.checks[id];
  const bare = { title: id, risk: "", fix: "" };
  return {
    id,
    text: check?.text ?? { en: bare, ja: bare },
    judged: judgedOf(report, id),
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
    nOfM: r.nOfM(0, 1).replace(/[01]/g, (n) => `{${n}}`),
    names: f.names,
    listEach: f.listEach,
    more: r.more(0).replace("0", "{0}"),
    filteredOut: f.filteredOut,
    shown: f.shown("{0}", "{1}"),
    showMore: f.showMore("{0}"),
  };
}
