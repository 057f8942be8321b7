import { arnParts } from "../policy/arn.ts";
import { classOf, contains, holds, isEverything, isOneCode, type Pattern, repeats } from "./pattern.ts";

/** Whether a text is in the set of a pattern. */
export function matchesPattern(given: Pattern, text: string): boolean {
  if (given.literal !== undefined) return given.literal === text;
  if (given.parts !== undefined) {
    const texts = arnParts(text);
    return texts.length === 6 && given.parts.every((part, i) => matchesPattern(part, texts[i] as string));
  }
  return given.plain ? matchesPlain(given.tokens, text) : matchesAny(given.tokens, text);
}

function matchesPlain(tokens: readonly number[], text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const token = tokens[p];
    if (token !== undefined && repeats(token)) {
      star = p;
      mark = t;
      p += 1;
    } else if (token !== undefined && holds(token, text.charCodeAt(t))) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (p < tokens.length && repeats(tokens[p] as number)) p += 1;
  return p === tokens.length;
}

function matchesAny(tokens: readonly number[], text: string): boolean {
  const end = tokens.length;
  let row = new Uint8Array(end + 1);
  let next = new Uint8Array(end + 1);
  row[0] = 1;
  const skip = (of: Uint8Array) => {
    for (let p = 0; p < end; p += 1) if (of[p] && repeats(tokens[p] as number)) of[p + 1] = 1;
  };
  skip(row);
  for (let t = 0; t < text.length; t += 1) {
    next.fill(0);
    const code = text.charCodeAt(t);
    let alive = false;
    for (let p = 0; p < end; p += 1) {
      const token = tokens[p] as number;
      if (!row[p] || !holds(classOf(token), code)) continue;
      next[repeats(token) ? p : p + 1] = 1;
      alive = true;
    }
    if (!alive) return false;
    skip(next);
    [row, next] = [next, row];
  }
  return row[end] === 1;
}

/** Whether `outer` matches all that `inner` does. May say no wrongly, never yes. */
export function coversPattern(outer: Pattern, inner: Pattern): boolean {
  if (inner.literal !== undefined) return matchesPattern(outer, inner.literal);
  if (isEverything(outer)) return true;
  if (outer.parts && inner.parts) {
    const parts = inner.parts;
    return outer.parts.every((part, i) => coversTokens(part.tokens, (parts[i] as Pattern).tokens));
  }
  return outer.plain && coversTokens(outer.tokens, inner.tokens);
}

/** Reads the stars of `inner` as characters that only a star as wide can take. */
function coversTokens(outer: readonly number[], inner: readonly number[]): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < inner.length) {
    const token = outer[p];
    const given = inner[t] as number;
    if (token !== undefined && repeats(token)) {
      star = p;
      mark = t;
      p += 1;
    } else if (token !== undefined && !repeats(given) && contains(token, given)) {
      p += 1;
      t += 1;
    } else if (star >= 0 && contains(classOf(outer[star] as number), classOf(inner[mark] as number))) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (p < outer.length && repeats(outer[p] as number)) p += 1;
  return p === outer.length;
}

/** Whether no text matches both, as far as their fixed beginnings and ends tell. May say no wrongly, never yes. */
export function apart(a: Pattern, b: Pattern): boolean {
  if (a.literal !== undefined) return !matchesPattern(b, a.literal);
  if (b.literal !== undefined) return !matchesPattern(a, b.literal);
  if (a.parts && b.parts) {
    const parts = b.parts;
    return a.parts.some((part, i) => apart(part, parts[i] as Pattern));
  }
  return differ(a.tokens, b.tokens, false) || differ(a.tokens, b.tokens, true);
}

function differ(a: readonly number[], b: readonly number[], fromEnd: boolean): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = (fromEnd ? a[a.length - 1 - i] : a[i]) as number;
    const y = (fromEnd ? b[b.length - 1 - i] : b[i]) as number;
    if (repeats(x) || repeats(y)) return false;
    if (isOneCode(x) ? !holds(y, x) : isOneCode(y) && !holds(x, y)) return true;
  }
  return false;
}
