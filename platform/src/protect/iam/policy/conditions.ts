import { type Condition, type Fact, isUnknown, type Unknown, unknown } from "../../../model/index.ts";
import { isBeginning, type Known, type Lookup } from "./lookup.ts";
import { type Operator, parseOperator, valueTest } from "./operators.ts";
import type { TextTest } from "./texts.ts";
import { and, MAYBE, NO, not, or, type Truth, truth, YES } from "./truth.ts";

/** One value of a term, told apart from all other tests on the same key by its id. */
export interface Atom {
  readonly id: string;
  /** The only value for which it is true, when there is just one. */
  readonly exact: string | undefined;
  readonly test: TextTest["test"];
}

/** A supposition about one key: that it is absent, or which atoms are true of its value. */
export type Supposed = "absent" | ((atom: Atom) => boolean);

/** One operator on one key: the smallest part of a Condition that can be true or false. */
export interface Term {
  /** As written. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Fact<string>[];
  /** Why nobody can say, whatever the request: an unreadable value or an operator AWS does not have. */
  readonly because: Unknown | undefined;
  /** The key, and the keys of policy variables in its values, in lower case. */
  readonly reads: readonly string[];
  readonly holds: (lookup: Lookup) => Truth;
  /** Its tests, where what they say of one value settles the term; undefined for terms that read more than their key's one value. */
  readonly atoms: readonly Atom[] | undefined;
  readonly supposing: (supposed: Supposed) => Truth;
}

/** The terms of a Condition; all of them must hold. */
export function terms(condition: Fact<Condition>, variables: boolean): readonly Term[] {
  if (isUnknown(condition)) return [opaque("", "", [], condition)];
  const out: Term[] = [];
  for (const [name, keys] of Object.entries(condition)) {
    const operator = parseOperator(name);
    for (const [key, values] of Object.entries(keys)) {
      if (operator === undefined) out.push(opaque(name, key, values, unknown("malformed", { what: `Condition.${name}` })));
      else if (operator.base === "null") out.push(nullTerm(name, key, values));
      else out.push(term(name, operator, key, values, variables));
    }
  }
  return out;
}

function opaque(operator: string, key: string, values: readonly Fact<string>[], because: Unknown): Term {
  const reads = key === "" ? [] : [key.toLowerCase()];
  return { operator, key, values, because, reads, holds: () => MAYBE, atoms: undefined, supposing: () => MAYBE };
}

function nullTerm(operator: string, key: string, values: readonly Fact<string>[]): Term {
  const lower = key.toLowerCase();
  const because = values.find(isUnknown);
  const wanted = values.filter((value): value is string => !isUnknown(value)).map((value) => value.toLowerCase());
  const forAbsent = wanted.includes("true") ? YES : because ? MAYBE : NO;
  const forPresent = wanted.includes("false") ? YES : because ? MAYBE : NO;
  return {
    operator,
    key,
    values,
    because,
    reads: [lower],
    atoms: [],
    supposing: (supposed) => (supposed === "absent" ? forAbsent : forPresent),
    holds(lookup) {
      const known = lookup(lower);
      if (known === "unknown") return forAbsent === forPresent ? forAbsent : MAYBE;
      return known === "absent" || (Array.isArray(known) && known.length === 0) ? forAbsent : forPresent;
    },
  };
}

function term(name: string, operator: Operator, key: string, values: readonly Fact<string>[], variables: boolean): Term {
  const lower = key.toLowerCase();
  const known = values.filter((value): value is string => !isUnknown(value));
  const tests = known.map((value) => valueTest(operator.base, value, variables));
  const because = values.find(isUnknown);
  const match = matcher(operator, tests, because === undefined ? NO : MAYBE);
  const reads = [lower, ...tests.flatMap((test) => test.reads)];
  const simple = operator.quantifier === undefined && because === undefined && reads.length === 1;
  const atoms = tests.map(({ exact, test }, i): Atom => ({ id: `${operator.base} ${known[i] ?? ""}`, exact, test }));
  return {
    operator: name,
    key,
    values,
    because,
    reads,
    holds: (lookup) => match.holds(lookup(lower), lookup),
    atoms: simple ? atoms : undefined,
    supposing: (supposed) => (supposed === "absent" ? match.absent : match.sign(truth(atoms.some(supposed)))),
  };
}

interface Matcher {
  readonly absent: Truth;
  readonly sign: (value: Truth) => Truth;
  readonly holds: (known: Known, lookup: Lookup) => Truth;
}

/** How an operator judges what is known of its key. */
function matcher(operator: Operator, tests: readonly TextTest[], none: Truth): Matcher {
  const { negated, quantifier } = operator;
  const sign = negated ? not : (value: Truth): Truth => value;
  const some = (ask: (test: TextTest) => Truth): Truth => {
    let best: Truth = none;
    for (const test of tests) {
      best = or(best, ask(test));
      if (best === YES) break;
    }
    return best;
  };
  const one = (text: string, lookup: Lookup): Truth => some(({ test }) => test(text, lookup));
  const absent = operator.ifExists || quantifier === "all" ? YES : quantifier === "any" ? NO : truth(negated);
  // With some value, but nobody knows which: certain only where every value would do, or none.
  const present = sign(tests.some((test) => test.universal) ? YES : tests.length === 0 ? none : MAYBE);
  const holds = (known: Known, lookup: Lookup): Truth => {
    if (known === "absent") return absent;
    if (known === "present") return present;
    if (known === "unknown") return absent === present ? absent : MAYBE;
    if (isBeginning(known)) return sign(some(({ testBeginning }) => testBeginning(known.beginning)));
    // For a set operator, values that are all empty are no values.
    if (known.length === 0 || (quantifier !== undefined && known.every((value) => value === ""))) return absent;
    if (quantifier === "all") return known.reduce<Truth>((all, value) => and(all, sign(one(value, lookup))), YES);
    if (quantifier === "any") return known.reduce<Truth>((any, value) => or(any, sign(one(value, lookup))), NO);
    return sign(known.reduce<Truth>((any, value) => or(any, one(value, lookup)), NO));
  };
  return { absent, sign, holds };
}
