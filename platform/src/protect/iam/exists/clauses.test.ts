import { describe, expect, test } from "vitest";
import { isUnknown, type Policy, parsePolicy, type Statement, unknown } from "../../../model/index.ts";
import { decide } from "../decide/decide.ts";
import type { Request } from "../question.ts";
import { ACTION, actionClause, conditionClause, RESOURCE, resourceClause } from "./clauses.ts";
import { type Choice, keeps, type Limit } from "./values.ts";

const OWN = "111122223333";
const unread = unknown("parameter");

function policy(statement: object, Version: string): Policy {
  const parsed = parsePolicy({ Version, Statement: { Effect: "Allow", Action: "*", Resource: "*", ...statement } });
  if (isUnknown(parsed)) throw new Error("test policy is malformed");
  return parsed;
}

/** Whether the evaluator says that a statement is about a request. */
function isMet(statement: object, request: Partial<Request> & { keys?: ReadonlyMap<string, Choice> }, Version = "2012-10-17"): boolean {
  const { keys = new Map(), ...rest } = request;
  const known = new Map([...keys].map(([key, values]) => [key, values.length === 0 ? ("absent" as const) : values]));
  const whole: Request = {
    caller: { type: "role", arn: `arn:aws:iam::${OWN}:role/r`, account: OWN, serviceLinked: false },
    action: "s3:GetObject",
    resource: "arn:aws:s3:::b/k",
    resourceAccount: OWN,
    context: { keys: known, others: "absent" },
    ...rest,
  };
  const identity = [{ name: "p", policy: policy(statement, Version) }];
  return decide(whole, { identity, serviceControl: [], resourceControl: [], resource: [] }).answer === "allowed";
}

const MOMENTS = ["2024-01-01T00:00:00Z", "2024-06-01T00:00:00Z", "2025-01-01T00:00:00Z", "1717200000", "x"];
const NUMBERS = ["1", "2", "2.0", "3", "x"];
const ARN = `arn:aws:iam::${OWN}:role/a`;

/** Values of policies, and of requests, by family of operators. */
const families: readonly (readonly [operators: readonly string[], written: readonly (readonly string[])[], given: readonly string[]])[] = [
  [
    ["StringEquals", "StringNotEquals"],
    [["a"], ["a", "b"], ["a*"], ["A"]],
    ["a", "b", "A", "a*", "ab"],
  ],
  [
    ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
    [["a"], ["a", "B"], ["a*"]],
    ["a", "b", "A", "c", "a*", "ab"],
  ],
  [
    ["StringLike", "StringNotLike"],
    [["a*"], ["?b", "c"], ["*"], ["${*}"]],
    ["a", "ab", "b", "c", "A", "*"],
  ],
  [
    ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
    [["2"], ["1", "3"], ["x"], ["x", "2"]],
    NUMBERS,
  ],
  [
    ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
    [["2024-06-01T00:00:00Z"], ["2024-01-01", "2025-01-01"], ["x"]],
    MOMENTS,
  ],
  [["Bool"], [["true"], ["false"], ["TRUE"], ["x"], ["truex", "xtrue"]], ["true", "false", "True", "x", "truex", "xtrue"]],
  [["BinaryEquals"], [["YQ=="], ["${aws:username}"]], ["YQ==", "x", "${aws:username}"]],
  [
    ["IpAddress", "NotIpAddress"],
    [["10.0.0.0/8"], ["10.1.2.3", "2001:db8::/32"], ["x"]],
    ["10.0.0.0", "10.255.255.255", "11.0.0.0", "10.1.2.3", "2001:db8::1", "2001:db9::", "x"],
  ],
  [
    ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
    [[ARN], ["arn:aws:iam::*:role/*"], ["arn:aws:*"], ["*"]],
    [ARN, `arn:aws:iam::${OWN}:role/b:c`, `arn:aws:iam::${OWN}:user/a`, "x"],
  ],
];
const forms = ["", "ForAnyValue:", "ForAllValues:"];

