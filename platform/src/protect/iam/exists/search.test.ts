import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wild } from "../policy/glob.ts";
import { budget } from "./budget.ts";
import { conditionClause } from "./clauses.ts";
import { literal, textPattern } from "./pattern.ts";
import { type Conjunction, search } from "./search.ts";
import { type Choice, choose, type Domain, fulfils, type Limit, opposite } from "./values.ts";

const VALUES = ["a", "b", "ab", "ba"];
const single: Domain = {
  absent: true,
  present: true,
  multiple: false,
  form: [{ not: false, test: { kind: "text", patterns: VALUES.map(literal) } }],
};
const several: Domain = { ...single, multiple: true };

function keeps({ of, ...literalTest }: Limit, values: Choice): boolean {
  const [some, every] = [values.some((value) => fulfils(literalTest, value)), values.every((value) => fulfils(literalTest, value))];
  const any = values.length > 0;
  return { some, every, "some-if-any": some || !any, "every-and-any": every && any }[of];
}

const pattern = fc.constantFrom("a", "b", "a*", "*b", "?", "ab", "*");
const limit: fc.Arbitrary<Limit> = fc.record({
  of: fc.constantFrom("some" as const, "every" as const, "some-if-any" as const, "every-and-any" as const),
  not: fc.boolean(),
  test: fc
    .array(pattern, { maxLength: 2 })
    .map((texts) => ({ kind: "text" as const, patterns: texts.map((text) => textPattern(wild(text))) })),
});

const subsets: Choice[] = [[]];
for (const value of VALUES) subsets.push(...subsets.map((one) => [...one, value]));
const singles = subsets.filter((one) => one.length <= 1);

describe("values of one key", () => {
  test.each([
    ["one value", single, singles],
    ["several values", several, subsets],
  ] as const)("%s: the same as trying them all", (_, domain, choices) => {
    fc.assert(
      fc.property(fc.array(limit, { maxLength: 4 }), (limits) => {
        const found = choose(domain, limits, budget());
        if (found === "unknown") return false;
        if (found === "none") return !choices.some((values) => limits.every((one) => keeps(one, values)));
        return limits.every((one) => keeps(one, found));
      }),
      { numRuns: 2000 },
    );
  });
  test("a limit and its opposite share out all choices", () => {
    fc.assert(fc.property(limit, fc.constantFrom(...subsets), (one, values) => keeps(one, values) !== keeps(opposite(one), values)));
  });
});

describe("requests", () => {
  const parts = ["x", "y", "z"];
  const conjunction: fc.Arbitrary<Conjunction> = fc.array(fc.tuple(fc.constantFrom(...parts), limit), { minLength: 1, maxLength: 3 });
  const requests = singles.flatMap((x) =>
    singles.flatMap((y) =>
      singles.map(
        (z) =>
          new Map([
            ["x", x],
            ["y", y],
            ["z", z],
          ]),
      ),
    ),
  );
  const holds = (request: ReadonlyMap<string, Choice>, of: Conjunction) => of.every(([part, one]) => keeps(one, request.get(part) ?? []));

  test("one is found exactly where trying all requests finds one", () => {
    fc.assert(
      fc.property(conjunction, fc.array(conjunction, { maxLength: 4 }), (wanted, barred) => {
        const found = search(wanted, barred, () => single, budget());
        const exists = requests.some((request) => holds(request, wanted) && !barred.some((one) => holds(request, one)));
        if (typeof found === "string") return found === "none" && !exists;
        return holds(found, wanted) && !barred.some((one) => holds(found, one));
      }),
      { numRuns: 2000 },
    );
  });
  test("barring more never finds more, wanting less never finds less", () => {
    fc.assert(
      fc.property(conjunction, fc.array(conjunction, { minLength: 1, maxLength: 3 }), (wanted, barred) => {
        const all = search(wanted, barred, () => single, budget());
        const fewer = search(wanted, barred.slice(1), () => single, budget());
        return all === "none" || fewer !== "none";
      }),
    );
  });
  test("two half denies leave the gap between them", () => {
    const is = (part: string, value: string): readonly [string, Limit] => [
      part,
      { of: "some", not: false, test: { kind: "text", patterns: [literal(value)] } },
    ];
    const found = search([], [[is("x", "a"), is("y", "a")]], () => ({ ...single, absent: false }), budget());
    expect(found === "none" || found === "unknown").toBe(false);
    expect(search([is("x", "a"), is("y", "a")], [[is("x", "a"), is("y", "a")]], () => single, budget())).toBe("none");
  });
});

