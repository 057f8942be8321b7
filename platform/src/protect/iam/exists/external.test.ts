import { describe, expect, test } from "vitest";
import { isUnknown, type Policy, parsePolicy, unknown } from "../../../model/index.ts";
import { decide } from "../decide/decide.ts";
import { type ExternalAccess, type ExternalQuestion, externalAccess } from "./external.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const QUEUE = `arn:aws:sqs:ap-northeast-1:${OWN}:q`;

function policy(statements: object | object[], Version = "2012-10-17"): Policy {
  const parsed = parsePolicy({ Version, Statement: statements });
  if (isUnknown(parsed)) throw new Error("test policy is malformed");
  return parsed;
}

function ask(statements: object | object[], change: Partial<ExternalQuestion> & { version?: string } = {}): ExternalAccess {
  const { version, ...rest } = change;
  const question = { resource: QUEUE, service: "sqs", zone: { account: OWN }, ...rest };
  return externalAccess({ policies: [{ name: "policy", policy: policy(statements, version) }], ...question });
}

const open = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const when = (Condition: object) => ({ ...open, Condition });
const deny = (Condition?: object) => ({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*", ...(Condition ? { Condition } : {}) });
const trust = (Principal: object | string, Condition?: object, Action = "sts:AssumeRole") => ({
  Effect: "Allow",
  Principal,
  Action,
  ...(Condition ? { Condition } : {}),
});
const role = { resource: `arn:aws:iam::${OWN}:role/r`, service: "sts" };
const bucket = { resource: "arn:aws:s3:::b", below: ["arn:aws:s3:::b/*"], service: "s3" };
const GITHUB = `arn:aws:iam::${OWN}:oidc-provider/token.actions.githubusercontent.com`;
const workflow = (sub: string, operator = "StringLike") =>
  trust({ Federated: GITHUB }, { [operator]: { "token.actions.githubusercontent.com:sub": sub } }, "sts:AssumeRoleWithWebIdentity");

type Change = Parameters<typeof ask>[1];
type Row = readonly [name: string, given: object | object[], classes: readonly string[], change?: Change];

const rows: readonly Row[] = [
  // Trap 1: absent keys.
  [
    "trap 1: ForAllValues on PrincipalOrgID lets in who has none",
    when({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a" } }),
    ["anonymous", "any-principal"],
  ],
  [
    "trap 1: ArnNotEquals on PrincipalArn leaves it public",
    when({ ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/x` } }),
    ["anonymous", "any-principal"],
  ],
  [
    "trap 1: StringEqualsIfExists on PrincipalOrgID is public",
    when({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a" } }),
    ["anonymous", "any-principal"],
  ],
  [
    "trap 1: StringNotEqualsIfExists in a Deny closes",
    [open, deny({ StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a" } })],
    ["organization"],
  ],
  [
    "trap 1: a Deny of plain StringEquals on an absent key stops nobody",
    [open, deny({ StringEquals: { "aws:PrincipalOrgID": "o-a" } })],
    ["anonymous", "any-principal"],
  ],
  [
    "trap 1: ForAnyValue with IfExists asks for one of the values, not for all",
    when({
      "ForAnyValue:StringEqualsIfExists": { "aws:CalledVia": "athena.amazonaws.com" },
      "ForAnyValue:StringEquals": { "aws:CalledVia": "glue.amazonaws.com" },
    }),
    ["anonymous", "any-principal"],
  ],
  // Trap 2: how and what are not who.
  ["trap 2: ResourceAccount is no restriction", when({ StringEquals: { "aws:ResourceAccount": OWN } }), ["anonymous", "any-principal"]],
  [
    "trap 2: ViaService is no restriction",
    when({ StringEquals: { "kms:ViaService": "s3.amazonaws.com" } }),
    ["anonymous", "any-principal"],
  ],
  [
    "trap 2: CalledVia is no restriction",
    when({ "ForAnyValue:StringEquals": { "aws:CalledVia": ["athena.amazonaws.com"] } }),
    ["anonymous", "any-principal"],
  ],
  ["trap 2: PrincipalTag says nothing of whose the role is", when({ StringEquals: { "aws:PrincipalTag/team": "a" } }), ["any-principal"]],
  [
    "trap 2: Referer and SecureTransport",
    when({ StringLike: { "aws:Referer": "https://a/*" }, Bool: { "aws:SecureTransport": "true" } }),
    ["anonymous", "any-principal"],
  ],
  // Trap 3: a stranger's value.
  ["trap 3: o-* is anybody's organisation", when({ StringLike: { "aws:PrincipalOrgID": "o-*" } }), ["any-principal"]],
  ["trap 3: repo:my-org* is also repo:my-org-evil/x", workflow("repo:my-org*"), ["federated any"], role],
  ["trap 3: repo:my-org/* is not", workflow("repo:my-org/*"), ["federated named"], role],
  ["trap 3: a fixed subject", workflow("repo:my-org/app:ref:refs/heads/main", "StringEquals"), ["federated named"], role],
  [
    "trap 3: no subject at all",
    trust(
      { Federated: GITHUB },
      { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
      "sts:AssumeRoleWithWebIdentity",
    ),
    ["federated any"],
    role,
  ],
  [
    "trap 3: a bucket whose name begins so",
    { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::my-*" } } },
    ["any-account-through-service"],
  ],
  ["trap 3: accounts that begin so", when({ StringLike: { "aws:PrincipalAccount": "12*" } }), ["any-principal"]],
  // Trap 4: stars.
  [
    "trap 4: a star under ArnLike stays in its part",
    when({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/*` } }),
    ["account"],
  ],
  [
    "trap 4: a star in the account part is anybody",
    when({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } }),
    ["any-principal"],
  ],
  ["trap 4: a star under StringEquals is a star", when({ StringEquals: { "aws:PrincipalOrgID": "o-*" } }), ["organization"]],
  [
    "trap 4: a star under StringLike runs across the parts",
    when({ StringLike: { "aws:PrincipalArn": "arn:aws:iam:*:role/admin" } }),
    ["any-principal"],
  ],
  [
    "trap 4: a bucket has no account",
    { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::mine" } } },
    [],
  ],
  // Trap 6: whose grants a boundary limits is the evaluator's; here every name of a foreign account counts.
  ["trap 6: a foreign role by its ARN", { ...open, Principal: { AWS: `arn:aws:iam::${OTHER}:role/r` } }, ["account"]],
  ["trap 6: a foreign session by its ARN", { ...open, Principal: { AWS: `arn:aws:sts::${OTHER}:assumed-role/r/s` } }, ["account"]],
  ["trap 6: a name of the own account is inside", { ...open, Principal: { AWS: `arn:aws:iam::${OWN}:role/r` } }, []],
  // Trap 8: conditions of one Deny are ANDed.
  [
    "trap 8: two half denies leave a gap",
    [open, deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-a" }, Bool: { "aws:SecureTransport": "false" } })],
    ["anonymous", "any-principal"],
  ],
  [
    "trap 8: two whole denies leave none",
    [open, deny({ StringNotEquals: { "aws:PrincipalAccount": OWN } }), deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-a" } })],
    [],
  ],
  // Trap 9: the inverse elements, and statements apart.
  ["trap 9: NotAction denies the rest", [open, { ...deny(), Action: undefined, NotAction: "sqs:ReceiveMessage" }], []],
  [
    "trap 9: NotAction spares the action",
    [open, { ...deny(), Action: undefined, NotAction: "sqs:SendMessage" }],
    ["anonymous", "any-principal"],
  ],
  ["trap 9: NotResource spares the queue", [open, { ...deny(), Resource: undefined, NotResource: QUEUE }], ["anonymous", "any-principal"]],
  ["trap 9: NotResource denies it", [open, { ...deny(), Resource: undefined, NotResource: "arn:aws:sqs:*:*:other" }], []],
  ["trap 9: NotPrincipal with an Allow", { ...open, Principal: undefined, NotPrincipal: { AWS: OWN } }, ["anonymous", "any-principal"]],
  ["trap 9: NotPrincipal with a Deny", [open, { ...deny(), Principal: undefined, NotPrincipal: { AWS: OTHER } }], ["account"]],
  // Trap 13: function URLs.
  [
    "trap 13: a URL without authentication",
    [
      { ...open, Action: "lambda:InvokeFunctionUrl", Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } },
      { ...open, Action: "lambda:InvokeFunction", Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } },
    ],
    ["anonymous", "any-principal"],
    { resource: `arn:aws:lambda:us-east-1:${OWN}:function:f`, service: "lambda" },
  ],
  [
    "trap 13: InvokeFunction cannot be asked for unsigned",
    { ...open, Action: "lambda:InvokeFunction" },
    ["any-principal"],
    { resource: `arn:aws:lambda:us-east-1:${OWN}:function:f`, service: "lambda" },
  ],
  // Trap 14: Lambda ARNs.
  [
    "trap 14: the unqualified function is not its alias",
    { ...open, Action: "lambda:InvokeFunction", Resource: `arn:aws:lambda:us-east-1:${OWN}:function:f` },
    [],
    { resource: `arn:aws:lambda:us-east-1:${OWN}:function:f:live`, service: "lambda" },
  ],
  [
    "trap 14: function/… never matches",
    { ...open, Action: "lambda:InvokeFunction", Resource: `arn:aws:lambda:us-east-1:${OWN}:function/f` },
    [],
    { resource: `arn:aws:lambda:us-east-1:${OWN}:function:f`, service: "lambda" },
  ],
  // Trap 15: Block Public Access.
  [
    "trap 15: RestrictPublicBuckets cuts the named account of a public policy as well",
    [
      { ...open, Action: "s3:GetObject" },
      { ...open, Action: "s3:GetObject", Principal: { AWS: OTHER } },
    ],
    ["any-account-through-service"],
    { ...bucket, restrictPublicBuckets: true },
  ],
  [
    "trap 15: a policy that is not public is not cut",
    { ...open, Action: "s3:GetObject", Principal: { AWS: OTHER } },
    ["account"],
    { ...bucket, restrictPublicBuckets: true },
  ],
  ["trap 15: without the block", { ...open, Action: "s3:GetObject" }, ["anonymous", "any-principal"], bucket],
  // Trap 16: variables.
  [
    "trap 16: variables are literal in version 2008",
    when({ StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }),
    [],
    { version: "2008-10-17" },
  ],
  [
    "trap 16: and are not in version 2012",
    when({ StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }),
    ["anonymous", "any-principal"],
  ],
  [
    "trap 16: the caller's account in a tag of its choice",
    when({ StringEquals: { "aws:PrincipalTag/a": "${aws:PrincipalAccount}" } }),
    ["any-principal"],
  ],
  // Classes.
  ["a service without a source", { ...open, Principal: { Service: "s3.amazonaws.com" } }, ["any-account-through-service"]],
  [
    "a service for the own account",
    { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": OWN } } },
    [],
  ],
  [
    "a service for a foreign account",
    { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": [OWN, OTHER] } } },
    ["service"],
  ],
  [
    "a service for a resource of the own account",
    { ...open, Principal: { Service: "sns.amazonaws.com" }, Condition: { ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${OWN}:*` } } },
    [],
  ],
  ["a narrow network", when({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), ["network"]],
  ["half the internet", when({ IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }), ["anonymous", "any-principal"]],
  ["an endpoint", when({ StringEquals: { "aws:SourceVpce": "vpce-1" } }), ["network"]],
  ["any endpoint", when({ StringLike: { "aws:SourceVpce": "vpce-*" } }), ["anonymous", "any-principal"]],
  [
    "the own organisation",
    when({ StringEquals: { "aws:PrincipalOrgID": "o-own" } }),
    [],
    { zone: { account: OWN, organization: "o-own" } },
  ],
  [
    "another organisation",
    when({ StringEquals: { "aws:PrincipalOrgID": ["o-own", "o-other"] } }),
    ["organization"],
    { zone: { account: OWN, organization: "o-own" } },
  ],
  [
    "a path in the own organisation",
    when({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-own/r-1/*" } }),
    [],
    { zone: { account: OWN, organization: "o-own" } },
  ],
  [
    "a foreign account that must be of the own organisation",
    { ...open, Principal: { AWS: OTHER }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-own" } } },
    [],
    { zone: { account: OWN, organization: "o-own" } },
  ],
  ["a trusted account", { ...open, Principal: { AWS: OTHER } }, [], { zone: { account: OWN, trusted: [OTHER] } }],
  ["everybody may assume the role, but not without a signature", trust({ AWS: "*" }), ["any-principal"], role],
  ["a partner with an external id", trust({ AWS: OTHER }, { StringEquals: { "sts:ExternalId": "x" } }), ["account"], role],
  ["a deleted principal", { ...open, Principal: { AWS: "AROAABCDEFGHIJKLMNOPQ" } }, []],
  ["another action of the service only", { ...open, Action: "sns:Publish" }, []],
];

describe("who outside can reach a resource", () => {
  const cases = rows.map(([name, given, classes, change = {}]) => ({ name, given, classes, change }));

  test.each(cases)("$name", ({ given, classes, change }) => {
    const { findings, undecided, reaches } = ask(given, change);
    const told = findings.map(({ who }) => (who.who === "federated" ? `federated ${who.anyIdentity ? "any" : "named"}` : who.who));
    expect(told).toEqual(classes);
    expect(undecided).toEqual([]);
    expect(reaches).toBe(classes.length > 0 ? "yes" : "no");
  });

  test.each(cases)("$name: the evaluator allows every witness", ({ given, change }) => {
    const { version, ...rest } = change;
    const source = { name: "policy", policy: policy(given, version) };
    const { findings } = externalAccess({ policies: [source], resource: QUEUE, service: "sqs", zone: { account: OWN }, ...rest });
    const all = policy({ Effect: "Allow", Action: "*", Resource: "*" });
    for (const { witness } of findings) {
      const policies = { identity: [{ name: "all", policy: all }], serviceControl: [], resourceControl: [], resource: [source] };
      expect(decide(witness, policies).answer).toBe("allowed");
      if ("account" in witness.caller) expect(witness.caller.account).not.toBe(OWN);
    }
  });

  test("trap 15: Block Public Access's notion is kept apart from the effect", () => {
    const org = { ...when({ StringEquals: { "aws:PrincipalOrgID": "o-a" } }), Action: "s3:GetObject" };
    const tag = { ...when({ StringEquals: { "aws:PrincipalTag/a": "b" } }), Action: "s3:GetObject" };
    const closed = [{ ...open, Action: "s3:GetObject" }, deny()];
    expect(ask(org, bucket)).toMatchObject({ publicByS3: false, reaches: "yes" });
    expect(ask(tag, bucket)).toMatchObject({ publicByS3: true, reaches: "yes" });
    expect(ask(closed, bucket)).toMatchObject({ publicByS3: true, reaches: "no" });
    expect(ask(open)).toMatchObject({ publicByS3: undefined });
  });

  test.each([
    ["an unreadable policy", [{ name: "p", policy: unknown("access-denied") }]],
    ["an unreadable condition", [{ name: "p", policy: policy(when({ StringEquals: { "aws:PrincipalOrgID": unknown("parameter") } })) }]],
    ["an unreadable Deny", [{ name: "p", policy: policy([open, { ...deny(), Action: unknown("parameter") }]) }]],
    ["an unreadable effect", [{ name: "p", policy: policy([open, { ...deny(), Effect: unknown("parameter") }]) }]],
    ["an operator AWS does not have", [{ name: "p", policy: policy(when({ StringMatches: { "aws:PrincipalOrgID": "o" } })) }]],
    ["a wildcard in a principal's ARN", [{ name: "p", policy: policy({ ...open, Principal: { AWS: `arn:aws:iam::${OTHER}:role/*` } }) }]],
    ["the unique id of somebody", [{ name: "p", policy: policy(when({ StringLike: { "aws:userid": "AROAABCDEFGHIJKLMNOPQ:*" } })) }]],
  ])("%s is neither reachable nor not", (_, policies) => {
    const { reaches, undecided } = externalAccess({ policies, resource: QUEUE, service: "sqs", zone: { account: OWN } });
    expect(reaches).toBe("undecided");
    expect(undecided.length).toBeGreaterThan(0);
  });
  test("trap 13: a URL of which only the first question is granted hangs on whether AWS exempts it from the second", () => {
    const fn = { resource: `arn:aws:lambda:us-east-1:${OWN}:function:f`, service: "lambda" };
    const { reaches, findings, undecided } = ask({ ...open, Action: "lambda:InvokeFunctionUrl" }, fn);
    expect([reaches, findings]).toEqual(["undecided", []]);
    expect(undecided.map(({ who, because }) => [who?.who, because.reason, because.what])).toEqual([
      ["anonymous", "exempted", "lambda:InvokeFunction"],
      ["any-principal", "exempted", "lambda:InvokeFunction"],
    ]);
  });
  test("trap 16: a resource in the caller's name is never said to be out of reach", () => {
    expect(ask({ ...open, Resource: "arn:aws:sqs:*:${aws:PrincipalAccount}:q" }).reaches).toBe("undecided");
    expect(ask({ ...open, Resource: "arn:aws:sqs:*:*:${aws:PrincipalTag/queue}" }).reaches).toBe("yes");
  });
  test("an unreadable value of a key that callers choose lets in who has the right one", () => {
    const given = trust({ AWS: OTHER }, { StringEquals: { "sts:ExternalId": unknown("parameter") } });
    expect(ask(given, role).findings.map(({ who }) => who.who)).toEqual(["account"]);
  });
  test("an unreadable Allow of a service of one's own does not hide a proven one", () => {
    const given = [open, { ...open, Principal: { AWS: unknown("parameter") } }];
    expect(ask(given)).toMatchObject({ reaches: "yes" });
  });
  test("a resource control policy closes for principals", () => {
    const control = policy({
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: "*",
      Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-own" } },
    });
    expect(
      ask(open, { resourceControl: [[{ name: "rcp", policy: control }]], zone: { account: OWN, organization: "o-own" } }).reaches,
    ).toBe("no");
  });
  test("out of budget is undecided", () => {
    const stars = Array.from({ length: 12 }, (_, i) => `*${"a*b".repeat(6 + i)}*`);
    const given = [
      when({ StringLike: { "aws:Referer": stars } }),
      deny({ StringNotLike: { "aws:Referer": stars.map((s) => `${s}c?d*`) } }),
    ];
    expect(ask(given, { steps: 50 }).reaches).toBe("undecided");
  });
});