describe("a clause of a condition says what the evaluator says", () => {
  for (const [operators, written, given] of families) {
    const several: Choice[] = given.flatMap((one, i) => given.slice(i + 1).map((other) => [one, other]));
    for (const base of operators) {
      test.each(forms.flatMap((form) => [`${form}${base}`, `${form}${base}IfExists`]))("%s", (operator) => {
        // Without a form of its own a key is taken to have one value.
        const choices: Choice[] = [[], ...given.map((one) => [one]), ...(operator.includes(":") ? several : [])];
        for (const values of written) {
          const { limit, because, part } = conditionClause(operator, "My:Key", values, true);
          expect({ because, part }).toEqual({ because: undefined, part: "my:key" });
          for (const choice of choices) {
            const expected = isMet({ Condition: { [operator]: { "my:key": values } } }, { keys: new Map([["my:key", choice]]) });
            expect([operator, values, choice, keeps(limit as Limit, choice)]).toEqual([operator, values, choice, expected]);
          }
        }
      });
    }
  }
  test.each([[["true"]], [["false"]], [["TRUE"]], [["true", "false"]], [["x"]]])("Null of %j", (values) => {
    const { limit } = conditionClause("Null", "my:key", values, true);
    for (const choice of [[], ["a"]]) {
      const expected = isMet({ Condition: { Null: { "my:key": values } } }, { keys: new Map([["my:key", choice]]) });
      expect([choice, keeps(limit as Limit, choice)]).toEqual([choice, expected]);
    }
  });
});

describe("a clause of an element says what the evaluator says", () => {
  const actions = ["s3:GetObject", "s3:PutObject", "s3:GetBucketAcl", "sqs:SendMessage", "s3:Getobjectx"];
  test.each<readonly [keyof Statement, readonly string[]]>([
    ["Action", ["s3:GetObject"]],
    ["Action", ["S3:GET*", "sqs:*"]],
    ["Action", ["*"]],
    ["Action", ["s3:?etObject"]],
    ["Action", ["s3:${x}"]],
    ["NotAction", ["s3:Get*"]],
    ["NotAction", ["s3:GetObject", "sqs:SendMessage"]],
  ])("%s %j", (element, values) => {
    const clause = element === "Action" ? actionClause(values, undefined) : actionClause(undefined, values);
    expect(clause.part).toBe(ACTION);
    for (const action of actions) {
      const expected = isMet({ Action: undefined, [element]: values }, { action });
      expect([action, keeps(clause.limit as Limit, [action.toLowerCase()])]).toEqual([action, expected]);
    }
  });
  const resources = [
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/k",
    "arn:aws:s3:::b/k:l",
    "arn:aws:s3:::B/k",
    "arn:aws:sqs:x:1:q",
    "arn:aws:s3:::${x}",
  ];
  test.each<readonly [keyof Statement, readonly string[], string]>([
    ["Resource", ["arn:aws:s3:::b"], "2012-10-17"],
    ["Resource", ["arn:aws:s3:::b/*", "arn:aws:sqs:*:*:q"], "2012-10-17"],
    ["Resource", ["*"], "2012-10-17"],
    ["Resource", ["arn:aws:s3:::?/k"], "2012-10-17"],
    ["Resource", ["arn:*:q"], "2012-10-17"],
    ["Resource", ["arn:aws:s3:::${x}"], "2008-10-17"],
    ["NotResource", ["arn:aws:s3:::b/*"], "2012-10-17"],
    ["NotResource", ["arn:aws:s3:::b", "arn:aws:sqs:*"], "2012-10-17"],
  ])("%s %j in version %s", (element, values, version) => {
    const variables = version === "2012-10-17";
    const clause = element === "Resource" ? resourceClause(values, undefined, variables) : resourceClause(undefined, values, variables);
    expect(clause?.part).toBe(RESOURCE);
    for (const resource of resources) {
      const action = resource.includes(":sqs:") ? "sqs:SendMessage" : "s3:GetObject";
      const expected = isMet({ Resource: undefined, [element]: values }, { resource, action }, version);
      expect([resource, keeps(clause?.limit as Limit, [resource])]).toEqual([resource, expected]);
    }
  });
});

