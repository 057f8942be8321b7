import { short } from "../report/short.ts";
import { t } from "./label.ts";

/** Text of a cell, and its class where colour helps. */
export type Cell = string | { readonly text: string; readonly name: string };

/** Text of this length stays on one line. */
const ONE_LINE = 40;
const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/;

/** A table that scrolls by itself when the page is narrow. Values are cut; none is markup. A caption that says what the heading said is heard only. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[], isHeard = false): string {
  const name = t(caption);
  const heads = head.map((text) => `<th scope="col">${t(text)}</th>`).join("");
  return `<div class="wide" role="group" tabindex="0" aria-label="${name}"><table><caption${isHeard ? ' class="heard"' : ""}>${name}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</tbody></table></div>`;
}

function cell(content: Cell, at: number): string {
  const text = short(typeof content === "string" ? content : content.text);
  const names = [
    ...(TIME.test(text) ? ["time"] : text.length > ONE_LINE ? [] : ["one"]),
    ...(typeof content === "string" ? [] : [content.name]),
  ];
  // A time breaks between day and hour only.
  const shown = t(text.replace(/ UTC$/, "\u00a0UTC"));
  const attributes = names.length === 0 ? "" : ` class="${names.join(" ")}"`;
  return at === 0 ? `<th scope="row"${attributes}>${shown}</th>` : `<td${attributes}>${shown}</td>`;
}

/** What can be opened. */
export function details(summary: string, body: string): string {
  return `<details><summary>${t(summary)}</summary>${body}</details>`;
}

/** A part of the page; nothing when it would be empty. */
export function section(title: string, body: string): string {
  return body === "" ? "" : `<section><h2>${t(title)}</h2>${body}</section>\n`;
}

export function list(items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${t(item)}</li>`).join("")}</ul>`;
}

const SIGNS: Readonly<Record<string, string>> = {
  all: `<rect x="2" y="1" width="10" height="12" class="all"/>`,
  errors: `<rect x="4.5" y="1" width="5" height="12" class="errors"/>`,
  mark: `<path d="M7 2 l5 10 h-10 z" class="mark"/>`,
  usual: `<circle cx="7" cy="7" r="5" class="usual"/>`,
  new: `<path d="M7 1 l6 6 l-6 6 l-6 -6 z" class="new"/>`,
};

/** What the shapes of a drawing stand for. */
export function key(entries: readonly (readonly [sign: string, text: string])[]): string {
  const item = ([sign, text]: readonly [string, string]) =>
    `<span><svg aria-hidden="true" viewBox="0 0 14 14" class="sign bars map">${SIGNS[sign] ?? ""}</svg>${t(text)}</span>`;
  return `<p class="key">${entries.map(item).join("")}</p>`;
}
