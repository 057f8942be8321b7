import { type Fact, isUnknown, type Unknown, unknown } from "../../../model/index.ts";
import { ONE, STAR } from "../policy/glob.ts";
import type { Lookup } from "../policy/lookup.ts";
import { type Operator, parseOperator } from "../policy/operators.ts";
import { instant, number } from "../policy/scalars.ts";
import { constant, parseTemplate, resolve, type Template } from "../policy/template.ts";
import { arnPattern, caselessPattern, everything, literal, type Pattern, resourcePattern, textPattern } from "./pattern.ts";
import { prefix } from "./typed.ts";
import { isThere, type Limit, type Test } from "./values.ts";

/** Names of the parts of a request that are no condition keys. */
export const ACTION = "@action";
export const RESOURCE = "@resource";

/** One conjunct of a statement, on one part of the request. */
export interface Clause {
  /** A condition key in lower case, or one of the names above. */
  readonly part: string;
  /** Undefined when `because` says why nobody can tell, or when variables must be filled in first. */
  readonly limit: Limit | undefined;
  readonly because: Unknown | undefined;
  /** Fills in the policy variables; `sure` is false when a star stands for a value nobody knows. */
  readonly fill: ((lookup: Lookup) => { readonly limit: Limit; readonly sure: boolean }) | undefined;
  /** What its variables may stand for, given a value of its part that it shall match. */
  readonly guess: ((value: string) => ReadonlyMap<string, string>) | undefined;
  /** Keys of its policy variables. */
  readonly reads: readonly string[];
  /** As written; undefined for actions and resources. */
  readonly operator: string | undefined;
  readonly key: string | undefined;
  readonly values: readonly Fact<string>[];
}

type Make = (inner: string) => Pattern | undefined;

const NONE: readonly never[] = [];

/** What most clauses do not have. Written out with the rest and not spread: clauses are made by the thousand. */
function clause(
  part: string,
  values: readonly Fact<string>[],
  because: Unknown | undefined,
  limit: Limit | undefined,
  operator?: string,
  key?: string,
): Clause {
  return { part, limit, because, fill: undefined, guess: undefined, reads: NONE, operator, key, values };
}

export function actionClause(actions: readonly Fact<string>[] | undefined, except: readonly Fact<string>[] | undefined): Clause {
  const values = except ?? actions;
  if (values === undefined) return clause(ACTION, NONE, unknown("malformed", { what: "statement without Action" }), undefined);
  const patterns = values.flatMap((value) =>
    isUnknown(value) ? [] : [textPattern(parseTemplate(value.toLowerCase(), { variables: false, wildcards: true }).join(""))],
  );
  const not = except !== undefined;
  return clause(ACTION, values, values.find(isUnknown), { of: "some", not, test: { kind: "text", patterns } });
}

export function resourceClause(
  resources: readonly Fact<string>[] | undefined,
  except: readonly Fact<string>[] | undefined,
  variables: boolean,
): Clause | undefined {
  const values = except ?? resources;
  if (values === undefined) return undefined;
  return textClause(RESOURCE, values, { of: "some", not: except !== undefined }, resourcePattern, variables, true);
}

function textClause(
  part: string,
  values: readonly Fact<string>[],
  sign: Pick<Limit, "of" | "not">,
  make: Make,
  variables: boolean,
  wildcards: boolean,
  operator?: string,
  key?: string,
): Clause {
  const templates: Template[] = [];
  for (const value of values) if (!isUnknown(value)) templates.push(parseTemplate(value, { variables, wildcards }));
  const reads = templates.flatMap((template) => template.flatMap((piece) => (typeof piece === "string" ? [] : [piece.key])));
  const because = values.find(isUnknown);
  if (reads.length === 0) {
    const patterns: Pattern[] = [];
    for (const template of templates) {
      const made = make(constant(template) as string);
      if (made) patterns.push(made);
    }
    return clause(part, values, because, { of: sign.of, not: sign.not, test: { kind: "text", patterns } }, operator, key);
  }
  return {
    part,
    limit: undefined,
    because,
    reads,
    operator,
    key,
    values,
    guess: sign.not ? undefined : (value) => guessed(templates, value),
    fill(lookup) {
      const resolved = templates.map((template) => resolve(template, lookup));
      const known = resolved.filter((one) => one !== undefined);
      // A star that stands for an unknown value may hold colons.
      const patterns = known.flatMap(({ text, sure }) => (sure ? make(text) : textPattern(text)) ?? []);
      return { limit: { ...sign, test: { kind: "text", patterns } }, sure: known.every(({ sure }) => sure) };
    },
  };
}

