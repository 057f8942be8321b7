import { describe, expect, it } from "vitest";
import { covers, matches, overlap } from "./glob.ts";

/** Every text of these characters up to a length. */
function allOf(characters: string, longest: number): readonly string[] {
  const out = [""];
  for (let i = 0; (out[i] ?? "").length < longest && i < out.length; i += 1) for (const c of characters) out.push(`${out[i]}${c}`);
  return out;
}
/** The same question to a regular expression. */
function agrees(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

// `c` stands for what no pattern names. Two patterns of three characters that have a text in common have one of six.
const patterns = allOf("ab*?", 3);
const texts = allOf("abc", 6);
const matched = new Map(patterns.map((pattern) => [pattern, new Set(texts.filter((text) => agrees(pattern).test(text)))]));
const textsOf = (pattern: string): ReadonlySet<string> => matched.get(pattern) ?? new Set();

describe("patterns of short texts, every one of them", () => {
  it("match what a regular expression matches", () => {
    for (const pattern of patterns)
      expect(
        texts.filter((text) => matches(pattern, text)),
        pattern,
      ).toEqual([...textsOf(pattern)]);
  });
  it("overlap when a text matches both", () => {
    const wrong: string[] = [];
    for (const a of patterns)
      for (const b of patterns)
        if (overlap(a, b) !== texts.some((text) => textsOf(a).has(text) && textsOf(b).has(text))) wrong.push(`${a} ${b}`);
    expect(wrong).toEqual([]);
  });
  it("cover only what they match as well", () => {
    const wrong: string[] = [];
    let yes = 0;
    for (const outer of patterns)
      for (const inner of patterns) {
        if (!covers(outer, inner)) continue;
        yes += 1;
        for (const text of textsOf(inner)) if (!textsOf(outer).has(text)) wrong.push(`${outer} ${inner} ${text}`);
      }
    expect(wrong).toEqual([]);
    expect(yes).toBeGreaterThan(500);
  });
  it("cover a text that they match, and themselves", () => {
    for (const pattern of patterns) {
      for (const text of allOf("ab", 4)) expect(covers(pattern, text), `${pattern} ${text}`).toBe(matches(pattern, text));
      expect(covers(pattern, pattern), pattern).toBe(true);
    }
  });
});

describe("one pattern covers another", () => {
  it.each<readonly [outer: string, inner: string, is: boolean]>([
    ["*", "s3:*", true],
    ["s3:*", "*", false],
    ["s3:*", "s3:get*", true],
    ["s3:get*", "s3:*", false],
    ["s3:*object*", "s3:getobject*", true],
    ["s3:*object", "s3:getobject*", false],
    ["s3:get?", "s3:get*", false],
    ["s3:get?", "s3:get?", true],
    ["s3:geta", "s3:get?", false],
    ["*:*", "*", false],
    ["**", "*", true],
    ["s3:getobject**", "s3:getobject", true],
    ["arn:aws:s3:::a*b*c", "arn:aws:s3:::aXbYbZc", true],
    ["arn:aws:s3:::a*b*c", "arn:aws:s3:::aXcYb", false],
  ])("%s, %s: %s", (outer, inner, is) => {
    expect(covers(outer, inner)).toBe(is);
  });
});

it("a pathological pattern stays fast", () => {
  const bad = "*a".repeat(200);
  expect(matches(bad, `${"a".repeat(5000)}b`)).toBe(false);
  expect(overlap(`${bad}*`, "*b".repeat(200))).toBe(true);
});
