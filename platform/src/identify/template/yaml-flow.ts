import { GIVE_UP, lineEnd, nextContent, quoted, restIsEmpty, type Scanner, skipSpaces } from "./yaml-lines.ts";
import { plain, tagged } from "./yaml-values.ts";

const DEEPEST = 60;

/** A list or mapping in brackets, over as many lines as it likes; nothing but a comment may follow on its last line. */
export function flow(s: Scanner, at: number, parent: number, depth: number): unknown {
  const reader = new Flow(s, at, parent);
  const value = reader.collection(depth);
  const { text } = s;
  const end = endOfLine(text, reader.at);
  const rest = skipSpaces(text, reader.at, end);
  if (!restIsEmpty(text, rest, end) || (rest < end && rest === reader.at)) throw GIVE_UP;
  nextContent(s, end);
  if (s.line.indent > parent) throw GIVE_UP;
  s.start = at;
  return value;
}

function endOfLine(text: string, at: number): number {
  const newline = lineEnd(text, at);
  return newline > at && text[newline - 1] === "\r" ? newline - 1 : newline;
}

class Flow {
  at: number;
  readonly #s: Scanner;
  readonly #text: string;
  readonly #parent: number;
  #start = 0;
  #depth = 0;

  constructor(s: Scanner, at: number, parent: number) {
    this.#s = s;
    this.#text = s.text;
    this.at = at;
    this.#parent = parent;
  }

  collection(depth: number): unknown {
    if (depth > DEEPEST) throw GIVE_UP;
    const start = this.at;
    this.#depth += 1;
    const value = this.#text[start] === "[" ? this.#list(depth) : this.#map(depth);
    this.#depth -= 1;
    this.#start = start;
    return value;
  }

  #list(depth: number): unknown[] {
    const out: unknown[] = [];
    const row: number[] = [];
    this.at += 1;
    for (;;) {
      this.#blanks();
      if (this.#text[this.at] === "]") break;
      const value = this.#value(depth);
      row.push(this.#start);
      out.push(value);
      this.#blanks();
      if (this.#text[this.at] === ",") this.at += 1;
      else if (this.#text[this.at] !== "]") throw GIVE_UP;
    }
    this.at += 1;
    this.#s.offsets.set(out, row);
    return out;
  }

  #map(depth: number): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    const row: number[] = [];
    this.at += 1;
    for (;;) {
      this.#blanks();
      if (this.#text[this.at] === "}") break;
      const start = this.at;
      const isQuoted = this.#text[start] === '"' || this.#text[start] === "'";
      const name = isQuoted ? this.#quoted() : this.#plain();
      if (name === "<<" || name === "__proto__" || /^\d/.test(name) || Object.hasOwn(out, name)) throw GIVE_UP;
      this.#spaces();
      if (this.#text[this.at] !== ":") throw GIVE_UP;
      const next = this.#text[this.at + 1];
      if (!isQuoted && next !== " " && next !== "\n") throw GIVE_UP;
      this.at += 1;
      this.#blanks();
      row.push(start);
      out[name] = null;
      out[name] = this.#value(depth);
      this.#blanks();
      if (this.#text[this.at] === ",") this.at += 1;
      else if (this.#text[this.at] !== "}") throw GIVE_UP;
    }
    this.at += 1;
    this.#s.offsets.set(out, row);
    return out;
  }

  #value(depth: number): unknown {
    const c = this.#text[this.at];
    if (c === "[" || c === "{") return this.collection(depth + 1);
    if (c === "!") {
      const from = this.at + 1;
      let stop = from;
      while (/[A-Za-z0-9]/.test(this.#text[stop] ?? "")) stop += 1;
      const name = this.#text.slice(from, stop);
      if (name === "" || this.#text[stop] !== " ") throw GIVE_UP;
      this.at = stop;
      this.#spaces();
      if (this.#text[this.at] === "!") throw GIVE_UP;
      const value = this.#value(depth);
      const out = tagged(name, value, this.#s.source);
      this.#s.offsets.set(out, [this.#start]);
      return out;
    }
    this.#start = this.at;
    const start = this.at;
    if (c === '"' || c === "'") {
      const value = this.#quoted();
      this.#start = start;
      return value;
    }
    const value = this.#plain();
    this.#s.source = value;
    return plain(value);
  }

  #quoted(): string {
    const value = quoted(this.#s, this.at, endOfLine(this.#text, this.at));
    this.at = this.#s.stop;
    return value;
  }

  #plain(): string {
    const start = this.at;
    const first = this.#text[start] ?? "";
    if (first === "" || "&*@`%,]}#?:!|>[{-".includes(first)) {
      // A dash may begin a number or a word, not stand alone.
      if (first !== "-" || !/[A-Za-z0-9.]/.test(this.#text[start + 1] ?? "")) throw GIVE_UP;
    }
    const end = endOfLine(this.#text, start);
    let i = start;
    for (; i < end; i += 1) {
      const c = this.#text[i]!;
      if (c === "," || c === "]" || c === "}" || c === "[" || c === "{") break;
      if (c === "#" && this.#text[i - 1] === " ") throw GIVE_UP;
      if (c === ":") {
        const next = this.#text[i + 1];
        if (i + 1 >= end || next === " " || next === "," || next === "]" || next === "}" || next === "[" || next === "{") break;
      }
    }
    // An opening bracket inside a word is for the full parser.
    if (this.#text[i] === "[" || this.#text[i] === "{") throw GIVE_UP;
    this.at = i;
    let stop = i;
    while (stop > start && this.#text[stop - 1] === " ") stop -= 1;
    return this.#text.slice(start, stop);
  }

  #spaces(): void {
    while (this.#text[this.at] === " ") this.at += 1;
  }

  /** Over blanks and line breaks; a line inside brackets must be indented as a part of its parent, but for the bracket that ends it all. */
  #blanks(): void {
    for (;;) {
      this.#spaces();
      const c = this.#text[this.at];
      if (c === undefined || c === "#") throw GIVE_UP;
      if (c === "\r" && this.#text[this.at + 1] === "\n") {
        this.at += 1;
        continue;
      }
      if (c !== "\n") return;
      this.at += 1;
      const start = this.at;
      this.#spaces();
      const next = this.#text[this.at];
      const isEnd = (next === "]" || next === "}") && this.#depth === 1 && this.at - start === this.#parent;
      if (next !== "\n" && next !== "\r" && this.at - start <= this.#parent && !isEnd) throw GIVE_UP;
      if (this.at === start && (this.#text.startsWith("---", start) || this.#text.startsWith("...", start))) throw GIVE_UP;
    }
  }
}
