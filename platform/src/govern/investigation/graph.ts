import type { Investigation, Related } from "../../model/index.ts";
import { columns, drawings, px, svg, t, tail } from "./label.ts";

export const GRAPH_SHOWN = 20;
const ROW = 32;

interface Node {
  readonly related: Related;
  readonly kind: string;
}

/**
 * The entity and what it is tied to, the rarest on top; a thicker line stands for more calls. Its twin is the table of related things.
 * Labels stand beside each other in rows, so that none covers another.
 */
export function graphDrawing(found: Investigation, label: string, kindOf: (related: Related) => string): string {
  const nodes = found.related.slice(0, GRAPH_SHOWN).map((related) => ({ related, kind: kindOf(related) }));
  if (nodes.length === 0) return "";
  return drawings(star(found.entity.value, label, nodes), tree(found.entity.value, label, nodes));
}

/** In two columns around the entity. */
function star(entity: string, label: string, nodes: readonly Node[]): string {
  const size = [960, Math.ceil(nodes.length / 2) * ROW + 40] as const;
  const middle = [size[0] / 2, size[1] / 2] as const;
  const drawn = nodes.map((node, i) => {
    const isRight = i % 2 === 0;
    const [x, y] = [isRight ? 640 : 320, 36 + Math.floor(i / 2) * ROW] as const;
    const bend = isRight ? x - 60 : x + 60;
    const line = `M${px(middle[0])} ${px(middle[1])} C${px(bend)} ${px(middle[1])} ${px(bend)} ${px(y)} ${px(x)} ${px(y)}`;
    return {
      line: `<path d="${line}" stroke-width="${thickness(node)}"/>`,
      node: nodeAt(node, x, y, isRight ? { x: x + 14, anchor: "start" } : { x: x - 14, anchor: "end" }),
    };
  });
  const name = tail(entity, 32);
  const width = columns(name) * 8.6 + 24;
  const centre = `<rect x="${px(middle[0] - width / 2)}" y="${px(middle[1] - 15)}" width="${px(width)}" height="30" rx="15" class="centre"/><text x="${px(middle[0])}" y="${px(middle[1] + 5)}" text-anchor="middle" class="centre">${t(name)}</text>`;
  return svg(
    "graph",
    label,
    size,
    `<g class="lines">${drawn.map((d) => d.line).join("")}</g>${drawn.map((d) => d.node).join("")}${centre}`,
  );
}

/** In one column under the entity. */
function tree(entity: string, label: string, nodes: readonly Node[]): string {
  const size = [360, nodes.length * ROW + 48] as const;
  const drawn = nodes.map((node, i) => {
    const y = 56 + i * ROW;
    return {
      line: `<path d="M16 24 V${y - 10} Q16 ${y} 34 ${y}" stroke-width="${thickness(node)}"/>`,
      node: nodeAt(node, 36, y, { x: 50, anchor: "start" }),
    };
  });
  const centre = `<circle cx="16" cy="20" r="9" class="centre"/><text x="34" y="25" class="name">${t(tail(entity, 38))}</text>`;
  return svg(
    "graph",
    label,
    size,
    `<g class="lines">${drawn.map((d) => d.line).join("")}</g>${drawn.map((d) => d.node).join("")}${centre}`,
  );
}

const thickness = ({ related }: Node) => Math.min(5, 1 + Math.log2(1 + related.n) / 2).toFixed(1);

/** Columns of a label, in Latin letters. */
const ROOM = 40;

function nodeAt({ related, kind }: Node, x: number, y: number, text: { readonly x: number; readonly anchor: string }): string {
  const label = `${kind}: ${tail(related.value, ROOM - columns(kind))}`;
  return `<circle cx="${px(x)}" cy="${px(y)}" r="6" class="k-${related.dimension}"/><text x="${px(text.x)}" y="${px(y + 4)}" text-anchor="${text.anchor}">${t(label)}</text>`;
}
