import { blockScalar } from "./yaml-block-scalar.ts";
import { flow } from "./yaml-flow.ts";
import { GIVE_UP, nextContent, quoted, restIsEmpty, type Scanner, skipSpaces } from "./yaml-lines.ts";
import { plain, tagged } from "./yaml-values.ts";

/**
 * The YAML that nearly every template is written in, read in one pass without tokens and nodes: block mappings and sequences,
 * scalars on one line, literals, brackets, short functions. INVARIANT: on anything else (anchors, values over several lines, tabs,
 * a key given twice, any fault) it gives up and the full parser decides; what it does read is the same, which a test shows.
 */
const DEEPEST = 100;
const SPACE = 32;
const HASH = 35;
const COLON = 58;
const DASH = 45;

/** The node that begins on the current line, which is indented by more than `parent`. */
export function blockNode(s: Scanner, parent: number, depth: number): unknown {
  if (depth > DEEPEST) throw GIVE_UP;
  const { line } = s;
  if (isDash(s, line.at, line.end)) return sequence(s, line.indent, depth);
  if (keyEnd(s, line.at, line.end) >= 0) return mapping(s, line.indent, depth);
  // A value alone on its line.
  const { at, end } = line;
  nextContent(s, end);
  return inline(s, at, end, parent, depth);
}

function mapping(s: Scanner, indent: number, depth: number): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const row: number[] = [];
  const names: string[] = [];
  let ordered = true;
  for (;;) {
    const { at, end } = s.line;
    if (isDash(s, at, end)) throw GIVE_UP;
    const colon = keyEnd(s, at, end);
    if (colon < 0) throw GIVE_UP;
    const name = s.key;
    if (name === "<<" || name === "__proto__" || name.length > 1000 || Object.hasOwn(out, name)) throw GIVE_UP;
    const first = name.charCodeAt(0);
    // JavaScript moves keys that look like numbers to the front.
    if (first >= 48 && first <= 57) ordered = false;
    names.push(name);
    row.push(at);
    out[name] = null;
    nextContent(s, end);
    out[name] = valueAt(s, skipSpaces(s.text, colon + 1, end), end, indent, depth, true);
    if (s.line.indent > indent) throw GIVE_UP;
    if (s.line.indent < indent) break;
  }
  s.offsets.set(out, ordered ? row : Object.keys(out).map((name) => row[names.indexOf(name)]!));
  return out;
}

function sequence(s: Scanner, indent: number, depth: number): unknown[] {
  const out: unknown[] = [];
  const row: number[] = [];
  while (s.line.indent === indent && isDash(s, s.line.at, s.line.end)) {
    const { at: dash, end } = s.line;
    const at = skipSpaces(s.text, dash + 1, end);
    const isInline = at < end && s.text.charCodeAt(at) !== HASH;
    if (isInline && (isDash(s, at, end) || keyEnd(s, at, end) >= 0)) {
      // A mapping or sequence that begins behind the dash: its column is its indentation.
      s.line = { at, end, indent: indent + (at - dash) };
      row.push(at);
      out.push(blockNode(s, indent, depth + 1));
    } else {
      nextContent(s, end);
      s.start = isInline ? at : s.line.indent > indent ? s.line.at : dash;
      const start = s.start;
      out.push(valueAt(s, at, end, indent, depth, false));
      row.push(s.start === start ? start : s.start);
    }
    if (s.line.indent > indent) throw GIVE_UP;
  }
  s.offsets.set(out, row);
  return out;
}

/** The value that begins at `at`, or on the lines below; the current line is already the one after. */
function valueAt(s: Scanner, at: number, end: number, parent: number, depth: number, isMapValue: boolean): unknown {
  if (!restIsEmpty(s.text, at, end)) return inline(s, at, end, parent, depth);
  return below(s, parent, depth, isMapValue);
}

function below(s: Scanner, parent: number, depth: number, isMapValue: boolean): unknown {
  if (s.line.indent > parent) return blockNode(s, parent, depth + 1);
  // Sequences of a mapping may stand as far left as their key.
  if (isMapValue && s.line.indent === parent && isDash(s, s.line.at, s.line.end)) return sequence(s, parent, depth + 1);
  return null;
}

