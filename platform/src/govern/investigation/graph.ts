import type { Investigation, Related } from "../../model/index.ts";
import { escapeText } from "../report/escape.ts";
import { h } from "../report/html/page.ts";

const SHOWN = 20;
const [WIDTH, HEIGHT] = [960, 560];

/** The entity in the middle, what it is tied to around it: the rarer, the nearer. Its twin is the table of related things. */
export function graphSvg(found: Investigation, label: string, kindOf: (related: Related) => string): string {
  const nodes = found.related.slice(0, SHOWN);
  if (nodes.length === 0) return "";
  const most = Math.max(1, ...nodes.map((node) => node.rarity));
  const middle = [WIDTH / 2, HEIGHT / 2] as const;
  const drawn = nodes.map((node, i) => {
    const angle = (2 * Math.PI * i) / nodes.length - Math.PI / 2;
    const far = 1 - 0.35 * (node.rarity / most);
    const x = middle[0] + Math.cos(angle) * 330 * far;
    const y = middle[1] + Math.sin(angle) * 230 * far;
    const width = Math.min(5, 1 + Math.log2(1 + node.n) / 2).toFixed(1);
    const text = `${kindOf(node)}: ${tail(node.value)}`;
    return {
      line: `<line x1="${middle[0]}" y1="${middle[1]}" x2="${x.toFixed(0)}" y2="${y.toFixed(0)}" stroke-width="${width}"/>`,
      node: `<g><title>${h(escapeText(node.value))}</title><circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="7" class="k-${node.dimension}"/><text x="${x.toFixed(0)}" y="${(y + (y < middle[1] ? -12 : 22)).toFixed(0)}" text-anchor="middle">${h(escapeText(text))}</text></g>`,
    };
  });
  return `<svg role="img" aria-label="${h(escapeText(label))}" viewBox="0 0 ${WIDTH} ${HEIGHT}" class="graph"><g class="lines">${drawn.map((d) => d.line).join("")}</g>${drawn.map((d) => d.node).join("")}<circle cx="${middle[0]}" cy="${middle[1]}" r="14" class="centre"/><text x="${middle[0]}" y="${middle[1] + 32}" text-anchor="middle" class="centre">${h(escapeText(tail(found.entity.value)))}</text></svg>`;
}

/** The end of a name says more than its beginning. */
function tail(text: string): string {
  const end = text.startsWith("arn:") ? text.split(":").slice(5).join(":") : text;
  return end.length > 34 ? `…${end.slice(-33)}` : end;
}

const BARS = 48;

/** Calls over the scope time, refused ones in another colour. Its twin is the list of calls. */
export function timelineSvg(found: Investigation, label: string): string {
  if (found.timeline.length === 0) return "";
  const { from, until } = found.scope;
  const width = Math.max(1, until - from) / BARS;
  const bars = Array.from({ length: BARS }, () => ({ all: 0, errors: 0 }));
  for (const moment of found.timeline) {
    const bar = bars[Math.min(BARS - 1, Math.max(0, Math.floor((moment.time - from) / width)))];
    if (!bar) continue;
    bar.all += 1;
    if (moment.error !== "") bar.errors += 1;
  }
  const most = Math.max(...bars.map((bar) => bar.all));
  const height = (n: number) => (n === 0 ? 0 : 6 + (114 * n) / most);
  const drawn = bars.map((bar, i) => {
    const box = (n: number, name: string) =>
      n === 0
        ? ""
        : `<rect x="${i * 20 + 2}" y="${(130 - height(n)).toFixed(0)}" width="16" height="${height(n).toFixed(0)}" class="${name}"/>`;
    return box(bar.all, "all") + box(bar.errors, "errors");
  });
  const marks = found.indicators
    .filter((i) => i.time >= from && i.time <= until)
    .map(
      (i) =>
        `<path d="M${(((i.time - from) / width) * 20).toFixed(0)} 136 l6 12 h-12 z" class="mark"><title>${h(escapeText(i.type))}</title></path>`,
    );
  return `<svg role="img" aria-label="${h(escapeText(label))}" viewBox="0 0 960 152" class="bars"><line x1="0" y1="131" x2="960" y2="131"/>${drawn.join("")}${marks.join("")}</svg>`;
}