/** More wildcards than this are not searched through for a guess. */
const MOST_GAPS = 6;

/** Reads the variables of the first template that fits a value out of it. */
function guessed(templates: readonly Template[], value: string): ReadonlyMap<string, string> {
  for (const template of templates) {
    const keys = template.flatMap((piece) => (typeof piece === "string" ? [] : [piece.key]));
    const source = template.map((piece) => (typeof piece === "string" ? expressionOf(piece) : "(.+?)")).join("");
    if (source.split("?").length > MOST_GAPS) continue;
    const match = new RegExp(`^${source}$`, "s").exec(value);
    if (match) return new Map(keys.map((key, i) => [key, match[i + 1] as string]));
  }
  return new Map();
}

function expressionOf(piece: string): string {
  const escaped = piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return escaped.replaceAll(STAR, ".*?").replaceAll(ONE, ".");
}

/** The clause of one operator on one key. */
export function conditionClause(name: string, key: string, values: readonly Fact<string>[], variables: boolean): Clause {
  const part = key.toLowerCase();
  const operator = parseOperator(name);
  if (operator === undefined) return clause(part, values, unknown("malformed", { what: `Condition.${name}` }), undefined, name, key);
  if (operator.base === "null") return clause(part, values, values.find(isUnknown), nullLimit(values), name, key);
  const sign = signOf(operator);
  const text = TEXTS[operator.base];
  if (text !== undefined)
    return textClause(part, values, sign, text.make, variables && operator.base !== "binaryequals", text.wildcards, name, key);
  const tests = values.filter((value): value is string => !isUnknown(value));
  return clause(part, values, values.find(isUnknown), { of: sign.of, not: sign.not, test: scalarTest(operator.base, tests) }, name, key);
}

/** Absent keys fulfil `every` and not `some`; that is how `IfExists`, `ForAllValues` and the negated operators let them pass. */
function signOf({ negated, ifExists, quantifier }: Operator): Pick<Limit, "of" | "not"> {
  if (quantifier === "any") return { of: ifExists ? "some-if-any" : "some", not: negated };
  return { of: negated || ifExists || quantifier === "all" ? "every" : "some", not: negated };
}

function nullLimit(values: readonly Fact<string>[]): Limit {
  const wanted = new Set(values.map((value) => (isUnknown(value) ? "unknown" : value.toLowerCase())));
  if (wanted.has("true")) return { of: "every", not: !wanted.has("false"), test: isThere };
  return { of: "some", not: !wanted.has("false"), test: isThere };
}

const TEXTS: Readonly<Record<string, { readonly make: Make; readonly wildcards: boolean }>> = {
  stringequals: { make: literal, wildcards: false },
  stringequalsignorecase: { make: (inner) => caselessPattern(inner), wildcards: false },
  stringlike: { make: textPattern, wildcards: true },
  arnlike: { make: arnPattern, wildcards: true },
  binaryequals: { make: literal, wildcards: false },
  bool: { make: (inner) => (/^(true|false)$/i.test(inner) ? caselessPattern(inner.toLowerCase()) : undefined), wildcards: false },
};

const ORDER: Readonly<Record<string, (given: number, wanted: number) => boolean>> = {
  equals: (a, b) => a === b,
  lessthan: (a, b) => a < b,
  lessthanequals: (a, b) => a <= b,
  greaterthan: (a, b) => a > b,
  greaterthanequals: (a, b) => a >= b,
};

function scalarTest(base: string, values: readonly string[]): Test {
  if (base === "ipaddress") {
    const ranges = values.flatMap((value) => prefix(value) ?? []);
    return {
      kind: "address",
      cuts: ranges.flatMap(({ first, end }) => [first, end]),
      holds: (place) => ranges.some(({ first, end }) => place >= first && place < end),
    };
  }
  const kind = base.startsWith("date") ? "date" : "number";
  const holds = ORDER[base.slice(kind === "date" ? 4 : 7)] as (given: number, wanted: number) => boolean;
  const read = kind === "date" ? instant : number;
  const wanted = values.flatMap((value) => read(value) ?? []);
  return { kind, cuts: wanted, holds: (place) => wanted.some((value) => holds(place as number, value)) };
}

/** Holds for everything. */
export const all: Test = { kind: "text", patterns: [everything] };