function inline(s: Scanner, at: number, end: number, parent: number, depth: number): unknown {
  const { text } = s;
  const c = text[at]!;
  s.start = at;
  if (c === "!") {
    const stop = wordEnd(text, at, end);
    const name = text.slice(at + 1, stop);
    if (!/^[A-Za-z0-9]+$/.test(name)) throw GIVE_UP;
    const next = skipSpaces(text, stop, end);
    if (!restIsEmpty(text, next, end)) {
      if (text[next] === "!") throw GIVE_UP;
      return tag(s, name, inline(s, next, end, parent, depth), s.start);
    }
    if (s.line.indent <= parent) throw GIVE_UP;
    const start = s.line.at;
    // A second tag on the line below would be one of the same value.
    if (text[start] === "!") throw GIVE_UP;
    const value = blockNode(s, parent, depth + 1);
    s.start = start;
    return tag(s, name, value, start);
  }
  if (c === "|" || c === ">") return blockScalar(s, at, end, parent);
  if (c === "[" || c === "{") {
    const value = flow(s, at, parent, depth);
    return value;
  }
  // Anything further right on the next line goes on with this value.
  if (s.line.indent > parent) throw GIVE_UP;
  if (c === '"' || c === "'") {
    const value = quoted(s, at, end);
    if (!restIsEmpty(text, skipSpaces(text, s.stop, end), end) || text.charCodeAt(s.stop) === HASH) throw GIVE_UP;
    return value;
  }
  s.source = plainText(text, at, end);
  return plain(s.source);
}

function tag(s: Scanner, name: string, value: unknown, start: number): unknown {
  const isScalar = typeof value !== "object" || value === null;
  const out = tagged(name, value, isScalar ? s.source : "");
  s.offsets.set(out, [start]);
  return out;
}

const NOT_FIRST = new Set("&*@`%,]}#?:!|>\"'[{".split(""));

function plainText(text: string, at: number, end: number): string {
  if ((NOT_FIRST.has(text[at]!) && !isColonInside(text, at, end)) || isDashAt(text, at, end)) throw GIVE_UP;
  let stop = end;
  for (let i = at; i < end; i += 1) {
    const c = text.charCodeAt(i);
    if (c === COLON && (i + 1 === end || text.charCodeAt(i + 1) === SPACE)) throw GIVE_UP;
    if (c === HASH && text.charCodeAt(i - 1) === SPACE) {
      stop = i;
      break;
    }
  }
  while (stop > at && text.charCodeAt(stop - 1) === SPACE) stop -= 1;
  return text.slice(at, stop);
}

/** A plain scalar may begin with a colon that something follows: `:iam::aws:policy/x`. */
function isColonInside(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === COLON && at + 1 < end && text.charCodeAt(at + 1) !== SPACE;
}

function isDash(s: Scanner, at: number, end: number): boolean {
  return isDashAt(s.text, at, end);
}

function isDashAt(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === DASH && (at + 1 === end || text.charCodeAt(at + 1) === SPACE);
}

/** Where the colon of the key at `at` is, the key left in `s.key`; -1 when the line is no key. */
function keyEnd(s: Scanner, at: number, end: number): number {
  const { text } = s;
  const first = text[at]!;
  if (first === '"' || first === "'") {
    const name = quoted(s, at, end);
    const colon = skipSpaces(text, s.stop, end);
    if (text.charCodeAt(colon) !== COLON || colon >= end || (colon + 1 < end && text.charCodeAt(colon + 1) !== SPACE)) return -1;
    s.key = name;
    return colon;
  }
  if (NOT_FIRST.has(first) && !isColonInside(text, at, end)) {
    if (first === "?" || first === ":") throw GIVE_UP;
    return -1;
  }
  for (let i = at; i < end; i += 1) {
    const c = text.charCodeAt(i);
    if (c === HASH && text.charCodeAt(i - 1) === SPACE) return -1;
    if (c !== COLON || (i + 1 < end && text.charCodeAt(i + 1) !== SPACE)) continue;
    let stop = i;
    while (stop > at && text.charCodeAt(stop - 1) === SPACE) stop -= 1;
    s.key = text.slice(at, stop);
    return i;
  }
  return -1;
}

function wordEnd(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && text.charCodeAt(i) !== SPACE) i += 1;
  return i;
}
