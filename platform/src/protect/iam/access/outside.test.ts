import { describe, expect, it } from "vitest";
import { type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, allow, policy, roleWith, scopeOf } from "../worlds.test-helper.ts";
import { targetOf } from "./resources.ts";
import { whoCan } from "./who-can.ts";

const A = "111122223333";
const B = "444455556666";
const C = "777788889999";
const unread = unknown("access-denied");

const admits = (Principal: unknown, extra: object = {}) => ({
  Effect: "Allow",
  Principal,
  Action: "sqs:SendMessage",
  Resource: "*",
  ...extra,
});
const SEEN = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
const role = (arn: string) => ({ AWS: `arn:aws:iam::${B}:${arn}` });

function worldWith(...resources: readonly unknown[]): World {
  // The id that a made-up stranger would have is one of the estate's own.
  const scopes = [scopeOf(A), scopeOf("000000000001")];
  return new World(
    { scopes, resources: [accountAlone(), ...resources] as Resource[], gaps: [], problems: [], unrecognised: {} },
    { now: new Date("2026-11-22T00:00:00Z") },
  );
}
const queue = (Policy: unknown) =>
  resource("Queue", { Arn: `arn:aws:sqs:ap-northeast-1:${A}:q`, name: "q", Policy: Policy as undefined, Tags: {} });

/** One line for each caller from outside. */
function outsiders(Policy: unknown, action = "sqs:SendMessage", context?: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const q = queue(Policy);
  const world = worldWith(q);
  return whoCan(world, action, targetOf(world, q.id), context)
    .outside.map(({ outside, person: { name }, decision: { answer } }) => `${outside} ${name}${answer === "allowed" ? "" : " perhaps"}`)
    .toSorted();
}

