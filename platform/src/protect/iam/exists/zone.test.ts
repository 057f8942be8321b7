import { describe, expect, test } from "vitest";
import { type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { admits, policy, scopeOf } from "../worlds.test-helper.ts";
import { exposuresOf, zoneOf } from "./exposure.ts";
import { externalAccess } from "./external.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const THIRD = "777788889999";
const unread = unknown("access-denied");

const account = (fields: object = {}) =>
  resource("Account", { S3PublicAccessBlock: undefined, Organization: undefined, region: "global", name: OWN, ...fields });
const queue = resource("Queue", { Arn: `arn:aws:sqs:ap-northeast-1:${OWN}:q`, name: "q", Policy: policy(admits({ AWS: OTHER }, "sqs:*")) });

function worldWith(resources: readonly unknown[], trustedAccounts: readonly string[] = [], scanned: readonly string[] = [OWN]): World {
  const scopes = scanned.map(scopeOf);
  return new World(
    { scopes, resources: resources as Resource[], gaps: [], problems: [], unrecognised: {} },
    { now: new Date(0), settings: { trustedAccounts } as never },
  );
}

const see = (...given: Parameters<typeof worldWith>) =>
  exposuresOf(worldWith(...given)).map(({ resource: of, access: { reaches, findings } }) =>
    [of.name, reaches, ...findings.map(({ who }) => who.who)].join(" "),
  );

describe("who is trusted with a resource", () => {
  const Organization = { Id: "o-1", ManagementAccount: OTHER, MemberAccounts: [THIRD] };
  test("its account, those of the estate, those of the settings", () => {
    expect(zoneOf(queue as Resource, worldWith([account()], [OTHER], [OWN, THIRD]))).toEqual({
      account: OWN,
      trusted: [OTHER, OWN, THIRD],
    });
    expect(zoneOf(queue as Resource, worldWith([], []))).toEqual({ account: OWN, trusted: [OWN] });
  });
  test("and its organisation, as far as it is known", () => {
    expect(zoneOf(queue as Resource, worldWith([account({ Organization })]))).toEqual({
      account: OWN,
      trusted: [OWN, OTHER, THIRD],
      organization: "o-1",
    });
    expect(zoneOf(queue as Resource, worldWith([account({ Organization: { ...Organization, MemberAccounts: unread } })]))).toEqual({
      account: OWN,
      trusted: [OWN, OTHER],
      organization: "o-1",
    });
    expect(zoneOf(queue as Resource, worldWith([account({ Organization: unread })]))).toEqual({ account: OWN, trusted: [OWN] });
  });
  test("an account that is trusted is not outside", () => {
    expect(see([queue, account()])).toEqual(["q yes account"]);
    expect(see([queue, account()], [OTHER])).toEqual(["q no"]);
  });
});

/** The bucket of an access point, which leaves it to the point. */
const behind = resource("Bucket", {
  Arn: "arn:aws:s3:::behind",
  name: "behind",
  Policy: policy(admits("*", "*", { Condition: { StringEquals: { "s3:DataAccessPointAccount": OWN } } })),
  PublicAccessBlock: undefined,
  AclGrants: [],
  ObjectOwnership: "BucketOwnerEnforced",
});

describe("what is inside a resource counts", () => {
  test.each([
    ["Bucket", "arn:aws:s3:::b", "arn:aws:s3:::b/x/*", "s3:GetObject"],
    [
      "S3AccessPoint",
      `arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/p`,
      `arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/p/object/*`,
      "s3:GetObject",
    ],
    [
      "DynamoTable",
      `arn:aws:dynamodb:ap-northeast-1:${OWN}:table/t`,
      `arn:aws:dynamodb:ap-northeast-1:${OWN}:table/t/index/i`,
      "dynamodb:Query",
    ],
    [
      "KinesisStream",
      `arn:aws:kinesis:ap-northeast-1:${OWN}:stream/s`,
      `arn:aws:kinesis:ap-northeast-1:${OWN}:stream/s/consumer/c`,
      "kinesis:SubscribeToShard",
    ],
  ] as const)("%s", (kind, Arn, Resource, action) => {
    const noun = resource(kind, {
      Arn,
      name: "x",
      Policy: policy({ ...admits({ AWS: OTHER }, action), Resource }),
      PublicAccessBlock: undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      NetworkOrigin: "Internet",
      Bucket: "behind",
    } as never);
    expect(see([noun, account(), behind])[0]).toBe("x yes account");
  });
  test("and what stands beside it does not", () => {
    const given = policy({ ...admits({ AWS: OTHER }, "sqs:*"), Resource: `arn:aws:sqs:ap-northeast-1:${OWN}:q2` });
    expect(see([resource("Queue", { Arn: queue.id, name: "q", Policy: given }), account()])).toEqual(["q no"]);
  });
});

describe("access points", () => {
  const block = (RestrictPublicBuckets: boolean) => ({
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets,
  });
  const point = (fields: object) =>
    resource("S3AccessPoint", {
      Arn: `arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/p`,
      name: "p",
      NetworkOrigin: "Internet",
      Bucket: "behind",
      PublicAccessBlock: undefined,
      Policy: policy(admits("*", "s3:GetObject")),
      ...fields,
    });
  const through = "p yes any-account-through-service";
  test.each<readonly [what: string, point: object, account: object, expected: string]>([
    ["no block", {}, {}, "p yes anonymous any-principal"],
    ["a block that is off", { PublicAccessBlock: block(false) }, { S3PublicAccessBlock: block(false) }, "p yes anonymous any-principal"],
    ["its own block", { PublicAccessBlock: block(true) }, {}, through],
    ["the account's", {}, { S3PublicAccessBlock: block(true) }, through],
    ["the account's, its own unread", { PublicAccessBlock: unread }, { S3PublicAccessBlock: block(true) }, through],
    ["its own, unread", { PublicAccessBlock: unread }, {}, "p undecided"],
    ["the account's, unread", {}, { S3PublicAccessBlock: unread }, "p undecided"],
  ])("behind %s", (_, fields, self, expected) => {
    expect(see([point(fields), account(self), behind])).toEqual([expected, "behind no"]);
  });
  test("of a VPC let in from there, and a named account still", () => {
    const both = { NetworkOrigin: "VPC", Policy: policy(admits({ AWS: OTHER }, "s3:GetObject")) };
    expect(see([point(both), account(), behind])).toEqual(["p yes account", "behind no"]);
  });
});

describe("functions", () => {
  const url = admits("*", "lambda:InvokeFunctionUrl", { Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } });
  const invoke = admits("*", "lambda:InvokeFunction", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } });
  const fn = (fields: object) =>
    resource("LambdaFunction", {
      Arn: `arn:aws:lambda:ap-northeast-1:${OWN}:function:f`,
      name: "f",
      Urls: [],
      Policies: [{ Qualifier: undefined, Document: policy(url, invoke) }] as never,
      ...fields,
    });
  const urlOf = (AuthType: unknown) => [{ Qualifier: undefined, AuthType, InvokeMode: undefined, Cors: undefined }];
  test("URLs nobody could read may be open", () => {
    expect(see([fn({ Urls: unread }), account()])).toEqual(["f yes anonymous any-principal"]);
    expect(see([fn({ Urls: urlOf(unread) }), account()])).toEqual(["f yes anonymous any-principal"]);
    expect(see([fn({ Urls: urlOf("AWS_IAM") }), account()])).toEqual(["f no"]);
  });
  test("policies nobody could read leave it open", () => {
    expect(see([fn({ Policies: unread }), account()])).toEqual(["f undecided"]);
  });
  test("of an alias are about the alias", () => {
    const Resource = `arn:aws:lambda:ap-northeast-1:${OWN}:function:f:live`;
    const Policies = [{ Qualifier: "live", Document: policy({ ...admits({ AWS: OTHER }, "lambda:InvokeFunction"), Resource }) }];
    expect(see([fn({ Policies }), account()])).toEqual(["f yes account"]);
    expect(see([fn({ Policies: [{ ...Policies[0], Qualifier: undefined }] }), account()])).toEqual(["f no"]);
  });
});