describe("what a clause cannot say", () => {
  test("is told with its reason", () => {
    expect(actionClause(undefined, undefined)).toMatchObject({
      part: ACTION,
      limit: undefined,
      because: { reason: "malformed", what: "statement without Action" },
    });
    expect(conditionClause("StringMatches", "k", ["a"], true)).toMatchObject({
      part: "k",
      limit: undefined,
      because: { reason: "malformed", what: "Condition.StringMatches" },
    });
    expect(resourceClause(undefined, undefined, true)).toBeUndefined();
  });
  test.each([
    ["StringEquals", "a"],
    ["NumericEquals", "2"],
    ["Bool", "true"],
    ["IpAddress", "10.0.0.0/8"],
    ["Null", "true"],
    ["Null", "false"],
    ["StringLike", "${aws:username}"],
  ])("%s: a value that could not be read beside another", (operator, value) => {
    expect(conditionClause(operator, "k", [value, unread], true).because).toBe(unread);
    expect(conditionClause(operator, "k", [unread], true).because).toBe(unread);
    expect(conditionClause(operator, "k", [value], true).because).toBeUndefined();
  });
});

describe("variables", () => {
  const filled = (text: string, values: Record<string, readonly string[] | "absent" | "unknown">, operator = "StringLike") => {
    const { fill, limit } = conditionClause(operator, "k", [text].flat(), true);
    expect(limit).toBeUndefined();
    return fill?.((key) => values[key] ?? "unknown");
  };
  test.each<readonly [string, Record<string, readonly string[] | "absent" | "unknown">, readonly string[], readonly string[], boolean]>([
    ["a-${x:y}", { "x:y": ["b"] }, ["a-b"], ["a-c", "a-"], true],
    ["a-${X:Y}-*", { "x:y": ["b"] }, ["a-b-", "a-b-c"], ["a-c-c"], true],
    ["a-${x:y}", { "x:y": ["*"] }, ["a-*"], ["a-b"], true],
    ["a-${x:y}", { "x:y": "absent" }, [], ["a-", "a-b", "a-${x:y}"], true],
    ["a-${x:y, 'z'}", { "x:y": "absent" }, ["a-z"], ["a-", "a-b"], true],
    ["a-${x:y}", { "x:y": "unknown" }, ["a-b", "a-", "a-b:c"], ["b"], false],
    ["${x:y}-${x:z}", { "x:y": ["a"], "x:z": "unknown" }, ["a-b"], ["b-b"], false],
    ["${x:y}-${x:z}", { "x:y": ["a"], "x:z": ["b"] }, ["a-b"], ["b-a"], true],
  ])("%s with %j", (text, values, yes, no, sure) => {
    const found = filled(text, values);
    expect(found?.sure).toBe(sure);
    for (const one of yes) expect([one, keeps(found?.limit as Limit, [one])]).toEqual([one, true]);
    for (const one of no) expect([one, keeps(found?.limit as Limit, [one])]).toEqual([one, false]);
  });
  test("one that is not known makes the whole clause unsure", () => {
    const { fill } = conditionClause("StringLike", "k", ["${x:y}", "${x:z}"], true);
    expect(fill?.((key) => (key === "x:y" ? ["a"] : "unknown")).sure).toBe(false);
  });
  test.each<readonly [string, string, Record<string, string>]>([
    ["arn:aws:s3:::b/${x:y}/*", "arn:aws:s3:::b/home/file", { "x:y": "home" }],
    ["${x:y}-${x:z}", "a-b", { "x:y": "a", "x:z": "b" }],
    ["a.b+${x:y}", "a.b+c", { "x:y": "c" }],
    ["a.b+${x:y}", "axb+c", {}],
    ["?-${x:y}", "a-b", { "x:y": "b" }],
    ["?-${x:y}", "-b", {}],
    ["${x:y}", "a\nb", { "x:y": "a\nb" }],
    ["*${x:a}*${x:b}*${x:c}*", "abc", {}],
  ])("%s is read out of %j", (template, value, expected) => {
    expect(Object.fromEntries(conditionClause("StringLike", "k", [template], true).guess?.(value) ?? [])).toEqual(expected);
  });
  test("none is read out of what must not be", () => {
    expect(conditionClause("StringNotLike", "k", ["${x:y}"], true).guess).toBeUndefined();
    expect(conditionClause("StringLike", "k", ["a"], true).reads).toEqual([]);
    expect(conditionClause("StringLike", "k", ["${x:y}", "a-${x:z}"], true).reads).toEqual(["x:y", "x:z"]);
  });
});
