import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

it("what could not be read is alike nothing but itself", () => {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { User: "x" }, Action: "s3:GetObject" }] };
  expect(isUnknown(policyOf(document).Statement[0]?.Principal)).toBe(true);
  expect(areAlike(policyOf(document), policyOf(document))).toBe(false);
  const one = policyOf(document);
  expect(areAlike(one, one)).toBe(true);
});

describe("two policies are alike", () => {
  const other = "444455556666";
  const from = (values: unknown, operator = "ArnLike", key = "aws:SourceArn") => ({
    ...allow,
    Condition: { [operator]: { [key]: values } },
  });
  const topic = (name: string, account = "111122223333") => `arn:aws:sns:eu-west-1:${account}:${name}`;
  const on = (Resource: unknown, more: object = {}) => ({ ...allow, Resource, ...more });
  const but = (NotResource: unknown) => ({ ...allow, NotResource });
  const forAccount = (source: string) => ({
    ...allow,
    Condition: { ArnLike: { "aws:SourceArn": source }, StringEquals: { "aws:SourceAccount": other } },
  });
  const deny = (Resource: unknown) => ({ Effect: "Deny", Principal: "*", Action: "*", Resource });
  const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:a";

  it.each<readonly [what: string, one: readonly object[], two: readonly object[], is: boolean]>([
    ["the same", [allow], [allow], true],
    ["another Sid", [{ ...allow, Sid: "a" }], [{ ...allow, Sid: "b" }], true],
    ["on another function", [on(FUNCTION)], [on(`${FUNCTION}b`)], true],
    ["on more functions", [on(FUNCTION)], [on([FUNCTION, `${FUNCTION}b`])], true],
    ["on a part that the request fills in", [on(FUNCTION)], [on(`${FUNCTION}-\${aws:username}`)], false],
    ["on two parts, one of which the request fills in", [on([FUNCTION, "${aws:username}"])], [on([FUNCTION, "${aws:userid}"])], false],
    ["on something, and on nothing said", [on(FUNCTION)], [allow], false],
    ["beside other functions", [{ ...allow, NotResource: FUNCTION }], [{ ...allow, NotResource: `${FUNCTION}b` }], false],
    ["with one statement more", [on(FUNCTION)], [on(FUNCTION), on(FUNCTION)], false],
    ["with a Deny on the same", [on(FUNCTION), deny(FUNCTION)], [on(FUNCTION), deny(FUNCTION)], true],
    ["with a Deny on something else", [on(FUNCTION), deny(FUNCTION)], [on(FUNCTION), deny("*")], false],
    ["a Deny instead", [on(FUNCTION)], [{ ...on(FUNCTION), Effect: "Deny" }], false],
    ["for another service", [allow], [{ ...allow, Principal: { Service: "s3.amazonaws.com" } }], false],
    ["for all but it", [allow], [{ ...allow, Principal: undefined, NotPrincipal: { Service: "sns.amazonaws.com" } }], false],
    ["another action", [allow], [{ ...allow, Action: "lambda:GetFunction" }], false],
    ["one action more", [allow], [{ ...allow, Action: ["lambda:InvokeFunction", "lambda:GetFunction"] }], false],
    ["all but the action", [allow], [{ ...allow, Action: undefined, NotAction: "lambda:InvokeFunction" }], false],
    ["called by another topic of the account", [from(topic("a"))], [from(topic("b"))], true],
    ["called by a topic whose name is a pattern", [from(topic("a"))], [from(topic("b*"))], true],
    [
      "the same under another spelling of the key",
      [from(topic("a"), "ArnLike", "AWS:SOURCEARN")],
      [from(topic("b"), "ArnLike", "AWS:SOURCEARN")],
      true,
    ],
    ["called by a topic of another account", [from(topic("a"))], [from(topic("a", other))], false],
    ["called by a queue of the account", [from(topic("a"))], [from("arn:aws:sqs:eu-west-1:111122223333:a")], false],
    ["called by any topic of any account", [from(topic("a"))], [from("arn:aws:sns:*:*:a")], false],
    ["called by anything but a topic", [from(topic("a"), "ArnNotLike")], [from(topic("b"), "ArnNotLike")], false],
    ["called by a topic that may not be said", [from(topic("a"), "ArnLikeIfExists")], [from(topic("b"), "ArnLikeIfExists")], false],
    ["called by either of two topics", [from([topic("a"), topic("b")])], [from([topic("a"), topic("c")])], false],
    ["called by one and by either of two", [from(topic("a"))], [from([topic("a"), topic("b")])], false],
    ["called by a topic that the request names", [from(topic("${aws:username}"))], [from(topic("${aws:userid}"))], false],
    [
      "called by another role, whose name says who it is",
      [from(topic("a"), "ArnLike", "aws:PrincipalArn")],
      [from(topic("b"), "ArnLike", "aws:PrincipalArn")],
      false,
    ],
    [
      "called by what two patterns have in common",
      [{ ...allow, Condition: { ArnLike: { "aws:SourceArn": topic("a*") }, StringLike: { "aws:SourceArn": topic("*b") } } }],
      [{ ...allow, Condition: { ArnLike: { "aws:SourceArn": topic("a*") }, StringLike: { "aws:SourceArn": topic("*c") } } }],
      false,
    ],
    [
      "called by another topic, beside a Deny",
      [from(topic("a")), { ...from(topic("a")), Effect: "Deny" }],
      [from(topic("b")), { ...from(topic("a")), Effect: "Deny" }],
      false,
    ],
    [
      "with one condition more",
      [from(topic("a"))],
      [{ ...allow, Condition: { ArnLike: { "aws:SourceArn": topic("a") }, Bool: { "aws:SecureTransport": "true" } } }],
      false,
    ],
    [
      "with one key more",
      [{ ...allow, Condition: { StringLike: { "aws:SourceArn": topic("a") } } }],
      [{ ...allow, Condition: { StringLike: { "aws:SourceArn": topic("a"), "aws:SourceAccount": other } } }],
      false,
    ],
    [
      "with another value of another key",
      [{ ...allow, Condition: { StringLike: { "aws:SourceArn": topic("a"), "aws:SourceAccount": other } } }],
      [{ ...allow, Condition: { StringLike: { "aws:SourceArn": topic("b"), "aws:SourceAccount": "111122223333" } } }],
      false,
    ],
    ["called by another topic for the same account", [forAccount(topic("a"))], [forAccount(topic("b"))], true],
    ["beside an Allow on all but one thing", [but(FUNCTION), on(FUNCTION)], [but(FUNCTION), on(`${FUNCTION}b`)], false],
    ["with a condition and without", [from(topic("a"))], [allow], false],
  ])("%s", (_, one, two, is) => {
    const [a, b] = [policyOf({ Version: "2012-10-17", Statement: one }), policyOf({ Version: "2012-10-17", Statement: two })];
    expect(likenessOf(a) === likenessOf(b)).toBe(is);
    expect([areAlike(a, b), areAlike(b, a)]).toEqual([is, is]);
    expect(areAlike(a, a)).toBe(true);
  });
  it("of one version only: the older one knows no variables", () => {
    const [older, newer] = ["2008-10-17", "2012-10-17"].map((Version) => policyOf({ Version, Statement: [on(FUNCTION)] })) as [
      Policy,
      Policy,
    ];
    expect(areAlike(older, newer)).toBe(false);
    expect(likenessOf(older)).not.toBe(likenessOf(newer));
  });
});