describe("what cannot be found out", () => {
  const free: Domain = { absent: true, present: true, multiple: false, form: [] };
  const is = (part: string, operator: string, ...values: string[]): readonly [string, Limit] => [
    part,
    conditionClause(operator, part, values, true).limit as Limit,
  ];
  const there = (part: string) => is(part, "StringLike", "*");
  /** Texts that are numbers as well: which of them fit both is not looked for. */
  const mixed = [is("x", "StringLike", "7*"), is("x", "NumericGreaterThan", "100")];
  test("stays open", () => {
    expect(search(mixed, [], () => free, budget())).toBe("unknown");
    expect(search(mixed, [[is("x", "StringLike", "8*")]], () => free, budget())).toBe("unknown");
    expect(search([is("x", "StringLike", "7*")], [[is("x", "NumericLessThan", "100")]], () => free, budget())).toBe("unknown");
  });
  test("is gone around where there is another way", () => {
    const wanted = [is("x", "StringLike", "7*"), is("y", "StringLike", "a*")];
    const found = search(wanted, [[is("x", "NumericLessThan", "100"), is("y", "StringEquals", "a")]], () => free, budget());
    expect(found).toEqual(
      new Map([
        ["x", ["7"]],
        ["y", ["ax"]],
      ]),
    );
  });
  test("a part that can have no value at all is left out", () => {
    const never: Domain = { absent: false, present: false, multiple: false, form: [] };
    const found = search([], [[there("x"), there("y")]], (part) => (part === "x" ? never : free), budget());
    expect(found).toEqual(new Map([["y", []]]));
  });
});

describe("ordered values", () => {
  const free: Domain = { absent: true, present: true, multiple: false, form: [] };
  const ask = (...rows: [string, string, string[]][]) =>
    choose(
      free,
      rows.map(([operator, key, values]) => conditionClause(operator, key, values, true).limit as Limit),
      budget(),
    );

  test.each([
    [
      "numbers with room between",
      [
        ["NumericGreaterThan", "k", ["1"]],
        ["NumericLessThan", "k", ["2"]],
      ],
      true,
    ],
    [
      "numbers without",
      [
        ["NumericGreaterThanEquals", "k", ["2"]],
        ["NumericLessThan", "k", ["2"]],
      ],
      false,
    ],
    [
      "a number that is left out",
      [
        ["NumericEquals", "k", ["2"]],
        ["NumericNotEquals", "k", ["2"]],
      ],
      false,
    ],
    [
      "days in order",
      [
        ["DateGreaterThan", "k", ["2024-01-01"]],
        ["DateLessThan", "k", ["2024-01-02"]],
      ],
      true,
    ],
    [
      "days out of order",
      [
        ["DateGreaterThan", "k", ["2024-01-02"]],
        ["DateLessThan", "k", ["2024-01-01T00:00:00Z"]],
      ],
      false,
    ],
    [
      "a network inside another",
      [
        ["IpAddress", "k", ["10.0.0.0/8"]],
        ["IpAddress", "k", ["10.1.0.0/16"]],
      ],
      true,
    ],
    [
      "networks apart",
      [
        ["IpAddress", "k", ["10.0.0.0/8"]],
        ["IpAddress", "k", ["192.168.0.0/16"]],
      ],
      false,
    ],
    [
      "a network but for its parts",
      [
        ["IpAddress", "k", ["10.0.0.0/8"]],
        ["NotIpAddress", "k", ["10.0.0.0/9", "10.128.0.0/9"]],
      ],
      false,
    ],
    [
      "a network but for one address",
      [
        ["IpAddress", "k", ["10.0.0.0/31"]],
        ["NotIpAddress", "k", ["10.0.0.0"]],
      ],
      true,
    ],
    [
      "version 6",
      [
        ["IpAddress", "k", ["2001:db8::/32"]],
        ["NotIpAddress", "k", ["2001:db8::/33"]],
      ],
      true,
    ],
    [
      "version 4 is not in version 6",
      [
        ["IpAddress", "k", ["::/0"]],
        ["IpAddress", "k", ["0.0.0.0/0"]],
      ],
      false,
    ],
    [
      "an address as text",
      [
        ["StringEquals", "k", ["10.1.2.3"]],
        ["IpAddress", "k", ["10.0.0.0/8"]],
      ],
      true,
    ],
    [
      "an address as text outside",
      [
        ["StringEquals", "k", ["11.1.2.3"]],
        ["IpAddress", "k", ["10.0.0.0/8"]],
      ],
      false,
    ],
    [
      "true and false",
      [
        ["Bool", "k", ["true"]],
        ["Bool", "k", ["false"]],
      ],
      false,
    ],
    [
      "absent and there",
      [
        ["Null", "k", ["true"]],
        ["Null", "k", ["false"]],
      ],
      false,
    ],
    [
      "absent passes IfExists",
      [
        ["Null", "k", ["true"]],
        ["StringEqualsIfExists", "k", ["a"]],
      ],
      true,
    ],
    [
      "absent passes no plain operator",
      [
        ["Null", "k", ["true"]],
        ["StringEquals", "k", ["a"]],
      ],
      false,
    ],
  ] as [string, [string, string, string[]][], boolean][])("%s", (_, rows, expected) => {
    expect(typeof ask(...rows) === "object").toBe(expected);
    expect(ask(...rows)).not.toBe("unknown");
  });
});
