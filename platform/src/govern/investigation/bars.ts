import type { Investigation } from "../../model/index.ts";
import { drawings, px, svg, t } from "./label.ts";
import { when } from "./text.ts";

const WIDE = 48;
const NARROW = 24;

/** Calls within one part of the scope time. */
export interface Bar {
  readonly from: number;
  readonly all: number;
  readonly errors: number;
}

/** The calls that are listed, by time. */
export function barsOf(found: Investigation, count = WIDE): readonly Bar[] {
  const { from, until } = found.scope;
  const width = Math.max(1, until - from) / count;
  const bars = Array.from({ length: count }, (_, i) => ({ from: from + i * width, all: 0, errors: 0 }));
  for (const moment of found.timeline) {
    const bar = bars[Math.min(count - 1, Math.max(0, Math.floor((moment.time - from) / width)))];
    if (!bar) continue;
    bar.all += 1;
    if (moment.error !== "") bar.errors += 1;
  }
  return bars;
}

/** Calls over the scope time, refused ones as a narrow bar in front, indicators as triangles below. Its twin is the table of bars. */
export function barsDrawing(found: Investigation, label: string): string {
  if (found.timeline.length === 0) return "";
  return drawings(drawn(found, label, WIDE, [960, 190]), drawn(found, label, NARROW, [360, 190]));
}

const [LEFT, TOP, TALL] = [40, 14, 120];

function drawn(found: Investigation, label: string, count: number, size: readonly [number, number]): string {
  const bars = barsOf(found, count);
  const most = Math.max(...bars.map((bar) => bar.all));
  const ground = TOP + TALL;
  const step = (size[0] - LEFT - 8) / count;
  const boxes = bars.map((bar, i) => {
    const box = (n: number, name: string, share: number) => {
      if (n === 0) return "";
      const [width, height] = [step * share, Math.max(2, (TALL * n) / most)];
      return `<rect x="${(LEFT + i * step + (step - width) / 2).toFixed(1)}" y="${px(ground - height)}" width="${width.toFixed(1)}" height="${px(height)}" class="${name}"/>`;
    };
    return box(bar.all, "all", 0.8) + box(bar.errors, "errors", 0.4);
  });
  const { from, until } = found.scope;
  const x = (time: number) => LEFT + ((time - from) / Math.max(1, until - from)) * (size[0] - LEFT - 8);
  const marks = [...new Set(found.indicators.filter((i) => i.time >= from && i.time <= until).map((i) => px(x(i.time))))].map(
    (at) => `<path d="M${at} ${ground + 3} l6 11 h-12 z" class="mark"/>`,
  );
  const text = (at: number, y: number, anchor: string, content: string) =>
    `<text x="${px(at)}" y="${px(y)}" text-anchor="${anchor}">${t(content)}</text>`;
  const axis = `<line x1="${LEFT}" y1="${ground}" x2="${size[0] - 8}" y2="${ground}"/>${text(LEFT - 6, TOP + 5, "end", most.toLocaleString("en"))}${text(LEFT - 6, ground, "end", "0")}`;
  const minute = (time: number) => when(time).slice(0, 16);
  const times = text(LEFT, 180, "start", minute(from)) + text(size[0] - 8, 180, "end", minute(until));
  return svg("bars", label, size, axis + boxes.join("") + marks.join("") + times);
}
