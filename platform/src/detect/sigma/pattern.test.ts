import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textTest } from "./pattern.ts";

describe("texts of Sigma rules (R31)", () => {
  test.each([
    ["Admin*", "whole", "administrator", true],
    ["Admin", "whole", "administrator", false],
    ["ADMIN", "whole", "admin", true],
    ["a?c", "whole", "abc", true],
    ["a?c", "whole", "ac", false],
    [String.raw`a\*c`, "whole", "a*c", true],
    [String.raw`a\*c`, "whole", "abc", false],
    [String.raw`c:\\temp`, "whole", String.raw`c:\temp`, true],
    [String.raw`c:\temp`, "whole", String.raw`c:\temp`, true],
    ["min", "inside", "administrator", true],
    ["admin", "start", "administrator", true],
    ["rator", "end", "administrator", true],
    ["ad*r", "start", "administrator!", true],
    ["*", "whole", "", true],
    ["", "whole", "", true],
    ["", "whole", "x", false],
    ["?", "whole", "", false],
  ] as const)("%s (%s) on %s: %s", (pattern, fit, text, expected) => {
    expect(textTest(pattern, fit, true)(text)).toBe(expected);
  });

  test("case counts when it is asked for", () => {
    expect(textTest("Admin", "whole", false)("admin")).toBe(false);
  });

  test("agrees with a regular expression on every small text", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const expression = new RegExp(`^${p.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(textTest(p, "whole", false)(t)).toBe(expression.test(t));
      }),
    );
  });

  test("many stars take no exponential time", () => {
    const pattern = `${"a*".repeat(40)}b`;
    expect(textTest(pattern, "whole", true)("a".repeat(5_000))).toBe(false);
  });
});
