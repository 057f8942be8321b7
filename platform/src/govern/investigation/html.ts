import { createHash } from "node:crypto";
import { type Investigation, type Lang, languages } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { type InvestigateWords, investigateWords } from "../../words/investigate.ts";
import { short } from "../report/short.ts";
import { barsDrawing, barsOf } from "./bars.ts";
import { GRAPH_SHOWN, graphDrawing } from "./graph.ts";
import { t } from "./label.ts";
import { mapDrawing, placedOf } from "./map.ts";
import { details, key, list, section, table } from "./parts.ts";
import { investigationStyle } from "./style.ts";
import { byDimension, indicatorValue, when } from "./text.ts";

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
    return `<label lang="${l}"><input type="radio" name="lang" id="in-${l}"${l === lang ? " checked" : ""}>${name}</label>`;
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
<header><fieldset><legend>Language / <span lang="ja">言語</span></legend>${choices.join("")}</fieldset></header>
${languages.map((l) => page(found, l)).join("\n")}
</body>
</html>
`;
}

function page(found: Investigation, lang: Lang): string {
  const w = investigateWords[lang];
  const kind = w.kind[found.entity.kind];
  const names = found.names.filter((name) => name !== found.entity.value).slice(0, ROWS);
  const facts =
    found.events === 0
      ? [w.nothing]
      : [
          w.seen(found.events, when(found.first), when(found.last)),
          w.scope(when(found.scope.from), when(found.scope.until)),
          w.baseline(found.baseline.events, found.baseline.days),
        ];
  return `<main lang="${lang}">
<h1><span class="kind">${t(kind)}</span> ${t(short(found.entity.value))}</h1>
${names.map((name) => `<p class="names">${t(short(name))}</p>`).join("")}
<p>${facts.map(t).join("<br>")}</p>
${[
  section(w.indicators, found.events === 0 ? "" : indicators(found, lang)),
  section(w.timeline, timeline(found, `${kind} ${short(found.entity.value)}`, w)),
  section(w.related, related(found, `${kind} ${short(found.entity.value)}`, w)),
  section(w.places, places(found, `${kind} ${short(found.entity.value)}`, w)),
  section(w.assumptions, list(found.assumptions.slice(0, ROWS).map((a) => w.assumed(short(a.from), short(a.to), a.n)))),
  section(w.did, countTables(w.did, found.did, w)),
  section(w.suffered, countTables(w.suffered, found.suffered, w)),
  section(w.notKnown, list(found.gaps.map((gap) => w.gap[gap]))),
].join("")}
</main>`;
}

function indicators(found: Investigation, lang: Lang): string {
  const w = investigateWords[lang];
  if (found.indicators.length === 0) return `<p>${t(w.noIndicators)}</p>`;
  const rows = found.indicators.map((i) => [
    when(i.time),
    { text: words[lang].severity[i.severity], name: `s-${i.severity}` },
    indicatorValue(i, found, lang),
    `${w.indicator[i.type]} (${i.type})`,
  ]);
  return table(w.indicators, [w.time, words[lang].report.severity, w.value, w.kindHead], rows, true);
}

function timeline(found: Investigation, entity: string, w: InvestigateWords): string {
  if (found.timeline.length === 0) return "";
  const bars = barsOf(found).filter((bar) => bar.all > 0);
  const legend = key([
    ["all", w.calls],
    ["errors", w.refused],
    ["mark", w.indicators],
  ]);
  const refused = found.timeline.filter((moment) => moment.error !== "").length;
  const twin = table(
    w.barsTable,
    [w.time, w.calls, w.refused],
    bars.map((bar) => [when(bar.from), String(bar.all), String(bar.errors)]),
    true,
  );
  return (
    barsDrawing(found, `${w.timeline}: ${entity}`) +
    legend +
    `<p class="note">${t(w.barsNote({ calls: found.timeline.length, of: found.timelineTotal, refused }))}</p>` +
    details(`${w.barsTable} (${bars.length})`, twin) +
    timelineTable(found, w)
  );
}

function timelineTable(found: Investigation, w: InvestigateWords): string {
  const rows = found.timeline.slice(0, MOMENTS).map((m) => [
    when(m.time),
    `${short(`${m.service}:${m.name}`)}${m.isNew ? ` [${w.isNew}]` : ""}`,
    m.session === "" ? m.principal : `${short(m.principal)} (${short(m.session)})`,
    m.ip,
    m.resources
      .slice(0, 3)
      .map((r) => short(r))
      .join(" "),
    m.error === "" ? w.ok : m.error,
  ]);
  return table(w.timelineOf(rows.length, found.timelineTotal), [w.time, w.call, w.who, w.from, w.on, w.result], rows);
}

function related(found: Investigation, entity: string, w: InvestigateWords): string {
  if (found.related.length === 0) return "";
  const rows = found.related.map((r) => [r.value, w.dimension[r.dimension], String(r.n), w.rare(r.principals, r.of)]);
  return (
    graphDrawing(found, `${w.graph}: ${entity}`, (r) => w.dimension[r.dimension]) +
    `<p class="note">${t(w.graphNote(Math.min(GRAPH_SHOWN, found.related.length), found.related.length))}</p>` +
    table(w.related, [w.value, w.kindHead, w.calls, w.rarity], rows, true)
  );
}

function places(found: Investigation, entity: string, w: InvestigateWords): string {
  if (found.places.length === 0) return "";
  const map = mapDrawing(found, `${w.map}: ${entity}`);
  const legend = key([
    ["usual", w.usual],
    ["new", w.someNew],
  ]);
  const note = found.gaps.includes("no-geography")
    ? w.gap["no-geography"]
    : map === ""
      ? w.mapEmpty
      : w.mapNote(placedOf(found), found.places.length);
  const rows = found.places
    .slice(0, ROWS)
    .map((p) => [
      p.ip,
      p.country || w.unknownPlace,
      p.network || w.unknownPlace,
      String(p.n),
      when(p.first),
      when(p.last),
      p.isNew ? w.isNew : "",
    ]);
  const head = [w.dimension.address, w.country, w.network, w.calls, w.first, w.last, w.newHead];
  return `${map}${map === "" ? "" : legend}<p class="note">${t(note)}</p>${table(shownOf(w.places, rows.length, found.places.length), head, rows, rows.length === found.places.length)}`;
}

function countTables(title: string, counts: Investigation["did"], w: InvestigateWords): string {
  return byDimension(counts)
    .map(([dimension, values]) => {
      const rows = values
        .slice(0, ROWS)
        .map((c) => [c.value, String(c.n), String(c.before), String(c.during), when(c.first), when(c.last)]);
      const name = w.dimension[dimension];
      return details(
        `${name} (${values.length})`,
        table(`${title}: ${shownOf(name, rows.length, values.length)}`, [w.value, w.calls, w.before, w.during, w.first, w.last], rows),
      );
    })
    .join("");
}

/** A table that leaves something out says so. */
function shownOf(name: string, shown: number, of: number): string {
  return shown < of ? `${name} (${shown} / ${of})` : name;
}
