import { describe, expect, test } from "vitest";
import { type Condition, ConditionError, parseCondition } from "./condition.ts";

function shown(c: Condition): string {
  switch (c.op) {
    case "search":
      return c.name;
    case "not":
      return `!${shown(c.of)}`;
    case "some":
      return `${c.count}(${c.of.map(shown).join(",")})`;
    default:
      return `(${c.of.map(shown).join(c.op === "and" ? "&" : "|")})`;
  }
}

const names = ["selection", "selection_a", "selection_b", "filter_main", "_hidden"];

describe("Sigma conditions (R31)", () => {
  test.each([
    ["selection", "selection"],
    ["selection and not filter_main", "(selection&!filter_main)"],
    ["selection or selection_a and selection_b", "(selection|(selection_a&selection_b))"],
    ["(selection or selection_a) and selection_b", "((selection|selection_a)&selection_b)"],
    ["not not selection", "!!selection"],
    ["1 of selection_*", "(selection_a|selection_b)"],
    ["all of selection_*", "(selection_a&selection_b)"],
    ["any of selection_*", "(selection_a|selection_b)"],
    ["2 of selection*", "2(selection,selection_a,selection_b)"],
    ["1 of them", "(selection|selection_a|selection_b|filter_main)"],
    ["ALL OF filter_*", "filter_main"],
    ["selection AND NOT 1 of filter_*", "(selection&!filter_main)"],
  ])("%s", (text, expected) => {
    expect(shown(parseCondition(text, names))).toBe(expected);
  });

  test.each([
    ["", "empty", 0],
    ["selection and", "unexpected", 13],
    ["(selection", "unexpected", 10],
    ["selection selection_a", "unexpected", 10],
    ["nothing", "unknown-search", 0],
    ["1 of nothing_*", "no-search", 5],
    ["3 of selection_*", "no-search", 5],
    ["0 of selection_*", "no-search", 5],
    ["selection | count() > 5", "aggregation", 10],
    [`${"(".repeat(100)}selection${")".repeat(100)}`, "too-deep", 64],
    ["and selection", "unexpected", 0],
  ])("refuses %s", (text, reason, at) => {
    try {
      parseCondition(text, names);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConditionError);
      expect(error).toMatchObject({ reason, at });
    }
  });
});
