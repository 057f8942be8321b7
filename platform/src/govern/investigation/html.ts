import { createHash } from "node:crypto";
import { type Investigation, type Lang, languages } from "../../model/index.ts";
import { type InvestigateWords, investigateWords } from "../../words/investigate.ts";
import { escapeText } from "../report/escape.ts";
import { h } from "../report/html/page.ts";
import { graphSvg, timelineSvg } from "./graph.ts";
import { mapSvg } from "./map.ts";
import { investigationStyle } from "./style.ts";
import { byDimension, indicatorLine, short, when } from "./text.ts";

const ROWS = 40;
const MOMENTS = 300;

/** One page with everything in it, in both languages. It runs no script, loads nothing and sends nothing. */
export function investigationHtml(found: Investigation, lang: Lang): string {
  const hash = createHash("sha256").update(investigationStyle).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const w = investigateWords[lang];
  const title = w.title(w.kind[found.entity.kind], short(found.entity.value));
  const choices = languages.map((l) => {
    const name = l === "ja" ? "日本語" : "English";
    return `<input type="radio" name="lang" id="in-${l}"${l === lang ? " checked" : ""}><label for="in-${l}" lang="${l}" class="choice">${name}</label>`;
  });
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${t(title)}</title>
<style>${investigationStyle}</style>
</head>
<body>
<nav aria-label="${t(languages.map((l) => (l === "ja" ? "言語" : "Language")).join(" / "))}">${choices.join("")}</nav>
${languages.map((l) => page(found, l)).join("\n")}
</body>
</html>
`;
}

/** Text from logs: nothing in it is markup, nothing in it is invisible. */
function t(text: string): string {
  return h(escapeText(text));
}

function page(found: Investigation, lang: Lang): string {
  const w = investigateWords[lang];
  const entity = `${w.kind[found.entity.kind]} ${short(found.entity.value)}`;
  const picture = (svg: string) => (svg === "" ? "" : `<div class="picture">${svg}</div>`);
  const section = (title: string, body: string) => (body === "" ? "" : `<section><h2>${t(title)}</h2>${body}</section>`);
  const map = mapSvg(found, `${w.map}: ${entity}`);
  return `<main lang="${lang}">
<h1>${t(entity)}</h1>
<p>${t(found.events === 0 ? w.nothing : w.seen(found.events, when(found.first), when(found.last)))}<br>${t(w.scope(when(found.scope.from), when(found.scope.until)))}<br>${t(w.baseline(found.baseline.events, found.baseline.days))}</p>
${section(w.indicators, found.indicators.length === 0 ? `<p>${t(w.noIndicators)}</p>` : `<ul>${found.indicators.map((i) => `<li class="s-${i.severity}">${t(indicatorLine(i, found, lang))}</li>`).join("")}</ul>`)}
${section(w.timeline, found.timeline.length === 0 ? "" : picture(timelineSvg(found, `${w.timeline}: ${entity}`)) + timelineTable(found, w))}
${section(w.related, found.related.length === 0 ? "" : picture(graphSvg(found, `${w.graph}: ${entity}`, (r) => w.dimension[r.dimension])) + relatedTable(found, w))}
${section(w.places, found.places.length === 0 ? "" : (map === "" ? `<p>${t(w.mapEmpty)}</p>` : picture(map)) + placeTable(found, w))}
${section(
  w.assumptions,
  found.assumptions.length === 0
    ? ""
    : `<ul>${found.assumptions
        .slice(0, ROWS)
        .map((a) => `<li>${t(w.assumed(a.from, a.to, a.n))}</li>`)
        .join("")}</ul>`,
)}
${section(w.did, countTables(found.did, w))}
${section(w.suffered, countTables(found.suffered, w))}
${section(w.notKnown, found.gaps.length === 0 ? "" : `<ul>${found.gaps.map((gap) => `<li>${t(w.gap[gap])}</li>`).join("")}</ul>`)}
</main>`;
}

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? `<th scope="row">${t(cell)}</th>` : `<td>${t(cell)}</td>`)).join("");
  return `<div class="wide" role="region" tabindex="0" aria-label="${t(caption)}"><table><caption>${t(caption)}</caption><thead><tr>${head.map((name) => `<th scope="col">${t(name)}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join("")}</tbody></table></div>`;
}

function timelineTable(found: Investigation, w: InvestigateWords): string {
  const rows = found.timeline
    .slice(0, MOMENTS)
    .map((m) => [
      when(m.time),
      `${m.service}:${m.name}${m.isNew ? ` [${w.isNew}]` : ""}`,
      short(m.session === "" ? m.principal : `${m.principal} (${m.session})`),
      m.ip,
      m.resources.slice(0, 3).map(short).join(" "),
      m.error === "" ? w.ok : m.error,
    ]);
  return table(w.timelineOf(rows.length, found.timelineTotal), [w.time, w.call, w.who, w.from, w.on, w.result], rows);
}

function relatedTable(found: Investigation, w: InvestigateWords): string {
  const rows = found.related.map((r) => [short(r.value), w.dimension[r.dimension], String(r.n), w.rare(r.principals, r.of)]);
  return table(w.related, [w.value, "", w.calls, w.rarity], rows);
}

function placeTable(found: Investigation, w: InvestigateWords): string {
  const rows = found.places
    .slice(0, ROWS)
    .map((p) => [p.ip, p.country, p.network, String(p.n), when(p.first), when(p.last), p.isNew ? w.isNew : ""]);
  return table(w.places, [w.dimension.address, w.country, w.network, w.calls, w.first, w.last, ""], rows);
}

function countTables(counts: Investigation["did"], w: InvestigateWords): string {
  return byDimension(counts)
    .map(([dimension, list]) => {
      const rows = list
        .slice(0, ROWS)
        .map((c) => [short(c.value), String(c.n), String(c.before), String(c.during), when(c.first), when(c.last)]);
      return `<details><summary>${t(`${w.dimension[dimension]} (${list.length})`)}</summary>${table(w.dimension[dimension], [w.value, w.calls, w.before, w.during, w.first, w.last], rows)}</details>`;
    })
    .join("");
}
