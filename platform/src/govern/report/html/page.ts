import { type Lang, languages, type Report, severities, statuses } from "../../../model/index.ts";
import { words } from "../../../words/index.ts";
import { type FormatWords, formatWords } from "../../../words/report-formats.ts";
import type { Vocabulary } from "../../../words/vocabulary.ts";
import { escapeText } from "../escape.ts";
import { exceptionText, gapText, groupFindings, judgedOf, placeText, problemText, shownFindings, titleOf } from "../text.ts";
import { signs } from "./data.ts";

/** Text as HTML: markup is escaped, and what cannot be seen is shown as a code. */
export function h(text: string): string {
  return escapeText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A sentence in every language; the style shows the one of the page. */
export function both(sentence: (w: Vocabulary, f: FormatWords, lang: Lang) => string): string {
  return languages.map((lang) => `<span lang="${lang}">${h(sentence(words[lang], formatWords[lang], lang))}</span>`).join("");
}

const code = (text: string) => `<code>${h(text)}</code>`;

function badge(kind: "severity" | "status", value: string): string {
  const word = both((w) => (w[kind] as Readonly<Record<string, string>>)[value] ?? value);
  return `<span class="badge ${value}"><span aria-hidden="true">${signs[value]} </span>${word}</span>`;
}

function table(caption: string, head: readonly string[], rows: readonly string[], id: string): string {
  return `<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}"><table><caption id="${id}">${caption}</caption><thead><tr>${head
    .map((cell) => `<th scope="col">${cell}</th>`)
    .join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

export function headSection(report: Report): string {
  const at = new Date(report.generatedAt);
  const jst = new Date(at.getTime() + 9 * 3600_000).toISOString().slice(0, 16).replaceAll("-", "/").replace("T", " ");
  const utc = `${report.generatedAt.slice(0, 16).replace("T", " ")}`;
  return `<header>
<a class="skip" href="#findings">${both((_, f) => f.skip)}</a>
<h1>${both((w) => w.report.title)}</h1>
<p>Yagura ${h(report.tool.version)} · <time datetime="${h(report.generatedAt)}" title="${h(report.generatedAt)}">${both((_, f, lang) => `${lang === "ja" ? jst : utc} ${f.timeNote}`)}</time></p>
<div class="tools" data-live hidden>
<button type="button" data-lang="ja" lang="en"><span lang="ja" data-keep>日本語</span></button>
<button type="button" data-lang="en" lang="ja"><span lang="en" data-keep>English</span></button>
<button type="button" id="theme">${both((_, f) => f.theme)}</button>
<button type="button" id="print">${both((w) => w.report.print)}</button>
</div>
</header>`;
}

export function summarySection(report: Report): string {
  const resources = Object.values(report.resources).reduce((sum, n) => sum + (n ?? 0), 0);
  const checks = Object.keys(report.checks).length;
  const fails = shownFindings(report).filter((f) => f.status === "fail");
  const { pass, fail, unknown } = report.tally;
  const verdicts = statuses.reduce((sum, s) => sum + report.tally[s], 0);
  const item = (label: string, n: number, of: string) => `<li>${label}<b>${n}</b><span class="of">${of}</span></li>`;
  const facts = [
    ...(report.suppressed.length > 0 ? [both((w) => w.report.suppressed(report.suppressed.length))] : []),
    ...(report.known === undefined ? [] : [both((w) => w.report.known(report.known ?? 0))]),
    ...(report.resolved === undefined ? [] : [both((w) => w.report.resolved(report.resolved?.length ?? 0))]),
  ];
  return `${report.interrupted ? `<p class="banner"><strong>${both((w) => w.report.interrupted)}</strong></p>` : ""}
<section aria-labelledby="summary"><h2 id="summary">${both((w) => w.report.summary)}</h2>
<p>${both((_, f) => f.resourcesChecked(resources, checks))}</p>
<ul class="counts">${severities
    .map((s) =>
      item(
        badge("severity", s),
        fails.filter((f) => f.severity === s).length,
        both((_, f) => f.ofFindings(fails.length)),
      ),
    )
    .join("")}</ul>
<h3>${both((w) => w.report.status)}</h3>
<ul class="counts">${statuses
    .map((s) =>
      item(
        badge("status", s),
        report.tally[s],
        both((_, f) => f.ofVerdicts(verdicts)),
      ),
    )
    .join("")}</ul>
<p>${both((_, f) => `${f.passRate}: ${pass} / ${pass + fail + unknown}`)}</p>
${facts.map((fact) => `<p>${fact}</p>`).join("")}
<h3>${both((_, f) => f.scopes)}</h3>
<ul>${report.scopes.map((s) => `<li>${code(s.label)}${s.regions.length > 0 ? ` <span class="dim">${h(s.regions.join(", "))}</span>` : ""}</li>`).join("")}</ul>
</section>`;
}

export function checkSection(report: Report): string {
  const rows = groupFindings(shownFindings(report)).map((group) => {
    const judged = judgedOf(report, group.check);
    const resources = new Set(group.findings.map((f) => f.resource.id)).size;
    const share = group.status === "fail" && judged >= resources ? `${resources} / ${judged}` : String(resources);
    const title = both((_, __, lang) => titleOf(report, group, lang));
    const button = `<button type="button" class="link" data-check="${h(group.check)}" data-status="${group.status}">${title}</button><br><code class="dim">${h(group.check)}</code>`;
    return `<tr><td>${badge("severity", group.severity)}</td><td>${badge("status", group.status)}</td><th scope="row">${button}</th><td class="n">${share}</td></tr>`;
  });
  if (rows.length === 0) return "";
  const head = [both((w) => w.report.severity), both((w) => w.report.status), both((w) => w.report.check), both((_, f) => f.affected)];
  // A long table would push the findings off the screen.
  const open = rows.length <= 12 ? " open" : "";
  const heading = `<summary><h2 id="by-check">${both((_, f) => f.byCheck)}</h2> <span class="dim">(${rows.length})</span></summary>`;
  return `<section aria-labelledby="by-check"><details${open}>${heading}${table(
    both((_, f) => f.byCheckCaption),
    head,
    rows,
    "by-check-caption",
  )}</details></section>`;
}

export function findingSection(report: Report, printed: number): string {
  const select = (id: string, label: string) => `<label for="f-${id}">${label}<select id="f-${id}"></select></label>`;
  const head = [
    both((w) => w.report.severity),
    both((w) => w.report.status),
    both((_, f) => f.what),
    both((w) => w.report.resource),
    both((w) => w.report.where),
    both((w) => w.report.rank),
  ];
  return `<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">${both((w) => w.report.findings)}</h2>
${shownFindings(report).length === 0 ? `<p>${both((_, f) => f.clean)}</p>` : ""}
<noscript><p class="banner">${both((_, f) => f.noScript)}</p></noscript>
<div data-live hidden>
<form class="filters" id="filters" role="search">
${select(
  "severity",
  both((w) => w.report.severity),
)}${select(
  "status",
  both((w) => w.report.status),
)}${select(
  "check",
  both((w) => w.report.check),
)}${select(
  "account",
  both((w) => w.report.account),
)}${select(
  "region",
  both((w) => w.report.region),
)}
<label for="f-text">${both((_, f) => f.search)}<input id="f-text" type="search" autocomplete="off"></label>
<button type="button" id="clear">${both((_, f) => f.clear)}</button>
</form>
<p id="count" role="status" aria-live="polite"></p>
<p id="print-note" class="print" hidden>${both((_, f) => f.printNote(String(printed)))}</p>
<p class="dim">${both((_, f) => f.rankNote)}</p>
<div class="scroll" role="region" tabindex="0" aria-labelledby="findings-caption"><table><caption id="findings-caption">${both((_, f) => f.caption)}</caption>
<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}<th scope="col" class="noprint">${both((_, f) => f.details)}</th></tr></thead>
<tbody id="rows"></tbody></table></div>
<p class="noprint"><button type="button" id="more" hidden></button></p>
</div></section>`;
}

/** What was not seen, what is doubtful in the input, and what was accepted. Shown without scripts too. */
export function unseenSection(report: Report): string {
  const list = (head: string, items: readonly string[]) =>
    items.length === 0 ? "" : `<h3>${head}</h3><ul>${items.map((i) => `<li>${i}</li>`).join("")}</ul>`;
  const body = [
    list(
      both((w) => w.report.problems),
      report.problems.map(
        (p) =>
          `${p.place ? `${code(placeText(p.place))} ` : ""}${both((_, __, lang) => problemText({ code: p.code, detail: p.detail }, lang))}`,
      ),
    ),
    list(
      both((_, f) => f.gapsHead),
      report.gaps.map((gap) => both((_, __, lang) => gapText(gap, lang))),
    ),
    list(
      both((_, f) => f.actions),
      report.missingActions.map(code),
    ),
    list(
      both((_, f) => f.unrecognisedHead),
      Object.entries(report.unrecognised).map(([type, n]) => `${code(type)} <span class="dim">× ${n}</span>`),
    ),
    list(
      both((w) => w.report.faults(report.faults.length)),
      report.faults.map((x) => both((_, f) => f.fault(x.check, x.resource, x.message))),
    ),
  ].join("");
  const nothing = body === "" && !report.interrupted ? `<p>${both((w) => w.report.notSeenNothing)}</p>` : "";
  return `<section aria-labelledby="unseen"><h2 id="unseen">${both((w) => w.report.notSeen)}</h2>${body}${nothing}</section>`;
}

export function exceptionSection(report: Report): string {
  const rows = report.suppressed.map(
    ({ finding, exception: e }) =>
      `<tr><th scope="row">${h(finding.resource.name)}${finding.subject ? `<br>${code(finding.subject)}` : ""}</th><td>${both((_, __, lang) => titleOf(report, finding, lang))}<br>${code(finding.check)}</td><td>${h(e.reason)}</td><td>${h(e.owner)}</td><td>${h(e.until)}</td></tr>`,
  );
  const head = [
    both((w) => w.report.resource),
    both((w) => w.report.check),
    both((_, f) => f.reason),
    both((_, f) => f.owner),
    both((_, f) => f.acceptedUntil),
  ];
  const again = [
    ...report.expired.map((e) => both((w) => w.report.expired(exceptionText(e), e.until, e.owner))),
    ...report.unmatched.map((e) => both((w) => w.report.unmatched(exceptionText(e)))),
  ];
  if (rows.length + again.length === 0) return "";
  return `<section aria-labelledby="exceptions"><h2 id="exceptions">${both((_, f) => f.exceptions)}</h2>${
    again.length === 0 ? "" : `<h3>${both((_, f) => f.exceptionsHead)}</h3><ul>${again.map((i) => `<li>${i}</li>`).join("")}</ul>`
  }${
    rows.length === 0
      ? ""
      : table(
          both((_, f) => f.suppressedHead),
          head,
          rows,
          "exceptions-caption",
        )
  }</section>`;
}
