import { type Glob, glob, ONE, STAR } from "./glob.ts";

const PARTS = 6;

/** Cuts an ARN at its first five colons; what follows is the resource, colons and all. */
export function arnParts(arn: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < PARTS - 1) {
    const colon = arn.indexOf(":", from);
    if (colon < 0) break;
    parts.push(arn.slice(from, colon));
    from = colon + 1;
  }
  parts.push(arn.slice(from));
  return parts;
}

/** `ArnLike`: each of the six parts is matched on its own, so that no star crosses a colon of the first five. */
export function arnCondition(pattern: string): Glob {
  if (!pattern.includes(STAR) && !pattern.includes(ONE)) return glob(pattern);
  const parts = arnParts(pattern).map(glob);
  if (parts.length !== PARTS) {
    // Only `*` alone is a pattern of less than six parts that matches ARNs.
    const whole = glob(pattern);
    return whole.universal ? whole : { matches: () => false, universal: false, exact: undefined };
  }
  return {
    universal: false,
    exact: undefined,
    matches(text) {
      const given = arnParts(text);
      return given.length === PARTS && parts.every((part, i) => part.matches(given[i] ?? ""));
    },
  };
}

/**
 * A `Resource`: the whole ARN is matched. A star that ends its part may run on beyond the colon; one inside a part, and `?`, may not
 * cross the first five colons.
 */
export function arnResource(written: string): Glob {
  const pattern = written.replace(STARS, STAR);
  const bounded = boundedWildcards(pattern);
  if (bounded.size === 0) return glob(pattern);
  const whole = glob(pattern);
  return { universal: false, exact: undefined, matches: (text) => whole.matches(text) && walk(pattern, bounded, text) };
}

const STARS = new RegExp(`${STAR}+`, "g");

/** Positions of wildcards in the first five parts that must stay in their part. */
function boundedWildcards(pattern: string): ReadonlySet<number> {
  const bounded = new Set<number>();
  let colons = 0;
  for (let i = 0; i < pattern.length && colons < PARTS - 1; i += 1) {
    if (pattern[i] === ":") colons += 1;
    else if (pattern[i] === ONE) bounded.add(i);
    else if (pattern[i] === STAR && i + 1 < pattern.length && pattern[i + 1] !== ":") bounded.add(i);
  }
  return bounded;
}

/**
 * All positions of the pattern that the text read so far can have come to, side by side: no backtracking. The whole glob has matched
 * before, so the pattern is at most about twice as long as the text.
 */
function walk(pattern: string, bounded: ReadonlySet<number>, text: string): boolean {
  let now = new Uint8Array(pattern.length + 1);
  const enter = (states: Uint8Array, at: number): void => {
    states[at] = 1;
    if (pattern[at] === STAR) states[at + 1] = 1;
  };
  enter(now, 0);
  for (let i = 0; i < text.length; i += 1) {
    const next = new Uint8Array(pattern.length + 1);
    for (let at = 0; at < pattern.length; at += 1) {
      if (now[at] === 0) continue;
      const wanted = pattern[at];
      if ((wanted === STAR || wanted === ONE) && text[i] === ":" && bounded.has(at)) continue;
      if (wanted === STAR) enter(next, at);
      else if (wanted === ONE || wanted === text[i]) enter(next, at + 1);
    }
    now = next;
  }
  return now[pattern.length] === 1;
}