describe("how it is told", () => {
  const ask = (statements: readonly object[], extra: object = {}) =>
    externalAccess({
      policies: [{ name: "p", policy: policy(...statements) }],
      resource: `arn:aws:sqs:ap-northeast-1:${OWN}:q`,
      service: "sqs",
      zone: { account: OWN },
      ...extra,
    });
  test("with the conditions of the statement, and the statement", () => {
    const given = { ...admits({ AWS: OTHER }, "sqs:SendMessage", { Condition: { Bool: { "aws:SecureTransport": "true" } } }), Sid: "x" };
    const [finding] = ask([given]).findings;
    expect(finding?.conditions).toEqual([{ operator: "Bool", key: "aws:SecureTransport", values: ["true"] }]);
    expect(finding?.by.filter(({ layer }) => layer === "resource").map(({ statement }) => statement.Sid)).toEqual(["x"]);
    expect(finding?.witness).toMatchObject({
      action: "sqs:SendMessage",
      resource: `arn:aws:sqs:ap-northeast-1:${OWN}:q`,
      resourceAccount: OWN,
    });
  });
  test("with an action that AWS has, also of a NotAction", () => {
    const [finding] = ask([{ ...admits({ AWS: OTHER }, undefined), NotAction: "sqs:Send*" }]).findings;
    expect(finding?.witness.action).toMatch(/^sqs:(?!Send)[A-Z]/);
    const [anonymous] = externalAccess({
      policies: [{ name: "p", policy: policy(admits("*", "lambda:*")) }],
      resource: `arn:aws:lambda:us-east-1:${OWN}:function:f`,
      service: "lambda",
      zone: { account: OWN },
    }).findings;
    expect(anonymous).toMatchObject({ who: { who: "anonymous" }, witness: { action: "lambda:InvokeFunctionUrl" } });
  });
  test("a control policy nobody could read may yet deny it", () => {
    const { reaches, unless } = ask([admits({ AWS: OTHER }, "sqs:*")], { resourceControl: [[{ name: "rcp", policy: unread }]] });
    expect({ reaches, unless }).toMatchObject({ reaches: "yes", unless: { reason: "access-denied" } });
    expect(ask([admits({ AWS: OTHER }, "sqs:*")]).unless).toBeUndefined();
  });
  test("what nobody could read, with whom it is about", () => {
    expect(ask([{ ...admits({ AWS: OTHER }, "sqs:*"), Effect: unread }])).toMatchObject({
      reaches: "undecided",
      undecided: [{ who: undefined, because: { reason: "access-denied" } }],
    });
    const inside = ask([admits({ AWS: OWN }, "sqs:*", { Condition: unread })]);
    expect(inside).toMatchObject({ reaches: "no", undecided: [] });
    const outside = ask([admits({ AWS: OTHER }, "sqs:*", { Condition: unread })]);
    expect(outside).toMatchObject({ reaches: "undecided", undecided: [{ who: { who: "account", account: OTHER } }] });
  });
  test("keys that the request can only have here", () => {
    const given = [admits({ AWS: OTHER }, "sqs:*", { Condition: { StringEquals: { "my:key": "a" } } })];
    const withKey = (values: readonly string[]) => ask(given, { keys: new Map([["my:key", values]]) }).reaches;
    expect(withKey(["a"])).toBe("yes");
    expect(withKey(["b"])).toBe("no");
    expect(withKey(["b", "a"])).toBe("yes");
    expect(withKey([])).toBe("no");
    const absent = [admits({ AWS: OTHER }, "sqs:*", { Condition: { Null: { "my:key": "true" } } })];
    expect(ask(absent, { keys: new Map([["my:key", []]]) }).reaches).toBe("yes");
    expect(ask(absent, { keys: new Map([["my:key", ["a"]]]) }).reaches).toBe("no");
  });
});
