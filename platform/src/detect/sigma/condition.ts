/**
 * The condition language of Sigma: names of searches, `and`, `or`, `not`, parentheses, and `1 of`, `N of`, `all of` over a pattern
 * of names or over `them`.
 */
export type Condition =
  | { readonly op: "search"; readonly name: string }
  | { readonly op: "not"; readonly of: Condition }
  | { readonly op: "and" | "or"; readonly of: readonly Condition[] }
  /** At least `count` of them. */
  | { readonly op: "some"; readonly count: number; readonly of: readonly Condition[] };

/** What is wrong with a condition, and at which character (from 0). */
export class ConditionError extends Error {
  readonly reason: "empty" | "unexpected" | "unknown-search" | "no-search" | "aggregation" | "too-deep";
  readonly at: number;
  readonly what: string;

  constructor(reason: ConditionError["reason"], at: number, what: string) {
    super(`${reason} at ${at}: ${what}`);
    this.reason = reason;
    this.at = at;
    this.what = what;
  }
}

interface Token {
  readonly text: string;
  readonly at: number;
}

const MAX_DEPTH = 64;

/** Parses a condition over the searches of a rule. Throws ConditionError. */
export function parseCondition(text: string, searches: readonly string[]): Condition {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;

  const peek = () => tokens[next]?.text.toLowerCase();
  const end = { text: "", at: text.length };
  const fail = (reason: ConditionError["reason"], token: Token = tokens[next] ?? end): never => {
    throw new ConditionError(reason, token.at, token.text);
  };

  function either(): Condition {
    const of = [both()];
    while (peek() === "or") {
      next += 1;
      of.push(both());
    }
    return of.length === 1 ? (of[0] as Condition) : { op: "or", of };
  }

  function both(): Condition {
    const of = [negated()];
    while (peek() === "and") {
      next += 1;
      of.push(negated());
    }
    return of.length === 1 ? (of[0] as Condition) : { op: "and", of };
  }

  function negated(): Condition {
    depth += 1;
    if (depth > MAX_DEPTH) fail("too-deep");
    let found: Condition;
    if (peek() === "not") {
      next += 1;
      found = { op: "not", of: negated() };
    } else if (peek() === "(") {
      next += 1;
      found = either();
      if (peek() !== ")") fail("unexpected");
      next += 1;
    } else found = named();
    depth -= 1;
    return found;
  }

  function named(): Condition {
    const token = tokens[next];
    if (!token) return fail("unexpected");
    const word = token.text.toLowerCase();
    const quantified = tokens[next + 1]?.text.toLowerCase() === "of";
    if (quantified && (/^\d+$/.test(word) || word === "all" || word === "any")) {
      const pattern = tokens[next + 2] ?? fail("unexpected", end);
      next += 3;
      const of = chosen(pattern).map((name): Condition => ({ op: "search", name }));
      const count = word === "all" ? of.length : word === "any" ? 1 : Number(word);
      if (count < 1 || count > of.length) fail("no-search", pattern);
      if (count === of.length) return of.length === 1 ? (of[0] as Condition) : { op: "and", of };
      return count === 1 ? { op: "or", of } : { op: "some", count, of };
    }
    if (["and", "or", ")", "of", "|"].includes(word)) return fail("unexpected");
    next += 1;
    if (!searches.includes(token.text)) return fail("unknown-search", token);
    return { op: "search", name: token.text };
  }

  function chosen(pattern: Token): readonly string[] {
    // Names that begin with an underscore are not for `them`.
    if (pattern.text.toLowerCase() === "them") return searches.filter((name) => !name.startsWith("_"));
    const source = pattern.text.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
    const names = searches.filter((name) => new RegExp(`^${source.join(".*")}$`).test(name));
    if (names.length === 0) fail("no-search", pattern);
    return names;
  }

  if (tokens.length === 0) fail("empty");
  const found = either();
  if (peek() === "|") fail("aggregation");
  if (next < tokens.length) fail("unexpected");
  return found;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[()|]|[^\s()|]+/g)) tokens.push({ text: match[0], at: match.index });
  return tokens;
}
