import { describe, expect, it } from "vitest";
import { isUnknown, type Kind, type Policy, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { personOfFunction, userCaller } from "../access/callers.ts";
import { accountAlone, admits, allow, policy, roleWith, worldWith } from "../worlds.test-helper.ts";
import { dataReach, reachOf } from "./data-reach.ts";

const A = "111122223333";
const unread = unknown("access-denied");
const at = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:${A}:${rest}`;

const OPEN = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };

const ROLE = `arn:aws:iam::${A}:role/worker`;
const role = (statements: readonly object[], more: readonly unknown[] = []) =>
  roleWith("worker", [], { Policies: [{ PolicyName: "own", PolicyDocument: policy(...statements) }, ...more] });
const fn = resource("LambdaFunction", { Arn: at("lambda", "function:pay"), name: "pay", Role: ROLE, Policies: [], Tags: {} });

const estate = (...more: readonly unknown[]) => worldWith(accountAlone(), fn, ...more);
/** One line a store: its name, and each verb with the answer and the action. */
function told(found: ReturnType<typeof dataReach>): readonly string[] {
  if (isUnknown(found)) return [`? ${found.reason}`];
  return found.map(({ resource: { name }, verbs }) =>
    [
      name,
      ...Object.entries(verbs).map(
        ([verb, { answer, action }]) => `${verb} ${answer === "allowed" ? "" : "perhaps "}${action.split(":")[1]}`,
      ),
    ].join(", "),
  );
}
const reach = (...resources: readonly unknown[]) => told(dataReach(estate(...resources), fn));

const queue = (fields: object = {}) =>
  resource("Queue", { Arn: at("sqs", "q"), name: "q", Policy: undefined, KmsMasterKeyId: undefined, Tags: {}, ...fields });
const table = (fields: object = {}) =>
  resource("DynamoTable", {
    Arn: at("dynamodb", "table/orders"),
    name: "orders",
    Policy: undefined,
    KmsKeyArn: undefined,
    Tags: {},
    ...fields,
  });

describe("what a function can do to each store", () => {
  it("is told by the first action that lets it, sure ones before others", () => {
    expect(reach(role([allow(["dynamodb:Scan", "dynamodb:PutItem", "dynamodb:DeleteTable"])]), table())).toEqual([
      "orders, read Scan, write PutItem, delete DeleteTable",
    ]);
    const both = [allow("dynamodb:GetItem", "*", { Condition: OPEN }), allow("dynamodb:Scan")];
    expect(reach(role(both), table())).toEqual(["orders, read Scan"]);
    expect(reach(role([allow(["dynamodb:GetItem", "dynamodb:Query"], "*", { Condition: OPEN })]), table())).toEqual([
      "orders, read perhaps GetItem",
    ]);
  });
  it("objects are what a bucket is about", () => {
    const bucket = resource("Bucket", {
      Arn: "arn:aws:s3:::b",
      name: "b",
      Policy: undefined,
      Encryption: undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
      Tags: {},
    });
    expect(
      reach(role([allow("s3:GetObject", "arn:aws:s3:::b/*"), allow("s3:PutLifecycleConfiguration", "arn:aws:s3:::b")]), bucket),
    ).toEqual(["b, read GetObject, delete PutLifecycleConfiguration"]);
    expect(reach(role([allow("s3:GetObject", "arn:aws:s3:::b")]), bucket)).toEqual([]);
  });
  it("what holds no data is left out", () => {
    expect(reach(role([allow("*")]), resource("LogGroup", { Arn: at("logs", "log-group:l"), name: "l" }))).toEqual([]);
  });
  it("a policy that could not be read may allow anything, and take anything away", () => {
    const gap = { PolicyName: "gap", PolicyDocument: unread };
    expect(reach(role([allow("dynamodb:GetItem")], [gap]), table(), queue())).toEqual([
      "orders, read perhaps GetItem, write perhaps PutItem, delete perhaps DeleteItem",
      "q, read perhaps ReceiveMessage, write perhaps SendMessage, delete perhaps DeleteMessage",
    ]);
  });
});

describe("stores that speak for themselves", () => {
  const mine = admits({ AWS: ROLE }, "sqs:SendMessage");
  const deny = { ...admits("*", "sqs:ReceiveMessage"), Effect: "Deny" };
  it.each<readonly [what: string, Policy: unknown, expected: readonly string[]]>([
    ["nothing said", undefined, []],
    ["let it in", policy(mine), ["q, write SendMessage"]],
    ["let it in, and deny something", policy(mine, deny), ["q, write SendMessage"]],
    ["let others in", policy(admits({ AWS: "444455556666" }, "sqs:*")), []],
    ["only deny", policy(deny), []],
    ["may let it in", policy({ ...mine, Effect: unread }), ["q, write perhaps SendMessage"]],
    ["that nobody could read", unread, ["q, read perhaps ReceiveMessage, write perhaps SendMessage, delete perhaps DeleteMessage"]],
  ])("%s", (_, Policy, expected) => {
    expect(reach(role([]), queue({ Policy }))).toEqual(expected);
  });
  it("let it in beside what the block of a bucket takes away from others", () => {
    const bucket = resource("Bucket", {
      Arn: "arn:aws:s3:::b",
      name: "b",
      Policy: policy({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }),
      Encryption: undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      Tags: {},
    });
    expect(reach(role([]), bucket)).toEqual(["b, read GetObject"]);
  });
  it("let in what lost its role, and no more", () => {
    expect(reach(queue({ Policy: policy(admits({ AWS: A }, "sqs:*")) }), table())).toEqual([]);
    expect(reach(queue({ Policy: policy(mine) }), table())).toEqual(["q, write SendMessage"]);
  });
});

describe("who asks", () => {
  it("a function whose role is not known reaches nobody knows what", () => {
    const lost = resource("LambdaFunction", { Arn: at("lambda", "function:lost"), name: "lost", Role: unread, Tags: {} });
    expect(told(dataReach(estate(lost, table()), lost))).toEqual(["? access-denied"]);
  });
  it("a user reaches what its policies say", () => {
    const user = resource("User", {
      Arn: `arn:aws:iam::${A}:user/u`,
      name: "u",
      region: "global",
      UserId: undefined,
      Policies: [{ PolicyName: "own", PolicyDocument: policy(allow("sqs:SendMessage")) }],
      ManagedPolicyArns: [],
      Groups: [],
      PermissionsBoundary: undefined,
      Tags: {},
    });
    const world = estate(user, table(), queue());
    expect(told(reachOf(world, { caller: userCaller(user), holder: user, name: "u" }))).toEqual(["q, write SendMessage"]);
  });
  it("is asked once", () => {
    const world = estate(role([allow("sqs:*")]), queue());
    expect(dataReach(world, fn)).toBe(dataReach(world, fn));
    const person = personOfFunction(world, fn);
    expect(isUnknown(person) ? person : reachOf(world, person)).toEqual(dataReach(world, fn));
  });
});

describe("data under a key", () => {
  const KEY = at("kms", "key/k");
  const key = (document: Policy, fields: object = {}) =>
    resource("KmsKey", { Arn: KEY, name: "k", KeyManager: "CUSTOMER", Policy: document, Grants: [], Tags: {}, ...fields });
  const closed = key(policy(admits({ AWS: `arn:aws:iam::${A}:role/other` }, "kms:*")));
  const serves = (...actions: readonly string[]) => key(policy(admits({ AWS: ROLE }, actions)));
  /** Without the key, which is a store itself. */
  const data = (...resources: readonly unknown[]) => reach(...resources).filter((line) => !line.startsWith("k,"));
  const everything = role([allow(["sqs:*", "s3:*", "sns:*", "secretsmanager:*", "kinesis:*", "ssm:*", "dynamodb:*"])]);

  it.each<readonly [what: string, reference: unknown, key: unknown, expected: readonly string[]]>([
    ["of nobody", undefined, undefined, ["q, read ReceiveMessage, write SendMessage, delete DeleteMessage"]],
    ["that serves others", KEY, closed, ["q, delete DeleteMessage"]],
    ["that serves it to read", KEY, serves("kms:Decrypt"), ["q, read ReceiveMessage, delete DeleteMessage"]],
    ["that serves it to write", KEY, serves("kms:GenerateDataKey"), ["q, write SendMessage, delete DeleteMessage"]],
    [
      "that may serve it",
      KEY,
      key(policy(admits({ AWS: ROLE }, "kms:*", { Condition: OPEN }))),
      ["q, read perhaps ReceiveMessage, write perhaps SendMessage, delete DeleteMessage"],
    ],
    [
      "whose policy nobody could read",
      KEY,
      key(unread as never),
      ["q, read perhaps ReceiveMessage, write perhaps SendMessage, delete DeleteMessage"],
    ],
    ["that AWS manages", "alias/aws/sqs", undefined, ["q, read ReceiveMessage, write SendMessage, delete DeleteMessage"]],
    [
      "that AWS manages, by its ARN",
      at("kms", "alias/aws/sqs"),
      undefined,
      ["q, read ReceiveMessage, write SendMessage, delete DeleteMessage"],
    ],
    [
      "that AWS manages, by its id",
      KEY,
      key(policy(admits({ AWS: `arn:aws:iam::${A}:role/other` }, "kms:*")), { KeyManager: "AWS" }),
      ["q, read ReceiveMessage, write SendMessage, delete DeleteMessage"],
    ],
    ["whose alias only looks like it", "alias/awsome/sqs", undefined, ["q, delete DeleteMessage"]],
    ["that is gone", KEY, undefined, ["q, delete DeleteMessage"]],
    [
      "of another account",
      "arn:aws:kms:ap-northeast-1:444455556666:key/k",
      undefined,
      ["q, read perhaps ReceiveMessage, write perhaps SendMessage, delete DeleteMessage"],
    ],
    ["that nobody could say", unread, undefined, ["q, read perhaps ReceiveMessage, write perhaps SendMessage, delete DeleteMessage"]],
  ])("%s", (_, KmsMasterKeyId, beside, expected) => {
    expect(data(everything, queue({ KmsMasterKeyId }), ...(beside === undefined ? [] : [beside]))).toEqual(expected);
  });
  it("what is only perhaps allowed stays so with the key", () => {
    expect(
      data(role([allow("sqs:ReceiveMessage", "*", { Condition: OPEN })]), queue({ KmsMasterKeyId: KEY }), serves("kms:Decrypt")),
    ).toEqual(["q, read perhaps ReceiveMessage"]);
  });

  const store = (kind: Kind, Arn: string, fields: object) =>
    resource(
      kind as "Queue",
      {
        Arn,
        name: "s",
        Policy: undefined,
        AclGrants: [],
        ObjectOwnership: "BucketOwnerEnforced",
        PublicAccessBlock: undefined,
        Tags: {},
        ...fields,
      } as never,
    );
  it.each<readonly [kind: Kind, arn: string, key: (reference: unknown) => object, service: string]>([
    ["Bucket", "arn:aws:s3:::s", (KmsKeyId) => ({ Encryption: { KmsKeyId } }), "s3"],
    ["DynamoTable", at("dynamodb", "table/s"), (KmsKeyArn) => ({ KmsKeyArn }), "dynamodb"],
    ["Queue", at("sqs", "s"), (KmsMasterKeyId) => ({ KmsMasterKeyId }), "sqs"],
    ["Topic", at("sns", "s"), (KmsMasterKeyId) => ({ KmsMasterKeyId }), "sns"],
    ["Secret", at("secretsmanager", "secret:s-AbCdEf"), (KmsKeyId) => ({ KmsKeyId }), "secretsmanager"],
    ["KinesisStream", at("kinesis", "stream/s"), (KeyId) => ({ KeyId }), "kinesis"],
    ["SsmParameter", at("ssm", "parameter/s"), (KeyId) => ({ KeyId }), "ssm"],
  ])("of a %s is asked for by its service", (kind, arn, fields, service) => {
    const verbs = (given: unknown, beside: unknown) => {
      const found = dataReach(estate(everything, beside, store(kind, arn, fields(given))), fn);
      if (isUnknown(found)) throw new Error("unknown");
      return found.flatMap((one) =>
        one.resource.name === "s" ? Object.entries(one.verbs).map(([verb, { answer }]) => `${verb} ${answer}`) : [],
      );
    };
    const named = `${service}.amazonaws.com`;
    const via = (Condition: object) => key(policy(admits({ AWS: ROLE }, "kms:*", { Condition })));
    const all = ["read allowed", "write allowed", "delete allowed"];
    expect(verbs(undefined, closed)).toEqual(all);
    expect(verbs(KEY, closed)).toEqual(["delete allowed"]);
    expect(verbs(KEY, serves("kms:*"))).toEqual(all);
    expect(verbs(unread, closed)).toEqual(["read depends", "write depends", "delete allowed"]);
    expect(verbs(KEY, via({ StringEquals: { "kms:ViaService": `${service}.ap-northeast-1.amazonaws.com` } }))).toEqual(all);
    expect(verbs(KEY, via({ StringEquals: { "kms:ViaService": "ec2.ap-northeast-1.amazonaws.com" } }))).toEqual(["delete allowed"]);
    expect(verbs(KEY, via({ Bool: { "aws:ViaAWSService": "true" } }))).toEqual(all);
    expect(verbs(KEY, via({ "ForAnyValue:StringEquals": { "aws:CalledVia": [named] } }))).toEqual(all);
    expect(verbs(KEY, via({ StringEquals: { "aws:CalledViaFirst": named, "aws:CalledViaLast": named } }))).toEqual(all);
  });
  it("of a bucket that nobody could read is not known", () => {
    const bucket = store("Bucket", "arn:aws:s3:::s", { Encryption: unread });
    expect(reach(everything, bucket)).toEqual(["s, read perhaps GetObject, write perhaps PutObject, delete DeleteObject"]);
    expect(reach(everything, store("Bucket", "arn:aws:s3:::s", { Encryption: undefined }))).toEqual([
      "s, read GetObject, write PutObject, delete DeleteObject",
    ]);
  });
});
