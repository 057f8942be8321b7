import { expect, it } from "vitest";
import { glob, ONE, STAR, wild } from "./glob.ts";
import { words } from "./words.test-helper.ts";

it("matches what the regular expression matches, for every short pattern and text", () => {
  const texts = words("ab", 5);
  for (const pattern of words("ab*?", 4)) {
    const { matches, universal, exact } = glob(wild(pattern));
    const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
    const [mine, theirs] = [texts.filter(matches), texts.filter((text) => expression.test(text))];
    if (mine.join() !== theirs.join()) expect(mine, pattern).toEqual(theirs);
    expect(universal, pattern).toBe(/^\*+$/.test(pattern));
    expect(exact, pattern).toBe(/[*?]/.test(pattern) ? undefined : pattern);
  }
});

it("matches pieces in their order, each once, before the tail", () => {
  const pattern = glob(wild("x*ab?*ab*ba"));
  expect(["xab1abba", "x-ab1-ab--ba", "xababab1ba", "xab1ab1ba"].filter(pattern.matches)).toEqual([
    "xab1abba",
    "x-ab1-ab--ba",
    "xababab1ba",
    "xab1ab1ba",
  ]);
  expect(["xab1aba", "xababa", "xab1abb", "ab1abba", "xab1ba"].filter(pattern.matches)).toEqual([]);
});

it("wildcards have an inner form, so that other stars are stars", () => {
  expect(wild("a*b?c")).toBe(`a${STAR}b${ONE}c`);
  expect(wild("a?")).toBe(`a${ONE}`);
  expect(wild("a*")).toBe(`a${STAR}`);
  expect(wild("abc")).toBe("abc");
  expect(glob("a*").matches("ab")).toBe(false);
  expect(glob("a*").matches("a*")).toBe(true);
});
