import { describe, expect, it } from "vitest";
import { type Policy, unknown } from "../../model/index.ts";
import type { ReadOptions } from "./audience.ts";
import { readAnew, readPolicy } from "./reader.ts";
import { policy } from "./worlds.test-helper.ts";

const OWN = "111122223333";
const OTHER = "444455556666";

const open = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const deny = { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" };

describe("what is told of a way in", () => {
  const actions = (given: Policy, wanted?: readonly string[]) =>
    readPolicy(given, { account: OWN, ...(wanted ? { actions: wanted } : {}) }).admissions.map((one) => one.actions);

  it.each<readonly [what: string, statements: readonly object[], wanted: readonly string[] | undefined, expected: readonly string[]]>([
    [
      "as written, in lower case",
      [{ ...open, Action: ["sqs:SendMessage", "SQS:Receive*"] }],
      undefined,
      ["sqs:sendmessage", "sqs:receive*"],
    ],
    [
      "those that matter to the question",
      [{ ...open, Action: ["sqs:SendMessage", "sqs:Receive*", "sqs:GetQueueUrl"] }],
      ["sqs:receivemessage", "sqs:get*"],
      ["sqs:receive*", "sqs:getqueueurl"],
    ],
    [
      "those that no Deny takes away",
      [
        { ...open, Action: ["sqs:SendMessage", "sqs:GetQueueUrl"] },
        { ...deny, Action: "sqs:Send*" },
      ],
      undefined,
      ["sqs:getqueueurl"],
    ],
    [
      "those of which a Deny leaves something",
      [
        { ...open, Action: ["sqs:S*", "sqs:GetQueueUrl"] },
        { ...deny, Action: "sqs:Send*" },
      ],
      undefined,
      ["sqs:s*", "sqs:getqueueurl"],
    ],
    [
      "those of which a Deny leaves what is asked for",
      [
        { ...open, Action: ["sqs:S*", "sqs:GetQueueUrl"] },
        { ...deny, Action: "sqs:Send*" },
      ],
      ["sqs:sendmessage", "sqs:getqueueurl"],
      ["sqs:getqueueurl"],
    ],
    ["what could be read of them", [{ ...open, Action: ["sqs:GetQueueUrl", unknown("parameter")] }], undefined, ["sqs:getqueueurl"]],
  ])("the actions: %s", (_, statements, wanted, expected) => {
    expect(actions(policy(...statements), wanted)).toEqual([expected]);
  });

  it("whether they are all but those", () => {
    const but = policy({ Effect: "Allow", Principal: "*", NotAction: ["sqs:DeleteQueue", "SQS:PurgeQueue"], Resource: "*" }, deny);
    expect(readPolicy(policy(but.Statement[0] as object), { account: OWN }).admissions).toMatchObject([
      { allExcept: true, actions: ["sqs:deletequeue", "sqs:purgequeue"] },
    ]);
    expect(readPolicy(policy(open), { account: OWN }).admissions).toMatchObject([{ allExcept: false, actions: ["sqs:sendmessage"] }]);
    expect(readPolicy(but, { account: OWN }).admissions).toEqual([]);
  });

  const tls = { Bool: { "aws:SecureTransport": "true" } };
  it.each<readonly [what: string, statement: object, expected: readonly (readonly string[])[]]>([
    ["none", open, [[]]],
    ["how somebody must ask", { ...open, Condition: tls }, [["aws:SecureTransport"]]],
    ["who must ask", { ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }, [[]]],
    ["who and how", { ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" }, ...tls } }, [["aws:SecureTransport"]]],
    ["who, where it leaves anybody", { ...open, Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } } }, [["aws:PrincipalOrgID"]]],
    [
      "whom the service must ask for, where it leaves any account",
      { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" }, ...tls } },
      [["aws:SourceArn", "aws:SecureTransport"]],
    ],
    [
      "whom the service must ask for",
      { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": OWN } } },
      [[]],
    ],
    [
      "who must ask, of a service",
      { ...open, Principal: { Service: "s3.amazonaws.com" }, Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } },
      [[]],
    ],
    [
      "of what tags",
      { ...open, Principal: { AWS: OTHER }, Condition: { StringEquals: { "aws:PrincipalTag/a": "b" } } },
      [["aws:PrincipalTag/a"]],
    ],
  ])("the conditions left: %s", (_, statement, expected) => {
    expect(readPolicy(policy(statement), { account: OWN }).admissions.map(({ residual }) => residual)).toEqual(expected);
  });

  it("an identity of CloudFront is a service, and a provider a provider", () => {
    const who = (Principal: object, Action = "s3:GetObject") =>
      readPolicy(policy({ ...open, Principal, Action }), { account: OWN }).admissions.map(({ audience }) => audience);
    expect(who({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" })).toEqual([
      { who: "service", service: "cloudfront.amazonaws.com", accounts: [] },
    ]);
    expect(who({ AWS: OTHER })).toEqual([{ who: "account", account: OTHER, principal: OTHER }]);
    const provider = `arn:aws:iam::${OWN}:oidc-provider/token.example.com`;
    expect(who({ Federated: provider }, "sts:AssumeRoleWithWebIdentity")).toEqual([{ who: "federated", provider }]);
  });

  it("everybody, once for a statement: whom it names beside is among them", () => {
    const given = policy(
      { ...open, Principal: { AWS: ["*", OTHER], Service: "s3.amazonaws.com" } },
      { ...open, Action: "sqs:ReceiveMessage" },
    );
    expect(readPolicy(given, { account: OWN }).admissions.map(({ audience, statement }) => [audience.who, statement.index])).toEqual([
      ["anyone", 0],
      ["anyone", 1],
    ]);
  });
});

describe("what could not be read", () => {
  const gap = (what: string, action?: string) => unknown("parameter", { what, ...(action ? { action } : {}) });
  const undecided = (...statements: readonly object[]) => readPolicy(policy(...statements), { account: OWN }).undecided;

  it("is told once for each thing", () => {
    const by = (value: unknown) => ({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": value } } });
    expect(undecided(by(gap("a")), by(gap("a")))).toHaveLength(1);
    expect(undecided(by(gap("a")), by(gap("b")))).toHaveLength(2);
    expect(undecided(by(gap("a", "iam:GetRole")), by(gap("a", "iam:GetUser")))).toHaveLength(2);
    expect(undecided(by(gap("a")), by(unknown("access-denied", { what: "a" })))).toHaveLength(2);
  });
  it("a statement that may be an Allow is told even when nothing else is in the policy", () => {
    expect(undecided({ ...open, Effect: gap("e") })).toMatchObject([{ what: "e" }]);
  });
});

describe("RestrictPublicBuckets", () => {
  const block = { RestrictPublicBuckets: true, BlockPublicPolicy: false };
  const off = { RestrictPublicBuckets: false, BlockPublicPolicy: true };
  const s3 = { ...open, Action: "s3:GetObject" };
  const sourced = {
    ...s3,
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": OTHER } },
  };
  const anyService = { ...s3, Principal: { Service: "*" } };

  it.each<readonly [what: string, statements: readonly object[], block: ReadOptions["publicAccessBlock"], left: readonly string[]]>([
    ["cuts everybody off", [s3], block, []],
    ["that is off cuts nobody off", [s3], off, ["anyone"]],
    [
      "leaves the services that a public policy names, and the owner",
      [s3, sourced, { ...s3, Principal: { AWS: OWN } }],
      block,
      ["service", "account"],
    ],
    [
      "leaves a service that works for anybody, where the policy is public by something else",
      [s3, { ...s3, Principal: { Service: "s3.amazonaws.com" } }],
      block,
      ["any-account-through-service"],
    ],
    ["cuts other accounts off of a public policy", [s3, { ...s3, Principal: { AWS: OTHER } }], block, []],
    ["leaves a policy that is not public as it is", [sourced, { ...s3, Principal: { AWS: OTHER } }], block, ["service", "account"]],
    ["cuts off any service, and who is named beside it", [anyService, { ...s3, Principal: { AWS: OTHER } }], block, []],
  ])("%s", (_, statements, publicAccessBlock, left) => {
    const { admissions } = readPolicy(policy(...statements), { account: OWN, ...(publicAccessBlock ? { publicAccessBlock } : {}) });
    expect(admissions.map(({ audience }) => audience.who)).toEqual(left);
  });
});

describe("what was read before", () => {
  const questions: readonly ReadOptions[] = [
    { account: OWN },
    { account: OTHER },
    { account: OWN, actions: ["sqs:sendmessage"] },
    { account: OWN, actions: ["sqs:receivemessage"] },
    { account: OTHER, actions: ["sqs:receivemessage"] },
    { account: OWN, publicAccessBlock: { RestrictPublicBuckets: true, BlockPublicPolicy: true } },
    { account: OWN, publicAccessBlock: { RestrictPublicBuckets: false, BlockPublicPolicy: true } },
    { account: OWN, actions: ["sqs:sendmessage"], publicAccessBlock: { RestrictPublicBuckets: true, BlockPublicPolicy: true } },
  ];
  const named = (name: string) =>
    policy(
      { ...open, Resource: `arn:aws:sqs:eu-west-1:${OWN}:${name}` },
      { ...open, Principal: { AWS: OWN }, Action: "sqs:*", Resource: `arn:aws:sqs:eu-west-1:${OWN}:${name}` },
    );

  it("answers no other question, whichever was asked before", () => {
    const given = named("a");
    for (const first of questions)
      for (const second of questions) {
        readPolicy(given, first);
        expect(readPolicy(given, second)).toEqual(readAnew(given, second));
      }
  });
  it("answers for one account only, where the policy asks for the resource's", () => {
    const ours = policy({ ...open, Condition: { StringEquals: { "aws:ResourceAccount": OWN } } });
    const who = (account: string) => readPolicy(ours, { account }).admissions.map(({ audience }) => audience.who);
    expect([who(OWN), who(OTHER), who(OWN)]).toEqual([["anyone"], [], ["anyone"]]);
  });
  it.each([0, 20])("tells of a policy that is alike its own statements, after %i others", (others) => {
    const [one, two] = [named(`b${others}`), named(`c${others}`)];
    for (const question of questions) {
      readPolicy(one, question);
      for (let i = 0; i < others; i += 1) readPolicy(policy({ ...open, Principal: { AWS: String(i).padStart(12, "7") } }), question);
      for (const { statement } of readPolicy(two, question).admissions) expect(two.Statement).toContain(statement);
      expect(readPolicy(two, question)).toEqual(readAnew(two, question));
      for (const { statement } of readPolicy(one, question).admissions) expect(one.Statement).toContain(statement);
    }
  });
  it("is remembered: the same policy and question, the same answer", () => {
    const given = named("d");
    for (const question of questions) {
      readPolicy(named("e"), question);
      expect(readPolicy(given, question)).toBe(readPolicy(given, question));
    }
  });
  it("many policies do not mix", () => {
    const many = Array.from({ length: 30 }, (_, i) => policy({ ...open, Principal: { AWS: String(i).padStart(12, "0") } }));
    for (const given of [...many, ...many]) expect(readPolicy(given, { account: OWN })).toEqual(readAnew(given, { account: OWN }));
  });
  it("no policy lets nobody in", () => {
    expect(readPolicy(undefined, { account: OWN })).toEqual({ admissions: [], undecided: [] });
  });
});
