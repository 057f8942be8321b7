import fc from "fast-check";
import { expect, test } from "vitest";
import { PatternIndex } from "./pattern-index.ts";

const word = fc.constantFrom("app-1", "app-2", "app-10", "x", "app-1:y");
const id = fc.tuple(fc.constantFrom("eu-west-1", "us-east-1"), word).map(([region, name]) => `arn:aws:sqs:${region}:111122223333:${name}`);
const pattern = fc
  .tuple(
    fc.constantFrom("*", "eu-west-1", "us-*"),
    fc.constantFrom("*", "111122223333"),
    fc.constantFrom("app-1*", "app-?", "*", "x", "*y"),
  )
  .map(([region, account, name]) => `arn:aws:sqs:${region}:${account}:${name}`);

function plainly(ids: readonly string[], written: string): readonly string[] {
  const matcher = new RegExp(`^${written.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  return ids.filter((one) => matcher.test(one));
}

test("finds what the pattern matches, in the order given, also where names have colons", () => {
  fc.assert(
    fc.property(fc.uniqueArray(id), pattern, (ids, written) => {
      expect(new PatternIndex(ids).matching(written)).toEqual(plainly(ids, written));
    }),
  );
});
