import { type AttackPath, type AttackPaths, type Lang, languages, type PathEdge, type PathNode } from "../../../model/index.ts";
import { words } from "../../../words/index.ts";
import { fixText, pathWords, stepText } from "../../../words/paths.ts";
import { groundsOf, nodeText, stepLine, titleOf } from "../../views/paths.ts";
import { h } from "./page.ts";

/** Paths drawn; the list below the drawing has more. */
const DRAWN = 6;
const LISTED = 50;
const COLUMN = 236;
const ROW = 84;
const BOX = { width: 168, height: 40 };
const LONGEST = 22;

function both(sentence: (lang: Lang) => string): string {
  const texts = languages.map((lang) => sentence(lang));
  if (texts.every((text) => text === texts[0])) return h(texts[0] ?? "");
  return languages.map((lang, index) => `<span lang="${lang}">${h(texts[index] ?? "")}</span>`).join("");
}

/** The paths that rank highest as a drawing, and all of them as an ordered list that says the same. */
export function pathSection(paths: AttackPaths | undefined): string {
  if (paths === undefined) return "";
  const w = (say: (words: (typeof pathWords)[Lang], lang: Lang) => string) => both((lang) => say(pathWords[lang], lang));
  const { principals, functions, stores } = paths.seen;
  const body =
    paths.total === 0
      ? `<p>${w((p) => p.none)}</p>`
      : `${drawing(paths)}<ol class="paths">${paths.paths.slice(0, LISTED).map(item).join("")}</ol>${cuts(paths)}`;
  const told = paths.paths.slice(0, LISTED).reduce((sum, path) => sum + 1 + path.also.length, 0);
  return `<section aria-labelledby="paths"><h2 id="paths">${w((p) => p.title)} <span class="dim">(${paths.total})</span></h2>
<p>${w((p) => p.counted(principals, functions, stores))}</p>
${body}
${told < paths.total ? `<p>${w((p) => p.more(told, paths.total))}</p>` : ""}
${unread(paths)}
</section>`;
}

function item(path: AttackPath): string {
  const steps = path.edges.map((edge) => {
    const grounds = groundsOf(edge, "en").map((_, index) => `<li>${both((lang) => groundsOf(edge, lang)[index] ?? "")}</li>`);
    return `<li>${both((lang) => stepLine(edge, lang))}${grounds.length > 0 ? `<ul class="dim">${grounds.join("")}</ul>` : ""}</li>`;
  });
  const also =
    path.also.length === 0
      ? ""
      : `<p class="dim">${both((lang) =>
          pathWords[lang].also(
            path.also.length,
            path.also
              .slice(0, 5)
              .map((node) => nodeText(node, lang))
              .join(", "),
          ),
        )}</p>`;
  const severity = `<span class="badge ${path.severity}">${both((lang) => words[lang].severity[path.severity])}</span>`;
  return `<li><details><summary>${severity} ${path.rank} · ${both((lang) => titleOf(path, lang))}</summary><ol>${steps.join("")}</ol>${also}</details></li>`;
}

function cuts(paths: AttackPaths): string {
  if (paths.cuts.length === 0) return "";
  const rows = paths.cuts.map(
    (cut) =>
      `<li>${both((lang) => pathWords[lang].cut(cut.breaks, cut.of))}<ul>${cut.edges
        .map(
          (edge) =>
            `<li>${both((lang) => `${nodeText(edge.from, lang)} → ${stepLine(edge, lang)}`)}<br>${both((lang) => fixText(edge, lang))}</li>`,
        )
        .join("")}</ul></li>`,
  );
  return `<h3>${both((lang) => pathWords[lang].cuts)}</h3><ol>${rows.join("")}</ol>`;
}

