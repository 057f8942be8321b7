import { expect, it } from "vitest";
import { arnCondition, arnParts, arnResource } from "./arn.ts";
import { wild } from "./glob.ts";
import { words } from "./words.test-helper.ts";

it("an ARN has six parts, the last of which may hold colons", () => {
  expect(arnParts("arn:aws:sqs:eu:1:a:b:c")).toEqual(["arn", "aws", "sqs", "eu", "1", "a:b:c"]);
  expect(arnParts("arn:aws:s3:::b")).toEqual(["arn", "aws", "s3", "", "", "b"]);
  expect(arnParts("arn:aws")).toEqual(["arn", "aws"]);
  expect(arnParts(":x")).toEqual(["", "x"]);
  expect(arnParts("")).toEqual([""]);
});

it.each([
  ["a:b:c:d:e:f", "a:b:c:d:e:f", true],
  ["a:b:c:d:e:f", "a:b:c:d:e:g", false],
  ["a:*:c:d:e:f", "a:b:c:d:e:f", true],
  ["a:*:c:d:e:f", "a:b:x:c:d:e:f", false],
  ["a:b:c:d:e:*", "a:b:c:d:e:f:g", true],
  ["a:b:c:d:e:f?g", "a:b:c:d:e:f:g", true],
  ["a:b:c:d:?:f", "a:b:c:d:e:f", true],
  ["a:b:c:d:?:f", "a:b:c:d::f", false],
  ["*:*:*:*:*:*", "a:b:c:d:e:f", true],
  ["*:*:*:*:*:*", "a:b:c:d:e", false],
  ["*:*", "a:b", false],
  ["a*", "a:b:c:d:e:f", false],
  ["a?", "ab", false],
  ["*", "anything", true],
  ["**", "anything", true],
  ["a:b", "a:b", true],
] as const)("ArnLike %s of %s: %s", (pattern, text, expected) => {
  expect(arnCondition(wild(pattern)).matches(text)).toBe(expected);
});

it("only a pattern of stars alone matches everything", () => {
  expect(["*", "**", "a*", "*:*", "*:*:*:*:*:*", "a:*:c:d:e:f"].map((pattern) => arnCondition(wild(pattern)).universal)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(["*", "**", "a*", "*:*", "a*b:c"].map((pattern) => arnResource(wild(pattern)).universal)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

/** A Resource as an expression: stars that end a part run on, others and question marks stay in the first five parts. */
function expression(pattern: string): RegExp {
  const parts = pattern.split(":");
  const out = parts.map((part, i) => {
    if (i >= 5) return part.replace(/\*/g, ".*").replace(/\?/g, ".");
    const stem = part.replace(/\*+$/, "");
    return stem.replace(/\*+/g, "[^:]*").replace(/\?/g, "[^:]") + (stem === part ? "" : ".*");
  });
  return new RegExp(`^${out.join(":")}$`);
}

it("Resource matches what the regular expression matches, for every short pattern and text", () => {
  const texts = words("a:", 5);
  for (const pattern of words("a:*?", 4)) {
    const { matches } = arnResource(wild(pattern));
    const theirs = texts.filter((text) => expression(pattern).test(text));
    const mine = texts.filter(matches);
    if (mine.join() !== theirs.join()) expect(mine, pattern).toEqual(theirs);
  }
});

it("Resource: after the fifth colon wildcards cross colons", () => {
  for (const pattern of ["a*b:::::?", "a*b:::::*x", "?:::::*b?d", "?:::::a?*?"]) {
    const { matches } = arnResource(wild(pattern));
    const texts = ["ab:::::a", "a-b::::::", "ab:::::y:x", "a:b:::::x", "x:::::a:b:d", "x:::::a:b:", ":::::a::b", "x:::::a", "x:::::a:b"];
    expect(texts.filter(matches), pattern).toEqual(texts.filter((text) => expression(pattern).test(text)));
  }
});
