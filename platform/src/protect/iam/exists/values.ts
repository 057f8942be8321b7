import type { Budget } from "./budget.ts";
import { matchesPattern } from "./matching.ts";
import { everything, type Pattern } from "./pattern.ts";
import { findText } from "./texts.ts";
import { addresses, dates, type Line, numbers } from "./typed.ts";

/** Something that is true or false of one value of a key. */
export type Test =
  | { readonly kind: "text"; readonly patterns: readonly Pattern[] }
  | { readonly kind: Line["name"]; readonly cuts: readonly (number | bigint)[]; readonly holds: (place: number | bigint) => boolean };

/** A test, or its opposite. */
export interface Literal {
  readonly test: Test;
  readonly not: boolean;
}

/**
 * What a condition says of the values of one key. Absent is the empty set of values, so that `every` holds for it and `some` does
 * not; `some-if-any` holds for it as well, and `every-and-any` does not.
 */
export interface Limit extends Literal {
  readonly of: "some" | "every" | "some-if-any" | "every-and-any";
}

const OPPOSITES = { some: "every", every: "some", "some-if-any": "every-and-any", "every-and-any": "some-if-any" } as const;

export function opposite({ of, test, not }: Limit): Limit {
  return { of: OPPOSITES[of], test, not: !not };
}

/** The values a caller can have for a key. */
export interface Domain {
  readonly absent: boolean;
  readonly present: boolean;
  /** More than one value at a time. */
  readonly multiple: boolean;
  /** Each value fulfils all of these. */
  readonly form: readonly Literal[];
}

/** One way to give a key values: none is absent. */
export type Choice = readonly string[];

const lines: Readonly<Record<Line["name"], Line>> = { number: numbers, date: dates, address: addresses };

/** Values for a key within its domain that keep all limits; `"none"` when there are none, `"unknown"` when it was not found out. */
export function choose(domain: Domain, limits: readonly Limit[], budget: Budget): Choice | "none" | "unknown" {
  const every: Literal[] = [...domain.form];
  const some: Limit[] = [];
  let mayBeAbsent = domain.absent;
  for (const limit of limits) {
    (limit.of === "every" || limit.of === "every-and-any" ? every : some).push(limit);
    if (limit.of === "some" || limit.of === "every-and-any") mayBeAbsent = false;
  }
  if (mayBeAbsent) return [];
  if (!domain.present) return "none";
  if (!domain.multiple || some.length === 0) return one([...every, ...some], budget);
  const out: string[] = [];
  let unsure = false;
  for (const limit of some) {
    const found = one([...every, limit], budget);
    if (found === "none") return "none";
    if (found === "unknown") unsure = true;
    else if (!out.includes(found[0] as string)) out.push(...found);
  }
  return unsure ? "unknown" : out;
}

function one(literals: readonly Literal[], budget: Budget): Choice | "none" | "unknown" {
  const kinds = new Set(literals.map(({ test }) => test.kind));
  if (kinds.size === 0) return ["x"];
  if (kinds.size === 1 && kinds.has("text")) {
    const all: (readonly Pattern[])[] = [];
    const none: Pattern[] = [];
    for (const { test, not } of literals) {
      if (test.kind !== "text") continue;
      if (not) none.push(...test.patterns);
      else all.push(test.patterns);
    }
    const found = findText(all, none, budget);
    return typeof found === "string" ? found : [found.text];
  }
  return mixed(literals, kinds, budget);
}

/** Tries one value of every stretch of the lines, and every text that is written out. */
function mixed(literals: readonly Literal[], kinds: ReadonlySet<Test["kind"]>, budget: Budget): Choice | "none" | "unknown" {
  const candidates = new Set<string>();
  let finite: readonly string[] | undefined;
  for (const kind of kinds) {
    if (kind === "text") continue;
    const cuts = literals.flatMap(({ test }) => (test.kind !== "text" && test.kind === kind ? test.cuts : []));
    for (const text of lines[kind].between(cuts)) candidates.add(text);
  }
  for (const { test, not } of literals) {
    if (test.kind !== "text") continue;
    const texts = test.patterns.flatMap(({ literal }) => (literal === undefined ? [] : [literal]));
    for (const text of texts) candidates.add(text);
    if (!not && texts.length === test.patterns.length) finite = texts;
  }
  for (const text of finite ?? candidates) {
    budget.left -= literals.length;
    if (literals.every((literal) => fulfils(literal, text))) return [text];
  }
  // Two lines at once, or patterns over a line: the candidates are not all there is.
  return finite || (kinds.size === 1 && !kinds.has("text")) ? "none" : "unknown";
}

/** Whether values keep a limit. */
export function keeps({ of, test, not }: Limit, values: Choice): boolean {
  const holds = (value: string) => fulfils({ test, not }, value);
  if (values.length === 0) return of === "every" || of === "some-if-any";
  return of === "some" || of === "some-if-any" ? values.some(holds) : values.every(holds);
}

/** Whether one value fulfils a test, or its opposite. */
export function fulfils({ test, not }: Literal, text: string): boolean {
  if (test.kind === "text") return test.patterns.some((one) => matchesPattern(one, text)) !== not;
  const place = lines[test.kind].place(text);
  return (place !== undefined && test.holds(place)) !== not;
}

export const anything: Domain = { absent: true, present: true, multiple: true, form: [] };
export const never: Domain = { absent: true, present: false, multiple: false, form: [] };

/** Always true of a value: with `some` it says that the key is there. */
export const isThere: Test = { kind: "text", patterns: [everything] };
