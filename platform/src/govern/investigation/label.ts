import { escapeText } from "../report/escape.ts";
import { h } from "../report/html/page.ts";

/** Text from logs: nothing in it is markup, nothing in it is invisible. */
export function t(text: string): string {
  return h(text);
}

/** How much room text takes, in Latin letters: those of East Asia are twice as wide, and some Latin ones are wider than others. */
export function columns(text: string): number {
  let sum = 0;
  for (const c of text) sum += (c.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : WIDEST.test(c) ? 1.6 : CAPITAL.test(c) ? 1.1 : 1;
  return sum;
}

const WIDEST = /[WMm@%]/;
const CAPITAL = /[A-Zw]/;

/** The end of a name, made visible and cut to the room there is: it says more than the beginning. */
export function tail(text: string, room: number): string {
  const part = text.startsWith("arn:") ? text.split(":").slice(5).join(":") : text;
  // Only the end can be shown: there is no need to look at a megabyte.
  const visible = escapeText(part.slice(-2 * room));
  if (part.length <= 2 * room && columns(visible) <= room) return visible;
  const letters = Array.from(visible);
  let width = 1;
  let at = letters.length;
  while (at > 0 && width + columns(letters[at - 1] as string) <= room) {
    at -= 1;
    width += columns(letters[at] as string);
  }
  return `…${letters.slice(at).join("")}`;
}

/** A drawing: one for wide pages and one for narrow ones, of which only one is there at a time. */
export function drawings(wide: string, narrow: string): string {
  return `<div class="picture at-wide">${wide}</div><div class="picture at-narrow">${narrow}</div>`;
}

/** An image of that size with a name. */
export function svg(kind: string, label: string, [width, height]: readonly [number, number], content: string): string {
  return `<svg role="img" aria-label="${t(label)}" viewBox="0 0 ${width} ${height}" class="${kind}">${content}</svg>`;
}

/** Whole pixels are enough, and keep the page small. */
export const px = (n: number) => String(Math.round(n));
