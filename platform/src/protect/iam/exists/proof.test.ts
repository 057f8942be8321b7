import { describe, expect, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { actionInfo } from "../catalog.ts";
import { policy } from "../worlds.test-helper.ts";
import { type ExternalAccess, type ExternalQuestion, externalAccess } from "./external.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const THIRD = "777788889999";
const QUEUE = `arn:aws:sqs:ap-northeast-1:${OWN}:q`;
const SAML = { Federated: `arn:aws:iam::${OWN}:saml-provider/p` };
const unread = unknown("parameter");

function ask(statements: object | readonly object[], change: Partial<ExternalQuestion> = {}): ExternalAccess {
  const policies = [{ name: "p", policy: policy(statements) }];
  return externalAccess({ policies, resource: QUEUE, service: "sqs", zone: { account: OWN }, ...change });
}

type Given = object | readonly object[];
type Change = Partial<ExternalQuestion>;

const table = <T>(rows: readonly (readonly [what: string, given: Given, expected: T, change?: Change])[]) =>
  rows.map(([what, given, expected, change = {}]) => ({ what, given, expected, change }));

const open = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const when = (Condition: object) => ({ ...open, Condition });
const deny = (extra: object = {}) => ({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*", ...extra });
const trust = (Principal: object, extra: object = {}) => ({ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...extra });
const role = { resource: `arn:aws:iam::${OWN}:role/r`, service: "sts" };
const bucket = { resource: "arn:aws:s3:::b", service: "s3" };
const key = { resource: `arn:aws:kms:ap-northeast-1:${OWN}:key/k`, service: "kms" };

describe("what nobody can be is never said to be let in", () => {
  const apart = (account: string, arn: string) =>
    when({ StringLike: { "aws:PrincipalAccount": account }, ArnLike: { "aws:PrincipalArn": arn } });

  const rows: readonly (readonly [what: string, given: Given, change?: Change])[] = [
    [
      "a role that is a user",
      when({ StringEquals: { "aws:PrincipalType": "User" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }),
    ],
    [
      "a role with the name of a user",
      when({ StringEquals: { "aws:username": "a" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }),
    ],
    ["a user by another's name", when({ StringEquals: { "aws:username": "a" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/b" } })],
    ["a role of two accounts", apart(OTHER, `arn:aws:iam::${THIRD}:role/x`)],
    ["a role of two accounts, neither of them named", apart("7*", "arn:aws:iam::8*:role/x")],
    [
      "an account by two names",
      { ...when({ StringLike: { "aws:PrincipalAccount": "7*", "kms:CallerAccount": "8*" } }), Action: "kms:*" },
      key,
    ],
    [
      "who is denied whoever they are",
      [{ ...open, Principal: { AWS: OTHER } }, deny({ Condition: { StringLike: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } } })],
    ],
  ];
  test.each(rows.map(([what, given, change = {}]) => ({ what, given, change })))("$what", ({ given, change }) => {
    const { reaches, findings } = ask(given, change);
    expect(findings).toEqual([]);
    expect(reaches).not.toBe("yes");
  });
  test("and it is told what it is about, and why nobody can tell", () => {
    expect(ask(when({ StringEquals: { "aws:username": "a" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } }))).toMatchObject({
      reaches: "undecided",
      undecided: [{ who: { who: "any-principal" }, because: { reason: "unsupported", what: "Condition" } }],
    });
    expect(ask(apart("7*", "arn:aws:iam::8*:role/x"))).toMatchObject({
      reaches: "undecided",
      undecided: [{ who: { who: "any-principal" }, because: { reason: "unsupported", what: "policy" } }],
    });
  });
});

describe("who is of a kind or has a name", () => {
  const home = { ...open, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/home/${aws:username}/*" };
  test.each(
    table<string>([
      ["any user", when({ StringEquals: { "aws:PrincipalType": "User" } }), "user"],
      ["a user by its name", when({ StringEquals: { "aws:username": "ann" } }), "user"],
      ["root", when({ StringEquals: { "aws:PrincipalType": "Account" } }), "root"],
      ["any role", when({ StringEquals: { "aws:PrincipalType": "AssumedRole" } }), "role"],
      ["who has no name", when({ Null: { "aws:username": "true", "aws:PrincipalArn": "false" } }), "role"],
      ["whose folder it is", home, "user", { ...bucket, below: ["arn:aws:s3:::b/*"] }],
      [
        "who is not kept out of their folder",
        [{ ...home, Resource: "*" }, deny({ Resource: undefined, NotResource: home.Resource })],
        "user",
        { ...bucket, below: ["arn:aws:s3:::b/*"] },
      ],
    ]),
  )("$what", ({ given, expected: type, change }) => {
    const { reaches, findings } = ask(given, change);
    expect(reaches).toBe("yes");
    expect(findings.map(({ who, witness }) => [who.who, witness.caller.type])).toEqual([["any-principal", type]]);
  });
});

describe("one account in all that tells of it", () => {
  test.each(
    table<readonly string[]>([
      [
        "by its ARN and its number",
        when({ StringLike: { "aws:PrincipalAccount": "7*8" }, ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*8:role/x" } }),
        ["any-principal"],
      ],
      [
        "no role of one account, so a user",
        [
          when({ StringLike: { "aws:PrincipalAccount": "7*" } }),
          deny({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::7*:role/*" } } }),
        ],
        ["any-principal"],
      ],
      [
        "a source of the account it is said to be of",
        {
          ...open,
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { StringLike: { "aws:SourceAccount": "7*8" }, ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*8:*" } },
        },
        ["any-account-through-service"],
      ],
    ]),
  )("$what", ({ given, expected: classes, change }) => {
    const { findings, reaches } = ask(given, change);
    expect(findings.map(({ who }) => who.who)).toEqual(classes);
    expect(reaches).toBe("yes");
    for (const { witness } of findings) {
      const told = [...witness.context.keys].flatMap(([name, values]): readonly (string | undefined)[] => {
        if (typeof values === "string") return [];
        return name.endsWith("account") ? values : name.endsWith("arn") ? values.map((value) => value.split(":")[4]) : [];
      });
      expect(new Set(told.filter((one) => one !== "")).size).toBeLessThan(2);
      if ("account" in witness.caller) expect(told).toContain(witness.caller.account);
    }
  });
});

describe("parts that could not be read", () => {
  test.each(
    table<string>([
      ["a resource", { ...open, Resource: unread }, "undecided"],
      ["a resource beside another", { ...open, Resource: ["arn:aws:sqs:*:*:z", unread] }, "undecided"],
      ["a resource beside the right one", { ...open, Resource: [QUEUE, unread] }, "yes"],
      ["all resources but", { ...open, Resource: undefined, NotResource: unread }, "undecided"],
      ["an action", { ...open, Action: unread }, "undecided"],
      ["an action beside another", { ...open, Action: ["sqs:SendMessage", unread] }, "yes"],
      ["all actions but", { ...open, Action: undefined, NotAction: unread }, "undecided"],
      ["all actions but some", { ...open, Action: undefined, NotAction: ["sqs:SendMessage", unread] }, "undecided"],
      ["an organisation", when({ StringEquals: { "aws:PrincipalOrgID": unread } }), "undecided"],
      ["an organisation that is not let in", when({ StringNotEquals: { "aws:PrincipalOrgID": unread } }), "undecided"],
      ["an organisation beside another", when({ StringEquals: { "aws:PrincipalOrgID": ["o-a", unread] } }), "yes"],
      // Whoever can choose the value chooses the right one.
      ["a header", when({ StringEquals: { "aws:Referer": unread } }), "yes"],
      ["two keys of one's choice", when({ StringEquals: { "my:a": unread, "my:b": unread } }), "yes"],
      [
        "a header that is asked for twice",
        when({ StringEquals: { "aws:Referer": unread }, StringLike: { "aws:Referer": "a*" } }),
        "undecided",
      ],
      ["a header that must not be", when({ StringNotEquals: { "aws:Referer": unread } }), "undecided"],
      [
        "a header that a Deny asks for as well",
        [when({ StringEquals: { "aws:Referer": unread } }), deny({ Condition: { StringEquals: { "aws:Referer": "x" } } })],
        "undecided",
      ],
      ["an endpoint", { ...when({ StringEquals: { "aws:SourceVpce": unread } }), Principal: { AWS: OTHER } }, "undecided"],
      [
        "an external id and a resource",
        { ...trust({ AWS: OTHER }, { Condition: { StringEquals: { "sts:ExternalId": unread } } }), Resource: unread },
        "undecided",
        role,
      ],
      ["a Deny of some resource", [open, deny({ Resource: unread })], "undecided"],
      ["a Deny of all resources but", [open, deny({ Resource: undefined, NotResource: unread })], "undecided"],
      ["a Deny of all resources but some", [open, deny({ Resource: undefined, NotResource: ["arn:aws:sqs:*:*:z", unread] })], "undecided"],
      ["a Deny of this resource and another", [open, deny({ Resource: [QUEUE, unread] })], "no"],
      ["a Deny on a condition", [open, deny({ Condition: { StringEquals: { "aws:PrincipalOrgID": unread } } })], "undecided"],
      ["a Deny of somebody", [{ ...open, Principal: { AWS: OTHER } }, deny({ Principal: { AWS: unread } })], "undecided"],
      ["a Deny of something else", [open, deny({ Action: "sqs:ReceiveMessage", Resource: unread })], "yes"],
      // A bucket that a policy names is the owner's.
      [
        "a condition beside a bucket of ours",
        {
          ...open,
          Principal: { Service: "s3.amazonaws.com" },
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::mine" }, Bool: { "aws:SecureTransport": unread } },
        },
        "no",
      ],
    ]),
  )("$what", ({ given, expected, change }) => {
    const { reaches, undecided, findings } = ask(given, change);
    expect(reaches).toBe(expected);
    if (expected !== "yes") expect(undecided.length > 0).toBe(expected === "undecided");
    expect(findings.length > 0).toBe(expected === "yes");
  });
  test.each<readonly [what: string, given: object | readonly object[]]>([
    ["of what lets in", { ...open, Action: unread }],
    ["of what lets in without a resource", { ...open, Action: unread, Resource: undefined }],
    ["of the resource of what lets in", { ...open, Resource: unread }],
    ["of the resources that are not let in", { ...open, Resource: undefined, NotResource: unread }],
    ["of a condition of what lets in", when({ StringEquals: { "aws:PrincipalOrgID": unread } })],
    ["of what denies", [open, deny({ Resource: unread })]],
    ["of whom is denied", [{ ...open, Principal: { AWS: OTHER } }, deny({ Principal: { AWS: unread } })]],
    ["of the effect", [open, deny({ Effect: unread })]],
  ])("the reason is the part %s", (_, given) => {
    const { undecided } = ask(given);
    expect(undecided.map(({ because }) => because.reason)).toEqual(undecided.map(() => "parameter"));
    expect(undecided.length).toBeGreaterThan(0);
  });
  test("a whole policy is about everybody", () => {
    const policies = [{ name: "p", policy: unread }];
    const found = externalAccess({ policies, resource: QUEUE, service: "sqs", zone: { account: OWN } });
    expect(found).toMatchObject({ reaches: "undecided", undecided: [{ who: undefined, because: unread }] });
  });
  test("who chooses the right value is shown with the statement, and that the value is not known", () => {
    const [finding] = ask(trust({ AWS: OTHER }, { Sid: "x", Condition: { StringEquals: { "sts:ExternalId": unread } } }), role).findings;
    expect(finding?.by.map(({ statement }) => statement.Sid)).toContain("x");
    expect(finding?.witness.context.keys.get("sts:externalid")).toBe("unknown");
  });
});

describe("what is shown is an action that AWS has", () => {
  test.each(
    table<RegExp>([
      ["of a pattern far down the list", { ...open, Action: "s3:PutBucketPol*" }, /^s3:PutBucketPolicy$/, bucket],
      ["of several patterns", { ...open, Action: ["s3:Nothing*", "s3:DeleteBucketPol*"] }, /^s3:DeleteBucketPolicy$/, bucket],
      ["of all but some", { ...open, Action: undefined, NotAction: ["sqs:R*", "sqs:G*", "sqs:L*", "sns:*"] }, /^sqs:[^RGL]/],
      [
        "of all but nearly all",
        { ...open, Action: undefined, NotAction: ["s3:G*", "s3:L*", "s3:D*", "s3:C*", "s3:A*"] },
        /^s3:[^GLDCA]/,
        bucket,
      ],
      ["of a trust with stars", trust(SAML, { Action: "sts:*" }), /^sts:AssumeRoleWith/, role],
      ["of a trust in everything", trust(SAML, { Action: "*" }), /^sts:AssumeRoleWith/, role],
    ]),
  )("$what", ({ given, expected, change }) => {
    const { findings } = ask(given, change);
    expect(findings.length).toBeGreaterThan(0);
    for (const { witness } of findings) {
      expect(witness.action).toMatch(expected);
      expect(actionInfo(witness.action)?.name).toBe(witness.action);
    }
  });
});

describe("who can assume a role", () => {
  test.each<readonly [what: string, given: object | readonly object[], expected: string]>([
    ["not root", trust({ AWS: "*" }, { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } } }), "no"],
    [
      "not root, whatever is allowed",
      trust({ AWS: "*" }, { Action: "*", Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } } }),
      "no",
    ],
    ["nobody who is denied every resource", [trust({ AWS: "*" }), deny()], "no"],
    ["a role", trust({ AWS: "*" }, { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } } }), "yes"],
  ])("%s", (_, given, expected) => {
    expect(ask(given, role).reaches).toBe(expected);
  });
  test("root sends messages, though", () => {
    expect(ask(when({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })).reaches).toBe("yes");
  });
});

test("a key has one of the values that it can only have here", () => {
  const keys = new Map([["my:key", ["a", "b"]]]);
  const both = { StringEquals: { "my:key": "a" }, StringLike: { "my:key": "b" } };
  expect(ask(when(both), { keys }).reaches).toBe("no");
  expect(ask(when({ StringLike: { "my:key": "b*" } }), { keys }).reaches).toBe("yes");
});

test("a control policy of one level denies what that of another does not", () => {
  const control = (extra: object) => ({ name: "rcp", policy: policy(deny(extra)) });
  const levels = [[control({ Action: "s3:*" })], [control({ Action: "sqs:SendMessage" })]];
  expect(ask(open, { resourceControl: levels }).reaches).toBe("no");
  expect(ask({ ...open, Action: "sqs:*" }, { resourceControl: levels }).reaches).toBe("yes");
});
