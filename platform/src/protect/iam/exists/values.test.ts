import { describe, expect, test } from "vitest";
import { wild } from "../policy/glob.ts";
import { budget } from "./budget.ts";
import { conditionClause } from "./clauses.ts";
import { literal, textPattern } from "./pattern.ts";
import { type Conjunction, search } from "./search.ts";
import { type Choice, choose, type Domain, keeps, type Limit, opposite } from "./values.ts";

const free: Domain = { absent: true, present: true, multiple: false, form: [] };
const absent: Domain = { ...free, present: false };
const several: Domain = { ...free, multiple: true };

const on = (operator: string, ...values: string[]): Limit => conditionClause(operator, "k", values, true).limit as Limit;
const some = (pattern: string, not = false): Limit => ({ of: "some", not, test: { kind: "text", patterns: [textPattern(wild(pattern))] } });
const every = (pattern: string, not = false): Limit => ({ ...some(pattern, not), of: "every" });
const ifAny = (pattern: string, not = false): Limit => ({ ...some(pattern, not), of: "some-if-any" });
const andAny = (pattern: string, not = false): Limit => ({ ...some(pattern, not), of: "every-and-any" });

/** Numbers above five that begin with a one: there are some, but not among those that are tried. */
const above = on("NumericGreaterThan", "5");
const withOne = on("StringLike", "1*");

describe("what was not found out is never said to be impossible", () => {
  test.each<readonly [what: string, limits: readonly Limit[]]>([
    ["an address that ends so", [on("StringLike", "*.7"), on("IpAddress", "10.1.0.0/16")]],
    ["a number that begins so", [withOne, above]],
    ["a number of two spellings, one of them open", [on("StringLike", "5", "1*"), above]],
    ["a number and an address at once", [on("NumericGreaterThan", "1"), on("IpAddress", "10.0.0.0/8")]],
    ["a moment and an address at once", [on("DateGreaterThan", "2024-01-01"), on("IpAddress", "10.0.0.0/8")]],
    ["a number that does not begin so", [on("NumericEquals", "5"), on("StringNotLike", "5")]],
  ])("%s", (_, limits) => {
    expect(choose(free, limits, budget())).toBe("unknown");
  });
  test("nor when one of several values was not found out", () => {
    const number: Domain = { ...several, form: [withOne] };
    expect(choose(number, [{ ...above, of: "some" }, some("1a")], budget())).toBe("unknown");
    expect(choose(number, [{ ...above, of: "some" }, some("2")], budget())).toBe("none");
  });
  test("nor when it would be the only way out", () => {
    const domain = () => ({ ...free, absent: false });
    const wanted: Conjunction = [["x", above]];
    const out: Conjunction = [["x", opposite(withOne)]];
    expect(search(wanted, [out], domain, budget())).toBe("unknown");
    expect(search(wanted, [[["y", some("*")], ...out]], domain, budget())).toBe("unknown");
    expect(search([...wanted, ["x", withOne]], [], domain, budget())).toBe("unknown");
  });
  test("nor when the steps are used up", () => {
    const barred: Conjunction[] = Array.from({ length: 9 }, (_, i) => [["x", some(`*${i}*`)]]);
    expect(search([], barred, () => free, budget(5))).toBe("unknown");
    expect(search([["x", some("a")]], barred, () => free, budget(9))).toBe("unknown");
    expect(search([], barred, () => free, budget(100))).toBeInstanceOf(Map);
    const gone = budget(0);
    expect(search([], [], () => free, gone)).toBe("unknown");
    expect(choose(free, [some("a*")], gone)).toBe("unknown");
  });
  test("nor however few steps there are", () => {
    const parts = ["x", "y", "z"];
    const pairs = parts.flatMap((one) => parts.map((other) => [one, other] as const)).filter(([one, other]) => one < other);
    const barred: Conjunction[] = pairs.flatMap(([one, other]) =>
      ["a*", "*b"].map(
        (pattern): Conjunction => [
          [one, some(pattern)],
          [other, some("*c*")],
          [one, some("*", true)],
        ],
      ),
    );
    const wanted: Conjunction = parts.map((part) => [part, some("*a*")]);
    for (let steps = 0; steps < 300; steps += 1) expect(search(wanted, barred, () => free, budget(steps))).not.toBe("none");
    expect(search(wanted, barred, () => free, budget(300))).toBeInstanceOf(Map);
  });
  test("nor when they are used up on the way", () => {
    // Two of three parts must be left out; each way out takes a look at what is left.
    const parts = ["x", "y", "z"];
    const barred: Conjunction[] = parts.flatMap((a) =>
      parts
        .filter((b) => b > a)
        .map(
          (b): Conjunction => [
            [a, some("*")],
            [b, some("*")],
          ],
        ),
    );
    const found = search([], barred, () => ({ ...free, absent: false }), budget());
    expect(found).toBe("none");
    for (let steps = 0; steps < 12; steps += 1) {
      expect(["none", "unknown"]).toContain(search([], barred, () => ({ ...free, absent: false }), budget(steps)));
    }
    expect(search([], barred, () => ({ ...free, absent: false }), budget(3))).toBe("unknown");
  });
});

