import { describe, expect, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { allow, deny, policy } from "../worlds.test-helper.ts";
import { grantsAny, isAtMostAsPermissive } from "./compare.ts";

const ONE = "111122223333";
const TWO = "444455556666";
const unread = unknown("parameter");

const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const trust = (Principal: unknown) => ({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
const p = (Principal: unknown, extra: object = {}) => ({ Principal, ...extra });

type Row = readonly [what: string, first: object | readonly object[], second: object | readonly object[], expected: string];

const identities: readonly Row[] = [
  ["the same", allow("s3:*"), allow("s3:*"), "yes"],
  ["fewer actions", allow("s3:GetObject"), allow("s3:*"), "yes"],
  ["more actions", allow("s3:*"), allow("s3:GetObject"), "no"],
  ["fewer resources", allow("s3:*", "arn:aws:s3:::a/*"), allow("s3:*", "arn:aws:s3:::*"), "yes"],
  ["more resources", allow("s3:*", "arn:aws:s3:::*"), allow("s3:*", "arn:aws:s3:::a/*"), "no"],
  ["a condition more", allow("s3:*", "*", when("StringEquals", "aws:PrincipalTag/a", "b")), allow("s3:*"), "yes"],
  ["a condition less", allow("s3:*"), allow("s3:*", "*", when("StringEquals", "aws:PrincipalTag/a", "b")), "no"],
  ["one in two", allow(["s3:GetObject", "s3:PutObject"]), [allow("s3:GetObject"), allow("s3:PutObject")], "yes"],
  ["a Deny more", [allow("s3:*"), deny("s3:PutObject")], allow("s3:*"), "yes"],
  ["a Deny less", allow("s3:*"), [allow("s3:*"), deny("s3:PutObject")], "no"],
  ["the same Deny", [allow("s3:*"), deny("s3:PutObject")], [allow("s3:*"), deny("s3:PutObject")], "yes"],
  ["a Deny of something else", allow("s3:*"), [allow("s3:*"), deny("sqs:*")], "yes"],
  ["what is allowed and denied", [allow("sqs:*"), deny("*")], allow("s3:*"), "yes"],
  ["an Allow nobody could read", allow(unread), allow("s3:*"), "unknown"],
  ["an Allow nobody could read, of less than everything", allow(unread), allow("*"), "yes"],
  ["against an Allow nobody could read", allow("s3:*"), allow("s3:*", unread), "unknown"],
  ["an effect nobody could read", { ...allow("sqs:*"), Effect: unread }, allow("s3:*"), "unknown"],
  ["against an effect nobody could read", allow("s3:*"), [allow("s3:*"), { ...deny("s3:*"), Effect: unread }], "unknown"],
  ["one proven beside one unread", [allow(unread), allow("sqs:*")], allow("s3:*"), "no"],
  ["only Denies", deny("*"), deny("*"), "yes"],
  ["a resource nobody could read", allow("s3:*", unread), allow("s3:*", "arn:aws:s3:::a"), "unknown"],
  ["a resource nobody could read, of all", allow("s3:*", unread), allow("s3:*"), "yes"],
  // Whatever keys a request has, an identity policy may ask for them.
  ["a key that only services have", allow("s3:*", "*", when("StringEquals", "aws:SourceAccount", TWO)), allow("sqs:*"), "no"],
  ["a key that nobody has here", allow("s3:*", "*", when("Null", "aws:SecureTransport", "true")), allow("sqs:*"), "no"],
  [
    "a key without a value, for a key with one",
    allow("*", "*", when("Null", "a:b", "true")),
    allow("*", "*", when("Null", "a:b", "false")),
    "no",
  ],
  [
    "a key with a value, for a key without",
    allow("*", "*", when("Null", "a:b", "false")),
    allow("*", "*", when("Null", "a:b", "true")),
    "no",
  ],
  [
    "a key of every account",
    allow("*", "*", when("StringLike", "aws:ResourceAccount", "1*")),
    allow("*", "*", when("StringLike", "aws:ResourceAccount", "11*")),
    "no",
  ],
  [
    "some values for all",
    allow("*", "*", when("ForAnyValue:StringEquals", "a:b", "x")),
    allow("*", "*", when("ForAllValues:StringEquals", "a:b", "x")),
    "no",
  ],
  ["a Deny on a condition less", allow("*"), [allow("*"), deny("*", "*", when("Bool", "aws:SecureTransport", "false"))], "no"],
  [
    "an Allow in two halves",
    allow("*"),
    [allow("*", "*", when("Null", "a:b", "true")), allow("*", "*", when("Null", "a:b", "false"))],
    "yes",
  ],
];

const resources: readonly Row[] = [
  ["the same", allow("*", "*", p("*")), allow("*", "*", p("*")), "yes"],
  ["an account for everybody", allow("*", "*", p({ AWS: ONE })), allow("*", "*", p("*")), "yes"],
  ["everybody for an account", allow("*", "*", p("*")), allow("*", "*", p({ AWS: ONE })), "no"],
  ["another account", allow("*", "*", p({ AWS: TWO })), allow("*", "*", p({ AWS: ONE })), "no"],
  ["a role of the account", allow("*", "*", p({ AWS: `arn:aws:iam::${TWO}:role/r` })), allow("*", "*", p({ AWS: TWO })), "yes"],
  [
    "a service more",
    allow("*", "*", p({ Service: ["s3.amazonaws.com", "sns.amazonaws.com"] })),
    allow("*", "*", p({ Service: "s3.amazonaws.com" })),
    "no",
  ],
  [
    "a service less",
    allow("*", "*", p({ Service: "s3.amazonaws.com" })),
    allow("*", "*", p({ Service: ["s3.amazonaws.com", "sns.amazonaws.com"] })),
    "yes",
  ],
  [
    "its source fixed",
    allow("*", "*", p({ Service: "s3.amazonaws.com" }, when("StringEquals", "aws:SourceAccount", ONE))),
    allow("*", "*", p({ Service: "s3.amazonaws.com" })),
    "yes",
  ],
  [
    "its source set free",
    allow("*", "*", p({ Service: "s3.amazonaws.com" })),
    allow("*", "*", p({ Service: "s3.amazonaws.com" }, when("StringEquals", "aws:SourceAccount", ONE))),
    "no",
  ],
  ["an organisation set free", allow("*", "*", p("*")), allow("*", "*", p("*", when("StringEquals", "aws:PrincipalOrgID", "o-a"))), "no"],
  ["a Deny of one account less", allow("*", "*", p("*")), [allow("*", "*", p("*")), deny("*", "*", p({ AWS: TWO }))], "no"],
  [
    "what nobody can fulfil",
    allow("*", "*", p({ AWS: TWO }, when("StringEquals", "aws:SourceAccount", ONE))),
    allow("sqs:*", "*", p({ AWS: ONE })),
    "yes",
  ],
  ["what everybody fulfils", allow("*", "*", p("*")), allow("*", "*", p("*", when("StringEquals", "aws:ResourceAccount", ONE))), "yes"],
  [
    "all but root",
    allow("*", "*", p({ AWS: TWO })),
    allow("*", "*", p({ AWS: TWO }, when("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:root"))),
    "no",
  ],
  ["a role more", [trust({ AWS: ONE }), trust({ AWS: TWO })], trust({ AWS: ONE }), "no"],
  ["a role less", trust({ AWS: ONE }), [trust({ AWS: ONE }), trust({ AWS: TWO })], "yes"],
  ["a provider more", trust({ Federated: ["a.example.com", "b.example.com"] }), trust({ Federated: "a.example.com" }), "no"],
  ["somebody nobody could read", allow("*", "*", p({ AWS: unread })), allow("*", "*", p({ AWS: ONE })), "unknown"],
  ["against somebody nobody could read", allow("*", "*", p({ AWS: ONE })), allow("*", "*", p({ AWS: unread })), "unknown"],
];

describe("whether a policy allows at most what another does", () => {
  test.each(identities)("of an identity: %s", (_, first, second, expected) => {
    const found = isAtMostAsPermissive(policy(first), policy(second), { kind: "identity" });
    expect(found.answer).toBe(expected);
    if (found.answer === "no")
      expect("account" in found.witness.caller && found.witness.caller.account).toBe(found.witness.resourceAccount);
    if (found.answer === "unknown") expect(found.because.reason).toBe("parameter");
  });
  test.each(resources)("of a resource: %s", (_, first, second, expected) => {
    const found = isAtMostAsPermissive(policy(first), policy(second), { kind: "resource", account: ONE });
    expect(found.answer).toBe(expected);
    if (found.answer === "no") expect(found.witness.resourceAccount).toBe(ONE);
    if (found.answer === "unknown") expect(found.because.reason).toBe("parameter");
  });
  test.each<readonly [what: string, first: object, second: object, kind: "identity" | "resource"]>([
    [
      "a user that is a role",
      allow("*", "*", {
        Condition: { StringEquals: { "aws:PrincipalType": "User" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } },
      }),
      allow("sqs:*"),
      "identity",
    ],
    [
      "a role of two accounts",
      allow(
        "*",
        "*",
        p("*", { Condition: { StringLike: { "aws:PrincipalAccount": "7*" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::8*:role/x" } } }),
      ),
      allow("sqs:*", "*", p({ AWS: ONE })),
      "resource",
    ],
  ])("what only %s could do shows nothing", (_, first, second, kind) => {
    expect(isAtMostAsPermissive(policy(first), policy(second), { kind })).toMatchObject({
      answer: "unknown",
      because: { reason: "unsupported", what: "policy" },
    });
  });
  test("a statement without resources is about any", () => {
    const found = isAtMostAsPermissive(policy(trust({ AWS: TWO })), policy(trust({ AWS: ONE })), { kind: "resource", account: ONE });
    expect(found).toMatchObject({ answer: "no", witness: { action: "sts:assumerole", resource: "*" } });
  });
  test("the resource is somebody's, where nobody says whose", () => {
    const [first, second] = [policy(allow("*", "*", p("*"))), policy(allow("*", "*", p({ AWS: TWO })))];
    const ownerOf = (account?: string) => {
      const found = isAtMostAsPermissive(first, second, { kind: "resource", ...(account === undefined ? {} : { account }) });
      return found.answer === "no" ? found.witness.resourceAccount : found.answer;
    };
    expect(ownerOf()).toMatch(/^\d{12}$/);
    expect(ownerOf(TWO)).toBe(TWO);
  });
  test("out of steps nobody knows", () => {
    const [first, second] = [policy(allow("s3:*")), policy(allow("s3:GetObject"))];
    expect(isAtMostAsPermissive(first, second, { kind: "identity", steps: 1 })).toMatchObject({ answer: "unknown" });
  });
});

describe("whether a policy allows any of some actions", () => {
  test.each<readonly [what: string, given: object | readonly object[], actions: readonly string[], expected: object]>([
    [
      "the very one",
      allow("s3:GetObject", "arn:aws:s3:::a/b"),
      ["s3:GetObject"],
      { answer: "yes", action: "s3:getobject", resource: "arn:aws:s3:::a/b" },
    ],
    ["one of a service", allow("s3:GetObject"), ["sqs:*", "s3:Get*"], { answer: "yes", action: "s3:getobject" }],
    ["none", allow("s3:GetObject"), ["s3:Put*"], { answer: "no" }],
    ["one that is denied", [allow("*"), deny("s3:*")], ["s3:GetObject"], { answer: "no" }],
    ["one that is denied elsewhere", [allow("*"), deny("*", "arn:aws:s3:::a/*")], ["s3:GetObject"], { answer: "yes" }],
    ["one in the second statement", [allow("sqs:*"), allow("s3:*")], ["s3:GetObject"], { answer: "yes" }],
    ["an unread action", allow(unread), ["s3:GetObject"], { answer: "unknown" }],
    ["an unread Deny", [allow("s3:*"), deny(unread)], ["s3:GetObject"], { answer: "unknown" }],
    ["an unread effect", { ...allow("s3:*"), Effect: unread }, ["s3:GetObject"], { answer: "unknown" }],
    ["an unread action beside one that is read", [allow(unread), allow("s3:*")], ["s3:GetObject"], { answer: "yes" }],
    ["only Denies", deny("*"), ["s3:GetObject"], { answer: "no" }],
    [
      "one on a key that only services have",
      allow("s3:*", "*", when("StringEquals", "aws:SourceAccount", TWO)),
      ["s3:*"],
      { answer: "yes" },
    ],
    [
      "one on what cannot be",
      allow("s3:*", "*", { Condition: { Null: { "a:b": "true" }, StringLike: { "a:b": "*" } } }),
      ["s3:*"],
      { answer: "no" },
    ],
    ["one of a statement without resources", { Effect: "Allow", Action: "s3:*" }, ["s3:GetObject"], { answer: "yes", resource: undefined }],
    [
      "one that is denied by a statement without resources",
      [allow("s3:*"), { Effect: "Deny", Action: "s3:Get*" }],
      ["s3:GetObject"],
      { answer: "no" },
    ],
    ["a resource nobody could read", allow("s3:*", unread), ["s3:GetObject"], { answer: "unknown" }],
  ])("%s", (_, given, actions, expected) => {
    const found = grantsAny(policy(given), actions);
    expect(found).toMatchObject(expected);
    if (found.answer === "unknown") expect(found.because.reason).toBe("parameter");
  });
  test("out of steps nobody knows", () => {
    expect(grantsAny(policy([allow("s3:*"), deny("s3:GetObject")]), ["s3:*"], 1)).toMatchObject({ answer: "unknown" });
  });
});
