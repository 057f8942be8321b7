import { describe, expect, test } from "vitest";
import { type Policy, unknown } from "../../model/index.ts";
import { readPolicy } from "./reader.ts";
import { policy } from "./worlds.test-helper.ts";

const OWN = "111122223333";
const OTHER = "444455556666";

const open = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const when = (Condition: object) => policy({ ...open, Condition });
const byService = (Condition?: object) =>
  policy({ ...open, Principal: { Service: "s3.amazonaws.com" }, ...(Condition ? { Condition } : {}) });

describe("who a policy admits", () => {
  const rows: [string, Policy, string[]][] = [
    ["principal *", policy(open), ["anyone"]],
    ["AWS *", policy({ ...open, Principal: { AWS: "*" } }), ["anyone"]],
    ["NotPrincipal with Allow", policy({ Effect: "Allow", NotPrincipal: { AWS: OWN }, Action: "*", Resource: "*" }), ["anyone"]],
    ["an account id", policy({ ...open, Principal: { AWS: OTHER } }), ["account"]],
    ["an account's role", policy({ ...open, Principal: { AWS: `arn:aws:iam::${OTHER}:role/r` } }), ["account"]],
    ["a deleted principal", policy({ ...open, Principal: { AWS: "AROAABCDEFGHIJKLMNOPQ" } }), []],
    ["PrincipalOrgID", when({ StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }), ["organization"]],
    ["PrincipalOrgID in another case", when({ stringequals: { "AWS:principalorgid": "o-abcdefghij" } }), ["organization"]],
    ["PrincipalOrgID like o-*", when({ StringLike: { "aws:PrincipalOrgID": "o-*" } }), ["anyone"]],
    ["PrincipalOrgID IfExists: absent for anonymous callers", when({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a" } }), ["anyone"]],
    ["ForAllValues PrincipalOrgID: true when absent", when({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a" } }), ["anyone"]],
    [
      "ForAllValues with a Null guard",
      when({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a" }, Null: { "aws:PrincipalOrgID": "false" } }),
      ["organization"],
    ],
    ["ForAnyValue PrincipalOrgPaths", when({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a/r-b/ou-c/*" } }), ["organization"]],
    ["a negated ArnNotEquals PrincipalArn", when({ ArnNotEquals: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/x` } }), ["anyone"]],
    ["PrincipalArn with a literal account", when({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/*` } }), ["account"]],
    ["PrincipalArn with any account", when({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } }), ["anyone"]],
    ["delegated to the access points of an account", when({ StringEquals: { "s3:DataAccessPointAccount": OWN } }), ["account"]],
    ["delegated to access points of any account", when({ StringLike: { "s3:DataAccessPointAccount": "*" } }), ["anyone"]],
    [
      "delegated to one access point",
      when({ ArnLike: { "s3:DataAccessPointArn": `arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/*` } }),
      ["account"],
    ],
    ["a subscription to one endpoint", when({ StringEquals: { "sns:Endpoint": `arn:aws:sqs:ap-northeast-1:${OWN}:q` } }), ["network"]],
    ["a subscription of one mail domain, which a URL can end with", when({ StringLike: { "sns:Endpoint": "*@example.com" } }), ["anyone"]],
    [
      "a deny of everybody but AWS services lets anonymous callers pass, who lack the key",
      policy(open, {
        Effect: "Deny",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
      }),
      ["anyone"],
    ],
    [
      "a deny of everybody but AWS services, absent key included",
      policy(open, {
        Effect: "Deny",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { BoolIfExists: { "aws:PrincipalIsAWSService": "False" } },
      }),
      ["any-account-through-service"],
    ],
    ["ResourceAccount says what, not who", when({ StringEquals: { "aws:ResourceAccount": OWN } }), ["anyone"]],
    ["Referer is chosen by the caller", when({ StringLike: { "aws:Referer": "https://example.com/*" } }), ["anyone"]],
    ["PrincipalTag is chosen by any account", when({ StringEquals: { "aws:PrincipalTag/team": "a" } }), ["anyone"]],
    ["SecureTransport says how", when({ Bool: { "aws:SecureTransport": "true" } }), ["anyone"]],
    ["a narrow address range", when({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), ["network"]],
    ["an address range as wide as the internet", when({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }), ["anyone"]],
    ["one wide range among narrow ones", when({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "::/0"] } }), ["anyone"]],
    ["a VPC endpoint", when({ StringEquals: { "aws:SourceVpce": "vpce-1" } }), ["network"]],
    ["SourceAccount on *", when({ StringEquals: { "aws:SourceAccount": OWN } }), ["service"]],
    ["a policy variable as value", when({ StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }), ["anyone"]],
    ["a star under StringEquals is literal", when({ StringEquals: { "aws:SourceVpce": "vpce-*" } }), ["network"]],
    ["a service without a source", byService(), ["any-account-through-service"]],
    ["a service with SourceAccount", byService({ StringEquals: { "aws:SourceAccount": OWN } }), ["service"]],
    ["a service with a fixed bucket", byService({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::my-bucket" } }), ["service"]],
    ["a service with any bucket", byService({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }), ["any-account-through-service"]],
    ["a deny of everything", policy(open, { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }), []],
    ["a deny of the one action", policy(open, { Effect: "Deny", Principal: "*", Action: "sqs:Send*", Resource: "*" }), []],
    ["a deny of another action", policy(open, { Effect: "Deny", Principal: "*", Action: "sqs:Receive*", Resource: "*" }), ["anyone"]],
    [
      "a deny of another resource",
      policy({ ...open, Resource: "arn:aws:sqs:a:b:q" }, { Effect: "Deny", Principal: "*", Action: "*", Resource: "arn:aws:sqs:a:b:z" }),
      ["anyone"],
    ],
    [
      "a deny outside the organisation",
      policy(open, {
        Effect: "Deny",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a" } },
      }),
      ["organization"],
    ],
    [
      "a deny of plain HTTP only",
      policy(open, { Effect: "Deny", Principal: "*", Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      ["anyone"],
    ],
    [
      "a deny outside a network",
      policy(open, {
        Effect: "Deny",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      }),
      ["network"],
    ],
    [
      "two half denies ANDed leave a gap",
      policy(open, {
        Effect: "Deny",
        Principal: "*",
        Action: "*",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a", "aws:UserAgent": "x" } },
      }),
      ["anyone"],
    ],
    [
      "a deny of everyone but an account",
      policy(open, { Effect: "Deny", NotPrincipal: { AWS: OTHER }, Action: "*", Resource: "*" }),
      ["account"],
    ],
    [
      "a deny for AWS principals does not stop a service",
      policy(
        { ...open, Principal: { Service: "s3.amazonaws.com" } },
        { Effect: "Deny", Principal: { AWS: "*" }, Action: "*", Resource: "*" },
      ),
      ["any-account-through-service"],
    ],
  ];
  test.each(rows)("%s", (_, given, expected) => {
    const { admissions, undecided } = readPolicy(given, { account: OWN });
    expect(admissions.map((a) => a.audience.who)).toEqual(expected);
    expect(undecided).toEqual([]);
  });

  test("an unreadable condition is undecided, never public and never closed", () => {
    const { admissions, undecided } = readPolicy(when({ StringEquals: { "aws:PrincipalOrgID": unknown("parameter") } }), { account: OWN });
    expect(admissions).toEqual([]);
    expect(undecided).toHaveLength(1);
  });
  test("an unreadable deny makes the admission undecided", () => {
    const given = policy(open, { Effect: "Deny", Principal: "*", Action: unknown("parameter"), Resource: "*" });
    const { admissions, undecided } = readPolicy(given, { account: OWN });
    expect(admissions).toEqual([]);
    expect(undecided).toHaveLength(1);
  });
  test("an operator AWS does not know is undecided", () => {
    expect(readPolicy(when({ StringMatches: { "aws:PrincipalOrgID": "o-a" } }), { account: OWN }).undecided).toHaveLength(1);
  });
  test("only the asked-for actions count", () => {
    expect(readPolicy(policy(open), { account: OWN, actions: ["sqs:receivemessage"] }).admissions).toEqual([]);
    expect(readPolicy(policy({ ...open, Action: "sqs:*" }), { account: OWN, actions: ["sqs:receivemessage"] }).admissions).toHaveLength(1);
  });
  test("RestrictPublicBuckets cuts a public policy off, also for named foreign accounts", () => {
    const given = policy(open, { ...open, Principal: { AWS: OTHER } }, { ...open, Principal: { AWS: OWN } });
    const block = { RestrictPublicBuckets: true, BlockPublicPolicy: true };
    expect(readPolicy(given, { account: OWN, publicAccessBlock: block }).admissions.map((a) => a.audience)).toEqual([
      { who: "account", account: OWN, principal: OWN },
    ]);
  });
  test("a statement that may allow or deny makes the admission undecided", () => {
    const given = policy(open, { Effect: unknown("parameter"), Principal: "*", Action: "*", Resource: "*" });
    const { admissions, undecided } = readPolicy(given, { account: OWN });
    expect(admissions).toEqual([]);
    expect(undecided.length).toBeGreaterThan(0);
  });
  test("a statement without an action is malformed, not harmless", () => {
    const { admissions, undecided } = readPolicy(policy({ Effect: "Allow", Principal: "*", Resource: "*" }), { account: OWN });
    expect(admissions).toEqual([]);
    expect(undecided).toHaveLength(1);
  });
  test("RestrictPublicBuckets does not cut a policy off that names a service: S3 calls it not public", () => {
    const service = { ...open, Principal: { Service: "logging.s3.amazonaws.com" } };
    const given = policy(service, { ...open, Principal: { AWS: OTHER } });
    const block = { RestrictPublicBuckets: true, BlockPublicPolicy: true };
    expect(readPolicy(given, { account: OWN, publicAccessBlock: block }).admissions.map((a) => a.audience.who)).toEqual([
      "any-account-through-service",
      "account",
    ]);
  });
});
