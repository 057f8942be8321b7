import { type Found, walk } from "./automaton.ts";
import type { Budget } from "./budget.ts";
import { apart, coversPattern, matchesPattern } from "./matching.ts";
import { CAPITAL, classOf, codesOf, DIGIT, everything, isEverything, type Pattern, repeats } from "./pattern.ts";

/**
 * Looks for a text that every list of `all` matches with one of its patterns, and that none of `none` matches.
 *
 * Most questions end with a guess that fits or a cover that leaves nothing; ARNs are solved part by part; the rest is walked through
 * the product of the automata.
 */
export function findText(all: readonly (readonly Pattern[])[], none: readonly Pattern[], budget: Budget): Found {
  budget.left -= 1;
  if (budget.left < 0) return "unknown";
  if (none.some(isEverything)) return "none";
  const lists = all.filter((list) => !list.some(isEverything));
  if (lists.length === 0) lists.push([everything]);
  const fits = (text: string) =>
    lists.every((list) => list.some((one) => matchesPattern(one, text))) && !none.some((one) => matchesPattern(one, text));

  const finite = lists.find((list) => list.every((one) => one.literal !== undefined));
  if (finite) {
    budget.left -= finite.length;
    for (const one of finite) if (fits(one.literal as string)) return { text: one.literal as string };
    return "none";
  }
  const open: (readonly Pattern[])[] = [];
  for (const list of lists) {
    budget.left -= list.length * (none.length + lists.length);
    const left = list.filter(
      (one) =>
        !none.some((barred) => coversPattern(barred, one)) &&
        lists.every((other) => other === list || other.some((another) => !apart(one, another))),
    );
    if (left.length === 0) return "none";
    open.push(left);
  }
  for (const list of open) for (const one of list.slice(0, 4)) for (const text of guesses(one)) if (fits(text)) return { text };
  if (open.every((list) => list.every((one) => one.parts)) && none.every((one) => one.parts)) return findArn(open, none, budget);
  return walk(open, none, budget);
}

/** Patterns are shared, and asked again and again. */
const guessed = new WeakMap<Pattern, string[]>();

/** Texts that a pattern matches, the stars filled with little. The first is nearly always enough. */
function* guesses(given: Pattern): Iterable<string> {
  let known = guessed.get(given);
  if (!known) guessed.set(given, (known = []));
  for (const [i, filling] of ["", "x", "x7q"].entries()) {
    known[i] ??= given.tokens.map((token) => character(token, filling)).join("");
    yield known[i];
  }
}

function character(token: number, filling: string): string {
  if (repeats(token)) return filling;
  const kind = classOf(token);
  const codes = codesOf(kind);
  if (codes) return String.fromCharCode(codes[0] as number);
  return kind === DIGIT || kind === CAPITAL ? "9" : "x";
}

const PARTS = [0, 1, 2, 3, 4, 5] as const;

/** An ARN differs from a pattern when one of its six parts does: choose which, and solve each part by itself. */
function findArn(all: readonly (readonly Pattern[])[], none: readonly Pattern[], budget: Budget): Found {
  const chosen: (readonly Pattern[])[] = [];
  const pick = (depth: number): Found => {
    budget.left -= 1;
    if (budget.left < 0) return "unknown";
    if (depth === all.length) {
      const wanted = PARTS.map((i) => chosen.map((parts) => parts[i] as Pattern));
      return falsify(wanted, none, budget);
    }
    for (const one of all[depth] as readonly Pattern[]) {
      const parts = one.parts as readonly Pattern[];
      if (chosen.some((other) => other.some((part, i) => apart(part, parts[i] as Pattern)))) continue;
      chosen.push(parts);
      const found = pick(depth + 1);
      chosen.pop();
      if (found !== "none") return found;
    }
    return "none";
  };
  return pick(0);
}

/** INVARIANT: what is unknown is so because the budget is spent, and then nothing else is found out either. */
function falsify(wanted: readonly (readonly Pattern[])[], none: readonly Pattern[], budget: Budget): Found {
  const barred: Pattern[][] = PARTS.map(() => []);
  const memo = new Map<string, Found>();
  const part = (i: number): Found => {
    const no = barred[i] as Pattern[];
    // The barred lists grow and shrink as a stack, so their members' places among the patterns name them well enough.
    const key = `${i}|${no.map((one) => none.findIndex(({ parts }) => (parts as readonly Pattern[])[i] === one)).join()}`;
    let known = memo.get(key);
    if (known === undefined) {
      // No colon may slip into the first five parts: what fills a class there is one of a part already.
      known = findText(
        (wanted[i] as readonly Pattern[]).map((one) => [one]),
        no,
        budget,
      );
      memo.set(key, known);
    }
    return known;
  };
  const open = none.filter(
    (one) => !(one.parts as readonly Pattern[]).some((no, i) => (wanted[i] as readonly Pattern[]).some((yes) => apart(no, yes))),
  );
  const choose = (depth: number): Found => {
    budget.left -= 1;
    if (budget.left < 0) return "unknown";
    const one = open[depth];
    if (one === undefined) return { text: PARTS.map((i) => (part(i) as { readonly text: string }).text).join(":") };
    for (const [i, no] of (one.parts as readonly Pattern[]).entries()) {
      (barred[i] as Pattern[]).push(no);
      const found = part(i) === "none" ? "none" : choose(depth + 1);
      (barred[i] as Pattern[]).pop();
      if (found !== "none") return found;
    }
    return "none";
  };
  return PARTS.some((i) => part(i) === "none") ? "none" : choose(0);
}
