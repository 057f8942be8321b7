import { type Attribute, type Block, type Body, type Expr, SyntaxFault } from "./syntax.ts";

/** Reads a file; undefined when it is not in Terraform's language. */
export function parseHcl(text: string): Body | undefined {
  try {
    return new Parser(text).file();
  } catch (error) {
    if (error instanceof SyntaxFault || error instanceof RangeError) return undefined;
    throw error;
  }
}

const BINARY: readonly (readonly string[])[] = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

class Parser {
  readonly #text: string;
  #at = 0;
  /** Inside parentheses, brackets and templates, line breaks mean nothing. */
  #free = 0;

  constructor(text: string, at = 0, free = 0) {
    this.#text = text;
    this.#at = at;
    this.#free = free;
  }

  file(): Body {
    const body = this.#body(false);
    if (this.#at < this.#text.length) throw new SyntaxFault();
    return body;
  }

  #body(inner: boolean): Body {
    const attributes = new Map<string, Attribute>();
    const blocks: Block[] = [];
    for (;;) {
      this.#space(true);
      if (this.#at >= this.#text.length) {
        if (inner) throw new SyntaxFault();
        return { attributes, blocks };
      }
      if (inner && this.#take("}")) return { attributes, blocks };
      const at = this.#at;
      const name = this.#identifier();
      if (name === undefined) throw new SyntaxFault();
      this.#space(false);
      if (this.#text[this.#at] === "=" && this.#text[this.#at + 1] !== "=") {
        this.#at += 1;
        attributes.set(name, { name, value: this.#bound(() => this.#expression()), at });
        this.#end();
        continue;
      }
      const labels: string[] = [];
      for (;;) {
        this.#space(false);
        const quoted = this.#text[this.#at] === '"' ? this.#quoted() : undefined;
        if (quoted !== undefined) {
          labels.push(quoted.kind === "value" ? String(quoted.value) : "");
          continue;
        }
        const bare = this.#identifier();
        if (bare === undefined) break;
        labels.push(bare);
      }
      if (!this.#take("{")) throw new SyntaxFault();
      const free = this.#free;
      this.#free = 0;
      blocks.push({ type: name, labels, body: this.#body(true), at });
      this.#free = free;
    }
  }

  /** An expression whose line ends with it. */
  #bound(read: () => Expr): Expr {
    const free = this.#free;
    this.#free = 0;
    const out = read();
    this.#free = free;
    return out;
  }

  #end(): void {
    this.#space(false);
    const c = this.#text[this.#at];
    if (c === undefined || c === "\n" || c === "}" || c === ",") return;
    throw new SyntaxFault();
  }

  #space(lines: boolean): void {
    const text = this.#text;
    for (;;) {
      const c = text[this.#at];
      if (c === " " || c === "\t" || c === "\r" || c === "\ufeff" || (lines && c === "\n")) this.#at += 1;
      else if (c === "#" || (c === "/" && text[this.#at + 1] === "/")) {
        const end = text.indexOf("\n", this.#at);
        this.#at = end < 0 ? text.length : end;
      } else if (c === "/" && text[this.#at + 1] === "*") {
        const end = text.indexOf("*/", this.#at + 2);
        this.#at = end < 0 ? text.length : end + 2;
      } else return;
    }
  }

  #skip(): void {
    this.#space(this.#free > 0);
  }

  #take(token: string): boolean {
    this.#skip();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new SyntaxFault();
  }

  #identifier(): string | undefined {
    const pattern = /[\p{L}_][\p{L}\p{N}_-]*/uy;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #keyword(word: string): boolean {
    this.#skip();
    const before = this.#at;
    if (this.#identifier() === word) return true;
    this.#at = before;
    return false;
  }

  #expression(): Expr {
    this.#skip();
    const at = this.#at;
    const test = this.#binary(0);
    if (!this.#take("?")) return test;
    const yes = this.#expression();
    this.#expect(":");
    return { kind: "choice", test, yes, no: this.#expression(), at };
  }

  #binary(level: number): Expr {
    const operators = BINARY[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      this.#skip();
      const op = operators.find((operator) => this.#text.startsWith(operator, this.#at));
      if (op === undefined) return left;
      this.#at += op.length;
      left = { kind: "binary", op, left, right: this.#binary(level + 1), at: left.at };
    }
  }

  #unary(): Expr {
    this.#skip();
    const at = this.#at;
    const c = this.#text[at];
    if ((c === "!" && this.#text[at + 1] !== "=") || c === "-") {
      this.#at += 1;
      return { kind: "unary", op: c, of: this.#unary(), at };
    }
    return this.#postfix(this.#primary());
  }

  #postfix(start: Expr): Expr {
    let expr = start;
    for (;;) {
      const before = this.#at;
      this.#skip();
      const c = this.#text[this.#at];
      const at = this.#at;
      if (c === "." && !this.#text.startsWith("...", at)) {
        this.#at += 1;
        if (this.#take("*")) return this.#splat(expr, at);
        const digits = /\d+/y;
        digits.lastIndex = this.#at;
        const number = digits.exec(this.#text);
        if (number) {
          this.#at = digits.lastIndex;
          expr = { kind: "index", of: expr, key: { kind: "value", value: Number(number[0]), at }, at };
          continue;
        }
        const name = this.#identifier();
        if (name === undefined) throw new SyntaxFault();
        expr = { kind: "attribute", of: expr, name, at };
      } else if (c === "[") {
        this.#at += 1;
        this.#free += 1;
        if (this.#take("*")) {
          this.#expect("]");
          this.#free -= 1;
          return this.#splat(expr, at);
        }
        const key = this.#expression();
        this.#expect("]");
        this.#free -= 1;
        expr = { kind: "index", of: expr, key, at };
      } else {
        this.#at = before;
        return expr;
      }
    }
  }

  /** What follows a splat is asked of every item. */
  #splat(of: Expr, at: number): Expr {
    const HOLE: Expr = { kind: "unreadable", at: -1 };
    const rest = this.#postfix(HOLE);
    const fill = (expr: Expr, item: Expr): Expr => {
      if (expr === HOLE) return item;
      return "of" in expr ? ({ ...expr, of: fill(expr.of, item) } as Expr) : expr;
    };
    return { kind: "splat", of, ask: (item) => fill(rest, item), at };
  }

  #primary(): Expr {
    this.#skip();
    const at = this.#at;
    const c = this.#text[at];
    if (c === '"') return this.#quoted();
    if (c === "(") {
      this.#at += 1;
      this.#free += 1;
      const inner = this.#expression();
      this.#expect(")");
      this.#free -= 1;
      return inner;
    }
    if (c === "[") return this.#list(at);
    if (c === "{") return this.#object(at);
    if (this.#text.startsWith("<<", at)) return this.#heredoc(at);
    const number = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
    number.lastIndex = at;
    const found = number.exec(this.#text);
    if (found) {
      this.#at = number.lastIndex;
      return { kind: "value", value: Number(found[0]), at };
    }
    const name = this.#identifier();
    if (name === undefined) throw new SyntaxFault();
    if (name === "true" || name === "false") return { kind: "value", value: name === "true", at };
    if (name === "null") return { kind: "value", value: null, at };
    let called = name;
    while (this.#text.startsWith("::", this.#at)) {
      this.#at += 2;
      called += `::${this.#identifier() ?? ""}`;
    }
    if (this.#text[this.#at] !== "(") return { kind: "name", name, at };
    this.#at += 1;
    this.#free += 1;
    const args: Expr[] = [];
    let expand = false;
    while (!this.#take(")")) {
      args.push(this.#expression());
      if (this.#take("...")) expand = true;
      if (!this.#take(",")) {
        this.#expect(")");
        break;
      }
    }
    this.#free -= 1;
    return { kind: "call", name: called, args, expand, at };
  }

  #list(at: number): Expr {
    this.#at += 1;
    this.#free += 1;
    try {
      if (this.#keyword("for")) return this.#for(at, "]");
      const items: Expr[] = [];
      while (!this.#take("]")) {
        items.push(this.#expression());
        if (!this.#take(",")) {
          this.#expect("]");
          break;
        }
      }
      return { kind: "list", items, at };
    } finally {
      this.#free -= 1;
    }
  }

  #object(at: number): Expr {
    this.#at += 1;
    const free = this.#free;
    this.#free = 1;
    const isFor = this.#keyword("for");
    if (isFor) {
      const out = this.#for(at, "}");
      this.#free = free;
      return out;
    }
    const items: { key: Expr; value: Expr }[] = [];
    for (;;) {
      this.#free = 1;
      if (this.#take("}")) break;
      const start = this.#at;
      let key = this.#expression();
      if (key.kind === "name") key = { kind: "value", value: key.name, at: start };
      if (!this.#take("=")) this.#expect(":");
      this.#space(true);
      this.#free = 0;
      const value = this.#expression();
      items.push({ key, value });
      this.#space(false);
      if (this.#text[this.#at] === ",") this.#at += 1;
    }
    this.#free = free;
    return { kind: "object", items, at };
  }

  #for(at: number, close: string): Expr {
    const names: string[] = [];
    do {
      this.#skip();
      const name = this.#identifier();
      if (name === undefined) throw new SyntaxFault();
      names.push(name);
    } while (this.#take(","));
    if (!this.#keyword("in")) throw new SyntaxFault();
    const over = this.#expression();
    this.#expect(":");
    let value = this.#expression();
    let key: Expr | undefined;
    if (this.#take("=>")) {
      key = value;
      value = this.#expression();
    }
    const group = this.#take("...");
    const test = this.#keyword("if") ? this.#expression() : undefined;
    this.#expect(close);
    return { kind: "for", names, over, key, value, test, group, at };
  }

  #quoted(): Expr {
    const at = this.#at;
    this.#at += 1;
    const parts = this.#parts((text, i) => text[i] === '"', true);
    this.#at += 1;
    return joined(parts, at);
  }

  #heredoc(at: number): Expr {
    const pattern = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t\r]*\n/uy;
    pattern.lastIndex = at;
    const match = pattern.exec(this.#text);
    if (!match) throw new SyntaxFault();
    this.#at = pattern.lastIndex;
    const end = new RegExp(`^[ \\t]*${match[2]!}[ \\t\\r]*$`, "gm");
    end.lastIndex = this.#at;
    const closing = end.exec(this.#text);
    if (!closing) throw new SyntaxFault();
    const parts = this.#parts((_text, i) => i >= closing.index, false);
    this.#at = closing.index + closing[0].length;
    return joined(match[1] === "-" ? dedented(parts) : parts, at);
  }

  #parts(isEnd: (text: string, at: number) => boolean, escapes: boolean): (string | Expr)[] {
    const text = this.#text;
    const parts: (string | Expr)[] = [];
    let current = "";
    for (;;) {
      const c = text[this.#at];
      if (c === undefined) throw new SyntaxFault();
      if (isEnd(text, this.#at)) break;
      if ((c === "$" || c === "%") && text[this.#at + 1] === c && text[this.#at + 2] === "{") {
        current += `${c}{`;
        this.#at += 3;
      } else if (c === "$" && text[this.#at + 1] === "{") {
        const inner = new Parser(text, this.#at + 2, 1);
        if (text[this.#at + 2] === "~") inner.#at += 1;
        const expr = inner.#expression();
        inner.#take("~");
        inner.#expect("}");
        if (current !== "") parts.push(current);
        current = "";
        parts.push(expr);
        this.#at = inner.#at;
      } else if (c === "%" && text[this.#at + 1] === "{") {
        // Loops and conditions inside text are rare; the text is then not known here.
        const close = text.indexOf("}", this.#at);
        if (close < 0) throw new SyntaxFault();
        parts.push({ kind: "unreadable", at: this.#at });
        this.#at = close + 1;
      } else if (escapes && c === "\\") {
        const [value, length] = escaped(text, this.#at);
        current += value;
        this.#at += length;
      } else if (escapes && c === "\n") throw new SyntaxFault();
      else {
        current += c;
        this.#at += 1;
      }
    }
    if (current !== "") parts.push(current);
    return parts;
  }
}

function escaped(text: string, at: number): readonly [string, number] {
  const c = text[at + 1];
  if (c === "u" || c === "U") {
    const length = c === "u" ? 4 : 8;
    const code = Number.parseInt(text.slice(at + 2, at + 2 + length), 16);
    return [Number.isNaN(code) || code > 0x10ffff ? "" : String.fromCodePoint(code), 2 + length];
  }
  const known: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
  return [known[c ?? ""] ?? c ?? "", 2];
}

function joined(parts: readonly (string | Expr)[], at: number): Expr {
  if (parts.length === 0) return { kind: "value", value: "", at };
  if (parts.length === 1) return typeof parts[0] === "string" ? { kind: "value", value: parts[0], at } : { kind: "template", parts, at };
  return { kind: "template", parts, at };
}

/** Takes the indentation that all lines have away. */
function dedented(parts: readonly (string | Expr)[]): (string | Expr)[] {
  const text = parts.map((part) => (typeof part === "string" ? part : "x")).join("");
  const indents = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  let lineStart = true;
  return parts.map((part) => {
    if (typeof part !== "string") {
      lineStart = false;
      return part;
    }
    const out = part
      .split("\n")
      .map((line, i) => (i > 0 || lineStart ? line.slice(Math.min(indent, /^[ \t]*/.exec(line)![0].length)) : line))
      .join("\n");
    lineStart = part.endsWith("\n");
    return out;
  });
}