function unread({ unread: list }: AttackPaths): string {
  if (list.length === 0) return "";
  const rows = list
    .slice(0, 20)
    .map(
      ({ principal, policy, reason, action }) =>
        `<li><code>${h(principal)}</code> ${h(policy)}: ${both((lang) => words[lang].because[reason](action === undefined ? {} : { action }))}</li>`,
    );
  return `<h3>${both((lang) => pathWords[lang].unread)}</h3><p>${both((lang) => pathWords[lang].unreadNote)}</p><ul>${rows.join("")}${list.length > 20 ? `<li>… ${list.length - 20}</li>` : ""}</ul>`;
}

/** One lane for each path, from left to right. What to cut first is dashed and has scissors, so that nobody needs colours. */
function drawing(paths: AttackPaths): string {
  const drawn = paths.paths.slice(0, DRAWN);
  const first = new Set(paths.cuts.slice(0, 1).flatMap((cut) => cut.edges.map(keyOf)));
  const width = Math.max(...drawn.map((path) => path.edges.length)) * COLUMN + BOX.width + 8;
  const height = drawn.length * ROW + 8;
  const lanes = drawn.map((path, row) => lane(path, row * ROW + 28, first));
  return `<figure class="drawing"><div class="scroll" role="region" tabindex="0" aria-labelledby="drawing-caption">
<svg role="img" aria-labelledby="drawing-caption" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L10 5L0 10z"/></marker></defs>
${lanes.join("\n")}
</svg></div><figcaption id="drawing-caption">${both((lang) => `${pathWords[lang].drawing}${pathWords[lang].stop}${pathWords[lang].drawingNote}`)}</figcaption></figure>`;
}

function lane(path: AttackPath, top: number, first: ReadonlySet<string>): string {
  const nodes = [path.edges[0]?.from, ...path.edges.map((edge) => edge.to)].filter((node): node is PathNode => node !== undefined);
  const boxes = nodes.map((node, column) => box(node, column * COLUMN + 2, top));
  const arrows = path.edges.map((edge, column) => arrow(edge, column * COLUMN + 2 + BOX.width, top, first.has(keyOf(edge))));
  return [...arrows, ...boxes].join("");
}

function box(node: PathNode, x: number, y: number): string {
  const text = labels((lang) => nodeText(node, lang), x + BOX.width / 2, y + 25);
  return `<g><rect class="node ${node.kind}" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/>${text}<title>${h(node.id)}</title></g>`;
}

function arrow(edge: PathEdge, x: number, y: number, isCut: boolean): string {
  const middle = y + BOX.height / 2;
  const end = x + COLUMN - BOX.width;
  const mark = isCut ? `<text class="scissors" x="${(x + end) / 2}" y="${middle + 5}">✂</text>` : "";
  const classes = `edge ${edge.certainty}${isCut ? " cut" : ""}`;
  return `<g><line class="${classes}" x1="${x}" y1="${middle}" x2="${end - 1}" y2="${middle}" marker-end="url(#arrow)"/>${mark}${labels((lang) => stepText(edge, lang), (x + end) / 2, y - 8, 30)}</g>`;
}

/** A text for each language where they differ. */
function labels(say: (lang: Lang) => string, x: number, y: number, longest = LONGEST): string {
  const texts = languages.map((lang) => short(say(lang), longest));
  if (texts.every((text) => text === texts[0])) return `<text x="${x}" y="${y}">${h(texts[0] ?? "")}</text>`;
  return languages.map((lang, index) => `<text lang="${lang}" x="${x}" y="${y}">${h(texts[index] ?? "")}</text>`).join("");
}

/** Cut by the width it is shown at: Japanese characters take two columns. */
function short(text: string, longest: number): string {
  let width = 0;
  let out = "";
  for (const char of text) {
    width += (char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1;
    if (width > longest) return `${out}…`;
    out += char;
  }
  return out;
}

function keyOf(edge: PathEdge): string {
  return [edge.from.kind, edge.from.id, edge.technique, edge.to.kind, edge.to.id].join(" ");
}
