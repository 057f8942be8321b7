import { describe, expect, it } from "vitest";
import { unknown } from "../../../model/index.ts";
import type { Known } from "./lookup.ts";
import { valueTest } from "./operators.ts";
import { resourceTest } from "./resources.ts";
import { textTest } from "./texts.ts";
import { MAYBE, NO, type Truth, YES } from "./truth.ts";

const like = (value: string) => textTest(value, { variables: true, wildcards: true });
const caseless = (value: string) => valueTest("stringequalsignorecase", value, true);
const nothing = () => "unknown" as const;

describe("a text of which only the beginning is known", () => {
  it.each<readonly [pattern: string, beginning: string, expected: Truth]>([
    ["abc", "ab", MAYBE],
    ["abc", "abcd", NO],
    ["abc", "b", NO],
    ["a*", "ab", YES],
    ["a*", "", MAYBE],
    ["*", "", YES],
    ["a*c", "ab", MAYBE],
    ["a*c", "", MAYBE],
    ["ab*c", "a", MAYBE],
    ["ab*c", "ax", NO],
    ["ab*c", "xab", NO],
    ["*c", "ab", MAYBE],
    ["?c", "ab", MAYBE],
    ["a?*", "b", NO],
    ["${aws:username}", "ab", MAYBE],
  ])("%s of %s", (pattern, beginning, expected) => {
    expect(like(pattern).testBeginning(beginning)).toBe(expected);
  });
  it("in letters of either case", () => {
    expect([caseless("ABc").testBeginning("aB"), caseless("ABc").testBeginning("b")]).toEqual([MAYBE, NO]);
  });
  it("may be a number, or none", () => {
    expect(valueTest("numericequals", "10", true).testBeginning("1")).toBe(MAYBE);
  });
});

describe("a text with variables", () => {
  it("reads their keys", () => {
    expect(like("a/${aws:username}/${aws:UserId}").reads).toEqual(["aws:username", "aws:userid"]);
    expect(like("a/*").reads).toEqual([]);
  });
  it.each<readonly [known: Known, text: string, expected: Truth]>([
    [["Kei"], "X-kEI", YES],
    [["Kei"], "x-mei", NO],
    [["Kei", "Mei"], "x-kei", NO],
    ["absent", "x-kei", NO],
    ["unknown", "x-kei", MAYBE],
    ["present", "y-kei", NO],
    [{ beginning: "KE" }, "x-kei", MAYBE],
    [{ beginning: "KE" }, "x-mei", NO],
  ])("in letters of either case: %j, %s", (known, text, expected) => {
    expect(caseless("x-${aws:username}").test(text, () => known)).toBe(expected);
  });
});

describe("resources", () => {
  it.each<readonly [what: string, resources: readonly unknown[] | undefined, except: readonly unknown[] | undefined, expected: Truth]>([
    ["one of several", ["arn:aws:s3:::b", "arn:aws:s3:::a"], undefined, YES],
    ["none of several", ["arn:aws:s3:::b", "arn:aws:s3:::c"], undefined, NO],
    ["one that hangs on a key, and one that it is", ["arn:aws:s3:::${aws:username}", "arn:aws:s3:::a"], undefined, YES],
    ["one that hangs on a key, and one that it is not", ["arn:aws:s3:::${aws:username}", "arn:aws:s3:::b"], undefined, MAYBE],
    ["one that it is not, and one that could not be read", ["arn:aws:s3:::b", unknown("parameter")], undefined, MAYBE],
    ["one that it is, and one that could not be read", ["arn:aws:s3:::a", unknown("parameter")], undefined, YES],
    ["all but it", undefined, ["arn:aws:s3:::a"], NO],
    ["all but another", undefined, ["arn:aws:s3:::b"], YES],
    ["all but what could not be read", undefined, [unknown("parameter")], MAYBE],
  ])("%s", (_, resources, except, expected) => {
    const found = resourceTest(resources as readonly string[] | undefined, except as readonly string[] | undefined, true);
    expect(found?.("arn:aws:s3:::a", nothing)).toBe(expected);
  });
  it("are not asked for where a statement has none", () => {
    expect(resourceTest(undefined, undefined, true)).toBeUndefined();
  });
});

it("an operator that nobody knows is told", () => {
  expect(() => valueTest("stringalmost", "a", true)).toThrow("no test for the operator stringalmost");
});
