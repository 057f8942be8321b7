import fc from "fast-check";
import { expect, it } from "vitest";
import { isUnknown, type Policy, parsePolicy } from "../../model/index.ts";
import { areAlike, likenessOf } from "./alike.ts";
import { readAnew, readPolicy } from "./reader.ts";

const account = "111122223333";
const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const name = some("a", "ab", "a*", "*", "a:b", "a/*/GET/b", "${aws:username}");
const source = fc
  .tuple(some("aws", "aws-cn"), some("s3", "sns", "*"), some("", "eu-west-1"), some(account, "444455556666", "", "4444*"), name)
  .map((parts) => ["arn", ...parts].join(":"));
const keys = fc.oneof(
  fc.record({ "aws:SourceArn": fc.oneof(source, fc.array(source, { minLength: 1, maxLength: 2 })) }),
  fc.record({ "AWS:SourceArn": source, "aws:SourceAccount": some(account, "444455556666") }),
  fc.record({ "aws:SourceAccount": some(account, "444455556666") }),
  fc.record({ "aws:PrincipalOrgID": some("o-one", "o-two") }),
  fc.record({ "aws:PrincipalArn": source }),
);
const operator = some("ArnLike", "ArnEquals", "StringEquals", "StringLike", "StringNotLike", "ArnNotEquals", "StringEqualsIfExists");
const statement = fc.record(
  {
    Sid: some("one", "two"),
    Effect: some("Allow", "Allow", "Allow", "Deny"),
    Principal: some<unknown>("*", { AWS: "*" }, { Service: "sns.amazonaws.com" }, { AWS: "arn:aws:iam::444455556666:role/x" }),
    Action: some<unknown>("lambda:InvokeFunction", ["lambda:*", "sns:Publish"], "sts:AssumeRole"),
    Resource: fc.oneof(source, fc.array(source, { minLength: 1, maxLength: 2 })),
    Condition: fc.dictionary(operator, keys, { maxKeys: 2 }),
  },
  { requiredKeys: ["Effect", "Principal", "Action"] },
);

/** The same policy with other names for what it stands on and for what calls it. */
function renamed(document: object): object {
  const text = JSON.stringify(document).replaceAll(/:(a|ab|a\*|a\/\*\/GET\/b)"/g, ':other/$1/*"');
  return JSON.parse(text.replaceAll('"Sid":"one"', '"Sid":"three"')) as object;
}

function policyOf(document: object): Policy {
  const policy = parsePolicy(document);
  if (isUnknown(policy)) throw policy;
  return policy;
}

it("policies that are alike let in the same callers", () => {
  let shared = 0;
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 3 }), (Statement) => {
      const [first, second] = [{ Version: "2012-10-17", Statement }, renamed({ Version: "2012-10-17", Statement })].map(policyOf) as [
        Policy,
        Policy,
      ];
      if (likenessOf(first) !== likenessOf(second)) return;
      if (JSON.stringify(first) !== JSON.stringify(second)) shared += 1;
      readPolicy(first, { account });
      expect(readPolicy(second, { account })).toEqual(readAnew(second, { account }));
    }),
    { numRuns: 400 },
  );
  expect(shared).toBeGreaterThan(20);
});

const allow = { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "lambda:InvokeFunction" };

it.each([
  [
    "a Deny beside it",
    [
      { ...allow, Resource: "arn:aws:lambda:::a" },
      { ...allow, Effect: "Deny", Resource: "arn:aws:lambda:::a" },
    ],
  ],
  ["a negation", [{ ...allow, Condition: { ArnNotLike: { "aws:SourceArn": "arn:aws:sns::444455556666:a" } } }]],
  ["a source without an account", [{ ...allow, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::a" } } }]],
])("names tell policies apart where they matter: %s", (_, Statement) => {
  expect(likenessOf(policyOf({ Statement }))).not.toBe(likenessOf(policyOf(renamed({ Statement }))));
});

it("policies that are compared and found alike have one likeness", () => {
  let alike = 0;
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 2 }), fc.array(statement, { minLength: 1, maxLength: 2 }), (one, two) => {
      const a = policyOf({ Version: "2012-10-17", Statement: one });
      for (const other of [renamed({ Version: "2012-10-17", Statement: one }), { Version: "2012-10-17", Statement: two }]) {
        const b = policyOf(other);
        expect(areAlike(a, b)).toBe(areAlike(b, a));
        if (!areAlike(a, b)) continue;
        alike += 1;
        expect(likenessOf(a)).toBe(likenessOf(b));
      }
    }),
    { numRuns: 500 },
  );
  expect(alike).toBeGreaterThan(50);
});

it("what could not be read is alike nothing", () => {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { User: "x" }, Action: "s3:GetObject" }] };
  expect(isUnknown(policyOf(document).Statement[0]?.Principal)).toBe(true);
  expect(areAlike(policyOf(document), policyOf(document))).toBe(false);
});