describe("values that are found", () => {
  test.each<readonly [what: string, domain: Domain, limits: readonly Limit[], expected: Choice | "none"]>([
    ["none is asked for", free, [], []],
    ["none can be given", absent, [], []],
    ["one that cannot be given", absent, [some("*")], "none"],
    ["one that is not that", absent, [some("a", true)], "none"],
    ["all that can be given, of none", absent, [every("a")], []],
    ["what is not at all there", absent, [opposite(some("a"))], []],
    ["what is there, the other way round", absent, [opposite(every("a"))], "none"],
    [
      "an address but for one",
      { ...free, absent: false },
      [on("IpAddress", "10.0.0.0/8"), on("StringNotEquals", "10.0.0.1")],
      ["10.0.0.0"],
    ],
    ["an address of a list of texts", free, [on("IpAddress", "10.0.0.0/8"), on("StringEquals", "11.0.0.1", "10.0.0.1")], ["10.0.0.1"]],
    ["the same value for two wishes", several, [some("a"), some("a*")], ["a"]],
    ["two values for two wishes", several, [some("a"), some("b")], ["a", "b"]],
    ["two wishes for one value", free, [some("a"), some("b")], "none"],
    ["none, though one would do", several, [ifAny("a")], []],
    ["one of those that may be none", several, [ifAny("a"), some("b*")], ["a", "b"]],
    ["one of those that may be none, of one", free, [ifAny("a"), some("b*")], "none"],
    ["all, and there are some", several, [andAny("a*")], ["a"]],
    ["all, and there are some, of what is not there", absent, [andAny("a*")], "none"],
    ["two values, each of a form", { ...several, form: [every("a*")] }, [some("*b"), some("b*")], "none"],
  ])("%s", (_, domain, limits, expected) => {
    expect(choose(domain, limits, budget())).toEqual(expected);
  });
  test("any at all, where it must be there", () => {
    expect(choose({ ...free, absent: false }, [], budget())).toHaveLength(1);
    const [value] = choose({ ...free, absent: false }, [], budget()) as Choice;
    expect(value).not.toBe("");
  });
});

test.each<readonly [limit: Limit, values: Choice, expected: boolean]>([
  [some("a"), [], false],
  [every("a"), [], true],
  [some("a", true), [], false],
  [every("a", true), [], true],
  [some("a"), ["a", "b"], true],
  [every("a"), ["a", "b"], false],
  [some("a", true), ["a", "b"], true],
  [every("a", true), ["a", "b"], false],
  [every("a", true), ["b"], true],
  [every("a"), ["a"], true],
  [ifAny("a"), [], true],
  [ifAny("a"), ["a", "b"], true],
  [ifAny("a"), ["b"], false],
  [andAny("a"), [], false],
  [andAny("a"), ["a", "b"], false],
  [andAny("a"), ["a"], true],
  [{ of: "some", not: false, test: { kind: "text", patterns: [literal("a"), literal("b")] } }, ["b"], true],
])("%o of %j: %s", (limit, values, expected) => {
  expect(keeps(limit, values)).toBe(expected);
  expect(keeps(opposite(limit), values)).toBe(!expected);
});
