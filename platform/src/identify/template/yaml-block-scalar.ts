import { GIVE_UP, lineEnd, nextContent, restIsEmpty, type Scanner, skipSpaces } from "./yaml-lines.ts";

const SPACE = 32;
const RETURN = 13;

/** A literal (`|`) or folded (`>`) scalar. Gives up on an indentation given in digits and on folded text with shapes of its own. */
export function blockScalar(s: Scanner, at: number, end: number, parent: number): string {
  const { text } = s;
  let header = at + 1;
  const chomp = text[header] === "-" || text[header] === "+" ? text[header] : "";
  if (chomp !== "") header += 1;
  const rest = skipSpaces(text, header, end);
  if (!restIsEmpty(text, rest, end) || (rest === header && rest < end)) throw GIVE_UP;
  const lines: string[] = [];
  let filled = 0;
  let indent = -1;
  let start = lineEnd(text, end) + 1;
  let stop = end;
  while (start < text.length) {
    const newline = lineEnd(text, start);
    const last = newline > start && text.charCodeAt(newline - 1) === RETURN ? newline - 1 : newline;
    let first = start;
    while (first < last && text.charCodeAt(first) === SPACE) first += 1;
    const width = first - start;
    if (first === last) {
      // Blanks beyond the indentation are text; before the first line they may be a fault.
      if (indent < 0 && width > 0) throw GIVE_UP;
      lines.push(width > indent && indent >= 0 ? " ".repeat(width - indent) : "");
    } else {
      if (width <= parent) break;
      if (indent < 0) indent = width;
      if (width < indent) throw GIVE_UP;
      lines.push(text.slice(start + indent, last));
      filled = lines.length;
    }
    stop = newline;
    start = newline + 1;
  }
  if (indent < 0) throw GIVE_UP;
  // What ends without a line break has none to keep.
  if (stop >= text.length) throw GIVE_UP;
  nextContent(s, stop);
  const blanks = lines.length - filled;
  if (lines.slice(filled).some((line) => line !== "")) throw GIVE_UP;
  lines.length = filled;
  const body = text[at] === "|" ? lines.join("\n") : folded(lines);
  s.source = body + (chomp === "-" ? "" : chomp === "+" ? "\n".repeat(blanks + 1) : "\n");
  return s.source;
}

function folded(lines: readonly string[]): string {
  let out = "";
  let blanks = 0;
  for (const [index, line] of lines.entries()) {
    if (line === "") {
      blanks += 1;
      continue;
    }
    if (line.charCodeAt(0) === SPACE) throw GIVE_UP;
    out += index === 0 ? "" : blanks > 0 ? "\n".repeat(blanks) : " ";
    out += line;
    blanks = 0;
  }
  return out;
}
