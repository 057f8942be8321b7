import type { Offsets } from "./read.ts";

/** Thrown when the quick reader meets what only the full parser knows. */
export const GIVE_UP: unique symbol = Symbol("not the plain kind of YAML");

/** One line with something on it; `indent` -1 is the end of the document. */
export interface Lines {
  readonly at: number;
  readonly end: number;
  readonly indent: number;
}

export interface Scanner {
  readonly text: string;
  readonly offsets: Offsets;
  /** The next line that nobody has read. */
  line: Lines;
  /** The last key read. */
  key: string;
  /** Where the last quoted scalar stopped. */
  stop: number;
  /** Where the last value began. */
  start: number;
  /** How the last scalar was written. */
  source: string;
}

const SPACE = 32;
const NEWLINE = 10;
const RETURN = 13;
const HASH = 35;

/** Moves on to the next line after `end` that holds more than blanks and a comment. */
export function nextContent(s: Scanner, end: number): void {
  const { text } = s;
  let start = end >= text.length ? text.length : text.indexOf("\n", end) + 1;
  if (start === 0) start = text.length;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const newline = lineEnd(text, at);
    const stop = newline > at && text.charCodeAt(newline - 1) === RETURN ? newline - 1 : newline;
    if (at < stop && text.charCodeAt(at) !== HASH) {
      const indent = at - start;
      if (indent === 0 && (text.startsWith("---", at) || text.startsWith("...", at) || text[at] === "%")) throw GIVE_UP;
      s.line = { at, end: stop, indent };
      return;
    }
    start = newline + 1;
  }
  s.line = { at: text.length, end: text.length, indent: -1 };
}

export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline;
}

export function skipSpaces(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && text.charCodeAt(i) === SPACE) i += 1;
  return i;
}

/** True when only a comment, or nothing, is left. */
export function restIsEmpty(text: string, at: number, end: number): boolean {
  return at >= end || text.charCodeAt(at) === NEWLINE || (text.charCodeAt(at) === HASH && text.charCodeAt(at - 1) === SPACE);
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", 0: "\0" };

/** A quoted scalar on one line; `s.stop` is behind its closing quote. */
export function quoted(s: Scanner, at: number, end: number): string {
  const { text } = s;
  const quote = text[at]!;
  let stop = at + 1;
  if (quote === "'") {
    for (;;) {
      stop = text.indexOf("'", stop);
      if (stop < 0 || stop >= end) throw GIVE_UP;
      if (text[stop + 1] !== "'") break;
      stop += 2;
    }
    s.stop = stop + 1;
    s.source = text.slice(at + 1, stop).replaceAll("''", "'");
    return s.source;
  }
  let out = "";
  for (let from = stop; ; ) {
    if (stop >= end) throw GIVE_UP;
    const c = text[stop]!;
    if (c === '"') {
      s.stop = stop + 1;
      s.source = out + text.slice(from, stop);
      return s.source;
    }
    if (c !== "\\") {
      stop += 1;
      continue;
    }
    out += text.slice(from, stop);
    const escape = text[stop + 1] ?? "";
    if (escape === "u" || escape === "x") {
      const digits = text.slice(stop + 2, stop + (escape === "u" ? 6 : 4));
      if (!/^([0-9a-fA-F]{2}|[0-9a-fA-F]{4})$/.test(digits)) throw GIVE_UP;
      out += String.fromCharCode(Number.parseInt(digits, 16));
      stop += 2 + digits.length;
    } else {
      const plain = ESCAPES[escape];
      if (plain === undefined) throw GIVE_UP;
      out += plain;
      stop += 2;
    }
    from = stop;
  }
}