describe("who comes from outside", () => {
  it.each<readonly [what: string, statements: readonly object[], expected: readonly string[]]>([
    ["nobody", [], []],
    ["another action only", [admits({ AWS: B }, { Action: "sqs:ReceiveMessage" })], []],
    ["everybody", [admits("*")], ["anonymous anonymous", "any-account 000000000002"]],
    ["everybody with a name", [admits("*", { Condition: { Null: { "aws:PrincipalArn": "false" } } })], ["any-account 000000000002"]],
    ["an account", [admits({ AWS: B })], [`named ${B}`]],
    ["an account, by its root", [admits(role("root"))], [`named ${B}`]],
    ["a role", [admits(role("role/r"))], [`named arn:aws:iam::${B}:role/r`]],
    ["a user", [admits(role("user/u"))], [`named arn:aws:iam::${B}:user/u`]],
    ["a session", [admits({ AWS: `arn:aws:sts::${B}:assumed-role/r/me` })], [`named arn:aws:sts::${B}:assumed-role/r/me`]],
    ["two accounts", [admits({ AWS: [B, C] })], [`named ${B}`, `named ${C}`]],
    ["one that another statement refuses", [admits({ AWS: [B, C] }), { ...admits({ AWS: B }), Effect: "Deny" }], [`named ${C}`]],
    ["one that a Deny names only", [{ ...admits({ AWS: B }), Effect: "Deny" }], []],
    ["under a condition", [admits({ AWS: B }, { Condition: SEEN })], [`named ${B} perhaps`]],
    ["under a condition nobody could read", [admits({ AWS: B }, { Condition: unread })], [`named ${B} perhaps`]],
    ["with an action nobody could read", [admits({ AWS: B }, { Action: unread })], [`named ${B} perhaps`]],
    ["by a statement that may be an Allow", [{ ...admits({ AWS: B }), Effect: unread }], [`named ${B} perhaps`]],
    [
      "a role, by a statement that may be an Allow",
      [{ ...admits(role("role/r")), Effect: unread }],
      [`named arn:aws:iam::${B}:role/r perhaps`],
    ],
    [
      "one of two, by a statement that may be an Allow",
      [{ ...admits({ AWS: [unread, role("root").AWS] }), Effect: unread }],
      ["anonymous anonymous perhaps", "any-account 000000000002 perhaps", `named ${B} perhaps`],
    ],
    [
      "everybody, by a statement that may be an Allow",
      [{ ...admits({ AWS: "*" }), Effect: unread }],
      ["anonymous anonymous perhaps", "any-account 000000000002 perhaps"],
    ],
    ["our own, by a statement that may be an Allow", [{ ...admits({ AWS: [A, `arn:aws:iam::${A}:user/u`] }), Effect: unread }], []],
    [
      "nobody that there can be",
      [{ ...admits({ AWS: ["AIDAEXAMPLEEXAMPLE", "arn:aws:iam::444:role/r", "arn:aws:s3:::b"] }), Effect: unread }],
      [],
    ],
    [
      "a service, by a statement that may be an Allow",
      [{ ...admits({ Service: "sns.amazonaws.com" }), Effect: unread }],
      ["service sns.amazonaws.com perhaps"],
    ],
    ["any service", [admits({ Service: "*" })], ["service *"]],
    ["our own", [admits({ AWS: A }), admits({ AWS: `arn:aws:iam::${A}:role/r` }), admits({ AWS: "000000000001" })], []],
    ["a service", [admits({ Service: "sns.amazonaws.com" })], ["service sns.amazonaws.com"]],
    [
      "a service that works for our own account",
      [admits({ Service: "sns.amazonaws.com" }, { Condition: { StringEquals: { "aws:SourceAccount": A } } })],
      ["service sns.amazonaws.com perhaps"],
    ],
    ["a service and an account", [admits({ Service: "sns.amazonaws.com", AWS: B })], [`named ${B}`, "service sns.amazonaws.com"]],
    [
      "everybody but an account",
      [{ ...admits("*"), Principal: undefined, NotPrincipal: { AWS: B } }],
      ["anonymous anonymous", "any-account 000000000002"],
    ],
    [
      "an account by a condition, and another that nobody could read",
      [admits("*", { Condition: { StringEquals: { "aws:PrincipalAccount": B, "aws:SourceVpc": [unread] } } })],
      [`named ${B} perhaps`],
    ],
    ["an account by a condition", [admits("*", { Condition: { StringEquals: { "aws:PrincipalAccount": B } } })], [`named ${B}`]],
  ])("%s", (_, statements, expected) => {
    expect(outsiders(statements.length === 0 ? undefined : policy(...statements))).toEqual(expected);
  });

  it("under a condition that the asker meets", () => {
    const given = policy(admits({ AWS: B }, { Condition: SEEN }));
    expect(outsiders(given, "sqs:SendMessage", new Map([["aws:SourceIp", ["10.1.2.3"]]]))).toEqual([`named ${B}`]);
    expect(outsiders(given, "sqs:SendMessage", new Map([["aws:SourceIp", ["192.0.2.1"]]]))).toEqual([]);
  });
  it("a policy that nobody could read may let in anybody", () => {
    expect(outsiders(unread)).toEqual(["anonymous anonymous perhaps", "any-account 000000000002 perhaps"]);
  });
  it("whom a provider vouches for", () => {
    const provider = `arn:aws:iam::${A}:oidc-provider/token.example.com`;
    const trust = (Condition: object | undefined) =>
      resource("Role", {
        Arn: `arn:aws:iam::${A}:role/deploy`,
        name: "deploy",
        region: "global",
        AssumeRolePolicyDocument: policy({
          Effect: "Allow",
          Principal: { Federated: provider },
          Action: "sts:AssumeRoleWithWebIdentity",
          ...(Condition ? { Condition } : {}),
        }),
        Policies: [],
        ManagedPolicyArns: [],
        PermissionsBoundary: undefined,
        RoleId: undefined,
        Tags: {},
      });
    const asked = (Condition?: object) => {
      const deploy = trust(Condition);
      const world = worldWith(deploy);
      return whoCan(world, "sts:AssumeRoleWithWebIdentity", targetOf(world, deploy.id)).outside.map(
        ({ outside, person, decision: { answer } }) => `${outside} ${person.name} ${answer}`,
      );
    };
    expect(asked()).toEqual([`federated ${provider} allowed`]);
    expect(asked({ StringEquals: { "token.example.com:sub": "repo:x" } })).toEqual([`federated ${provider} depends`]);
  });
});

describe("callers that a policy lets in are asked for as who they are", () => {
  it.each<readonly [Principal: unknown, caller: object]>([
    [{ AWS: B }, { type: "role", account: B, serviceLinked: false }],
    [role("role/r"), { type: "role", arn: `arn:aws:iam::${B}:role/r`, account: B, serviceLinked: false }],
    [role("user/u"), { type: "user", arn: `arn:aws:iam::${B}:user/u`, account: B }],
    [{ AWS: `arn:aws:sts::${B}:assumed-role/r/me` }, { type: "role", arn: `arn:aws:iam::${B}:role/r`, account: B, serviceLinked: false }],
    [{ Service: "sns.amazonaws.com" }, { type: "service", service: "sns.amazonaws.com" }],
    [role("role/assumed-role/r/me"), { type: "role", arn: `arn:aws:iam::${B}:role/assumed-role/r/me`, account: B }],
  ])("%j", (Principal, caller) => {
    // Where the statement may not be an Allow, they are only named.
    for (const Effect of ["Allow", unread]) {
      const q = queue(policy({ ...admits(Principal), Effect }));
      const world = worldWith(q);
      const { outside } = whoCan(world, "sqs:SendMessage", targetOf(world, q.id));
      expect(outside.map(({ person }) => person.caller)).toMatchObject([caller]);
    }
  });
});

