import { arnCondition } from "./arn.ts";
import { address } from "./ip.ts";
import { isBeginning, type Lookup } from "./lookup.ts";
import { instant, number } from "./scalars.ts";
import { type TextTest, textTest } from "./texts.ts";
import { MAYBE, truth } from "./truth.ts";

export type Quantifier = "any" | "all";

export interface Operator {
  /** Lower-case name of the positive twin without prefix and suffix: `stringlike` for `ForAnyValue:StringNotLikeIfExists`. */
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly quantifier: Quantifier | undefined;
}

const POSITIVE: Readonly<Record<string, string>> = {
  stringnotequals: "stringequals",
  stringnotequalsignorecase: "stringequalsignorecase",
  stringnotlike: "stringlike",
  arnequals: "arnlike",
  arnnotequals: "arnlike",
  arnnotlike: "arnlike",
  notipaddress: "ipaddress",
  numericnotequals: "numericequals",
  datenotequals: "dateequals",
};

/** Reads the name of a condition operator; undefined when AWS has none of that name. */
export function parseOperator(name: string): Operator | undefined {
  let rest = name.toLowerCase();
  let quantifier: Quantifier | undefined;
  if (rest.startsWith("foranyvalue:")) quantifier = "any";
  else if (rest.startsWith("forallvalues:")) quantifier = "all";
  if (quantifier) rest = rest.slice(rest.indexOf(":") + 1);
  const ifExists = rest.endsWith("ifexists");
  if (ifExists) rest = rest.slice(0, -"ifexists".length);
  if (rest === "null") return ifExists ? undefined : { base: "null", negated: false, ifExists, quantifier };
  const base = POSITIVE[rest] ?? rest;
  return TESTS.has(base) ? { base, negated: rest.includes("not"), ifExists, quantifier } : undefined;
}

type MakeTest = (value: string, variables: boolean) => TextTest;

const equals: MakeTest = (value, variables) => textTest(value, { variables, wildcards: false });
const like: MakeTest = (value, variables) => textTest(value, { variables, wildcards: true });
const arnLike: MakeTest = (value, variables) => textTest(value, { variables, wildcards: true }, arnCondition);

/** The same test on both sides in lower case. Lower-casing a variable's name is harmless: key names have no case. */
function folded(make: MakeTest): MakeTest {
  return (value, variables) => {
    const inner = make(value.toLowerCase(), variables);
    const fold = (lookup: Lookup): Lookup => {
      return (key) => {
        const known = lookup(key);
        if (typeof known === "string") return known;
        return isBeginning(known) ? { beginning: known.beginning.toLowerCase() } : known.map((item) => item.toLowerCase());
      };
    };
    return {
      ...inner,
      // It matches every spelling of its value, which is more than one text.
      exact: undefined,
      test: (text, lookup) => inner.test(text.toLowerCase(), fold(lookup)),
      testBeginning: (beginning) => inner.testBeginning(beginning.toLowerCase()),
    };
  };
}

/**
 * Compares two scalars; a side that is not of the type compares as false, whatever the comparison. Policy variables work with
 * strings and ARNs only.
 */
function scalar<T>(read: (text: string) => T | undefined, holds: (given: T, wanted: T) => boolean): MakeTest {
  return (value) => {
    const wanted = read(value);
    return {
      universal: false,
      exact: undefined,
      reads: [],
      testBeginning: () => MAYBE,
      test(text) {
        const given = read(text);
        return truth(given !== undefined && wanted !== undefined && holds(given, wanted));
      },
    };
  };
}

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  equals: (a, b) => a === b,
  lessthan: (a, b) => a < b,
  lessthanequals: (a, b) => a <= b,
  greaterthan: (a, b) => a > b,
  greaterthanequals: (a, b) => a >= b,
};

const bool = (text: string): boolean | undefined => {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : undefined;
};

const TESTS: ReadonlyMap<string, MakeTest> = new Map<string, MakeTest>([
  ["stringequals", equals],
  ["stringequalsignorecase", folded(equals)],
  ["stringlike", like],
  ["arnlike", arnLike],
  ["binaryequals", (value) => equals(value, false)],
  ["bool", scalar(bool, (a, b) => a === b)],
  ["ipaddress", scalar(address, (given, range) => range.holds(given))],
  ...Object.entries(ORDER).flatMap(([name, holds]): [string, MakeTest][] => [
    [`numeric${name}`, scalar(number, holds)],
    [`date${name}`, scalar(instant, holds)],
  ]),
]);

/** Makes one value of a condition ready; `base` comes from `parseOperator`. */
export function valueTest(base: string, value: string, variables: boolean): TextTest {
  const make = TESTS.get(base);
  if (make === undefined) throw new Error(`no test for the operator ${base}`);
  return make(value, variables);
}
