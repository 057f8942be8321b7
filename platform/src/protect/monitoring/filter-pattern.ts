/**
 * Reads filter patterns of CloudWatch Logs and tells whether they match a CloudTrail event.
 * An event is given by the fields that matter; any other field is free, so "matches" means "whatever the free fields hold".
 */

/** Field path → value; `null` is a field the event does not have. Fields left out may hold anything. */
export type EventShape = Readonly<Record<string, string | null>>;

/** True or false for every such event; undefined when it depends on the free fields. */
export type Match = boolean | undefined;

export interface FilterPattern {
  match(event: EventShape): Match;
}

type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";
type Node =
  | { readonly kind: "and" | "or"; readonly parts: readonly Node[] }
  | { readonly kind: "compare"; readonly field: string; readonly operator: Operator; readonly value: string; readonly regex: boolean }
  | { readonly kind: "exists"; readonly field: string; readonly wanted: boolean }
  | { readonly kind: "is"; readonly field: string; readonly literal: "NULL" | "TRUE" | "FALSE" };

/** The pattern, or undefined when it is of a form this reader does not know (space-delimited, or not valid). */
export function parseFilterPattern(text: string): FilterPattern | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return { match: () => true };
  if (trimmed.startsWith("[")) return undefined;
  if (!trimmed.startsWith("{")) return terms(trimmed);
  if (!trimmed.endsWith("}")) return undefined;
  try {
    const reader = new Reader(trimmed.slice(1, -1));
    const root = reader.expression();
    return reader.atEnd() ? { match: (event) => evaluate(root, event) } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#space();
    return this.#at >= this.#text.length;
  }

  /** `&&` binds more tightly than `||`. */
  expression(): Node {
    if (++this.#depth > 100) throw new SyntaxError("too deep");
    const parts = [this.#conjunction()];
    while (this.#take("||")) parts.push(this.#conjunction());
    this.#depth -= 1;
    return parts.length === 1 ? parts[0]! : { kind: "or", parts };
  }

  #conjunction(): Node {
    const parts = [this.#primary()];
    while (this.#take("&&")) parts.push(this.#primary());
    return parts.length === 1 ? parts[0]! : { kind: "and", parts };
  }

  #primary(): Node {
    if (this.#take("(")) {
      const inner = this.expression();
      if (!this.#take(")")) throw new SyntaxError("unclosed parenthesis");
      return inner;
    }
    const field = this.#selector();
    this.#space();
    const word = /^(NOT\s+EXISTS|EXISTS|IS\s+(NULL|TRUE|FALSE))(?![A-Za-z0-9_])/i.exec(this.#rest());
    if (word) {
      this.#at += word[0].length;
      if (word[2] !== undefined) return { kind: "is", field, literal: word[2].toUpperCase() as "NULL" | "TRUE" | "FALSE" };
      return { kind: "exists", field, wanted: !/^NOT/i.test(word[0]) };
    }
    for (const operator of ["!=", "<=", ">=", "=", "<", ">"] as const) {
      if (this.#take(operator)) return { kind: "compare", field, operator, ...this.#value() };
    }
    throw new SyntaxError("operator expected");
  }

  /** `$.a.b`, `$.a[0].b`, `$['a']["b"]`; written back with dots. */
  #selector(): string {
    this.#space();
    const match = /^\$((?:\.[A-Za-z0-9_:/@-]+|\[\s*(?:\d+|\*|'[^']*'|"[^"]*")\s*\])+)/.exec(this.#rest());
    if (!match) throw new SyntaxError("selector expected");
    this.#at += match[0].length;
    return match[1]!.replace(/\[\s*['"]?([^'"\]]*?)['"]?\s*\]/g, ".$1").slice(1);
  }

  #value(): { readonly value: string; readonly regex: boolean } {
    this.#space();
    const rest = this.#rest();
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
    if (quoted) {
      this.#at += quoted[0].length;
      return { value: quoted[1]!.replace(/\\(.)/g, "$1"), regex: false };
    }
    const regex = /^%((?:[^%\\]|\\.)*)%/.exec(rest);
    if (regex) {
      this.#at += regex[0].length;
      return { value: regex[1]!, regex: true };
    }
    const bare = /^[^\s()&|"]+/.exec(rest);
    if (!bare) throw new SyntaxError("value expected");
    this.#at += bare[0].length;
    return { value: bare[0], regex: false };
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #take(token: string): boolean {
    this.#space();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }
}

function evaluate(node: Node, event: EventShape): Match {
  switch (node.kind) {
    case "and":
    case "or": {
      const decisive = node.kind === "or";
      let open = false;
      for (const part of node.parts) {
        const answer = evaluate(part, event);
        if (answer === decisive) return decisive;
        if (answer === undefined) open = true;
      }
      return open ? undefined : !decisive;
    }
    case "exists": {
      const value = event[node.field];
      return value === undefined ? undefined : (value !== null) === node.wanted;
    }
    case "is": {
      const value = event[node.field];
      if (value === undefined) return undefined;
      return value !== null && node.literal !== "NULL" && value.toUpperCase() === node.literal;
    }
    case "compare":
      return compare(event[node.field], node);
  }
}

function compare(actual: string | null | undefined, node: Node & { kind: "compare" }): Match {
  if (actual === undefined) return undefined;
  // AWS does not say whether `!=` holds for a missing field; its own examples rely on it, and others do not.
  if (actual === null) return node.operator === "!=" ? undefined : false;
  if (node.operator === "=" || node.operator === "!=") {
    const same = node.regex ? matchesRegex(node.value, actual) : matchesWildcard(node.value, actual);
    return same === undefined ? undefined : same === (node.operator === "=");
  }
  const left = Number(actual);
  const right = Number(node.value);
  if (Number.isNaN(left) || Number.isNaN(right)) return false;
  if (node.operator === "<") return left < right;
  if (node.operator === "<=") return left <= right;
  return node.operator === ">" ? left > right : left >= right;
}

function matchesWildcard(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const parts = pattern.split("*");
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

function matchesRegex(source: string, text: string): Match {
  // Groups could make the match take exponential time; nobody needs them for an event's name.
  if (source.includes("(") || source.length > 200) return undefined;
  try {
    return new RegExp(source).test(text);
  } catch {
    return undefined;
  }
}

/** Plain terms: all of them (or, when all are optional, any of them) stand somewhere in the event's text. */
function terms(text: string): FilterPattern | undefined {
  const items = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|%[^%]*%|([^\s"]+))/g)].map((m) => ({ sign: m[1], term: m[2] ?? m[3] }));
  if (items.length === 0 || items.some((i) => i.term === undefined)) return undefined;
  const required = items.filter((i) => i.sign === "");
  const excluded = items.some((i) => i.sign === "-");
  return {
    match(event) {
      const stands = (term: string) =>
        Object.entries(event).some(([key, value]) => value !== null && (value.includes(term) || key.split(".").includes(term)));
      const found = required.length > 0 ? required.every((i) => stands(i.term!)) : items.some((i) => i.sign === "?" && stands(i.term!));
      return found && !excluded ? true : undefined;
    },
  };
}