it.each<readonly [name: string, caller: object]>([
  [B, { type: "role", arn: `arn:aws:iam::${B}:role/stranger`, account: B, serviceLinked: false }],
  [`arn:aws:iam::${B}:role/a:b`, { type: "role", arn: `arn:aws:iam::${B}:role/a:b`, account: B }],
  [`arn:aws-cn:sts::${B}:assumed-role/deploy/me`, { type: "role", arn: `arn:aws-cn:iam::${B}:role/deploy`, account: B }],
])("%s, of whom a statement that may be an Allow speaks, is asked for by that name", (name, caller) => {
  const q = queue(policy({ ...admits({ AWS: name }), Effect: unread }));
  const world = worldWith(q);
  const { outside } = whoCan(world, "sqs:SendMessage", targetOf(world, q.id));
  expect(outside.map(({ person }) => person.caller)).toMatchObject([caller]);
});

describe("through its access points", () => {
  const bucket = (name: string, Policy: unknown) =>
    resource("Bucket", {
      Arn: `arn:aws:s3:::${name}`,
      name,
      Policy: Policy as undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
      Tags: {},
    });
  const point = (name: string, Bucket: unknown, Policy: unknown) =>
    resource("S3AccessPoint", {
      Arn: `arn:aws:s3:ap-northeast-1:${A}:accesspoint/${name}`,
      name,
      Bucket: Bucket as string,
      Policy: Policy as undefined,
      PublicAccessBlock: undefined,
      NetworkOrigin: "Internet",
      Tags: {},
    });
  const objects = (Resource: string, Principal: unknown) => policy({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource });
  const delegated = policy({
    Effect: "Allow",
    Principal: "*",
    Action: "*",
    Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
    Condition: { StringEquals: { "s3:DataAccessPointAccount": A } },
  });
  const lets = (name: string) => objects(`arn:aws:s3:ap-northeast-1:${A}:accesspoint/${name}/object/*`, { AWS: B });
  const asked = (on: string, ...resources: readonly unknown[]) => {
    const world = worldWith(...resources);
    return whoCan(world, "s3:GetObject", targetOf(world, on)).outside.map(
      ({ outside, person: { name }, decision: { answer }, target: { arn } }) => `${outside} ${name} ${answer} ${arn.split(":").at(-1)}`,
    );
  };
  it("a bucket lets in whom they let in", () => {
    expect(asked("arn:aws:s3:::b/a/k", bucket("b", delegated), point("p", "b", lets("p")))).toEqual([
      `named ${B} allowed accesspoint/p/object/a/k`,
    ]);
  });
  it("a bucket itself, too, and through a point of many regions", () => {
    const list = policy({
      Effect: "Allow",
      Principal: { AWS: B },
      Action: "s3:ListBucket",
      Resource: `arn:aws:s3:ap-northeast-1:${A}:accesspoint/p`,
    });
    const world = worldWith(bucket("b", delegated), resource("S3AccessPoint", { ...point("p", "gone", list), Buckets: ["x", "b"] }));
    const { outside } = whoCan(world, "s3:ListBucket", targetOf(world, "arn:aws:s3:::b"));
    expect(outside.map(({ person, target: { arn } }) => `${person.name} ${arn.split(":").at(-1)}`)).toEqual([`${B} accesspoint/p`]);
  });
  it("not whom those of another bucket let in", () => {
    expect(asked("arn:aws:s3:::b/a", bucket("b", delegated), bucket("c", undefined), point("p", "c", lets("p")))).toEqual([]);
  });
  it("perhaps whom those let in of which nobody knows where they lead", () => {
    expect(asked("arn:aws:s3:::b/a", bucket("b", delegated), point("p", unread, lets("p")))).toEqual([
      `named ${B} depends accesspoint/p/object/a`,
    ]);
  });
  it("the surest way is told", () => {
    const seen = policy(
      { Effect: "Allow", Principal: { AWS: B }, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", Condition: SEEN },
      ...[delegated].flatMap(({ Statement }) => Statement as readonly object[]),
    );
    expect(asked("arn:aws:s3:::b/a", bucket("b", seen), point("p", "b", lets("p")))).toEqual([`named ${B} allowed accesspoint/p/object/a`]);
    expect(asked("arn:aws:s3:::b/a", bucket("b", seen))).toEqual([`named ${B} depends b/a`]);
  });
});

it("those who surely may go first", () => {
  const q = queue(policy(admits({ AWS: B }, { Condition: SEEN }), admits({ AWS: C })));
  const world = worldWith(q);
  expect(whoCan(world, "sqs:SendMessage", targetOf(world, q.id)).outside.map(({ person: { name } }) => name)).toEqual([C, B]);
});

it("callers of the estate are counted, and those who may not are left out", () => {
  const q = queue(undefined);
  const world = worldWith(
    q,
    roleWith("may", [allow("sqs:*")]),
    roleWith("perhaps", [allow("sqs:*", "*", { Condition: SEEN })]),
    roleWith("no", [allow("sns:*")]),
  );
  const { inside, asked } = whoCan(world, "sqs:SendMessage", targetOf(world, q.id));
  expect(asked).toBe(5);
  expect(inside.map(({ person: { name }, decision: { answer } }) => `${name} ${answer}`).toSorted()).toEqual([
    `${A} allowed`,
    "may allowed",
    "perhaps depends",
  ]);
});
