import { describe, expect, it } from "vitest";
import { isUnknown, type Resource, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, admits, policy, worldWith } from "../worlds.test-helper.ts";
import { ask, targetNamed } from "./access.ts";
import { resourceSources } from "./resource-policies.ts";
import { arnsOf, targetOf } from "./resources.ts";

const A = "111122223333";
const B = "444455556666";
const unread = unknown("access-denied");
const at = (service: string, rest: string, region = "ap-northeast-1", account = A) => `arn:aws:${service}:${region}:${account}:${rest}`;

const ANYBODY = policy(admits("*", "*"));

const plain = (kind: "Queue" | "DynamoTable" | "Secret", Arn: string, name: string, extra: object = {}) =>
  resource(kind, { Arn, name, Policy: ANYBODY, ...extra });
const bucket = (name: string, fields: object = {}) =>
  resource("Bucket", {
    Arn: `arn:aws:s3:::${name}`,
    name,
    Policy: ANYBODY,
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    PublicAccessBlock: undefined,
    ...fields,
  });

describe("what carries the policy of an ARN", () => {
  const estate = [
    plain("DynamoTable", at("dynamodb", "table/orders"), "orders"),
    plain("Secret", at("secretsmanager", "secret:db-AbCdEf"), "db"),
    plain("Secret", at("secretsmanager", "secret:db-AbCdEf", "ap-northeast-1", B), "db", { account: B }),
    plain("Secret", at("secretsmanager", "secret:secret:x-AbCdEf"), "secret:x"),
    bucket("b"),
    bucket("accesspoint"),
    resource("S3AccessPoint", {
      Arn: at("s3", "accesspoint/ap"),
      name: "ap",
      Policy: ANYBODY,
      Bucket: "b",
      PublicAccessBlock: undefined,
      NetworkOrigin: "Internet",
      VpcId: undefined,
    }),
    resource("LogGroup", { Arn: at("logs", "log-group:/x"), name: "/x" }),
    resource("LogGroup", { Arn: at("logs", "log-group:/x:*y"), name: "/x:*y" }),
    resource("KmsKey", { Arn: at("kms", "key/k"), name: "k", aliases: undefined as never, Policy: ANYBODY, Grants: [] }),
    resource("KmsKey", { Arn: at("kms", "key/l"), name: "l", aliases: [at("kms", "alias/l")], Policy: ANYBODY, Grants: [] }),
    resource("LambdaFunction", { Arn: at("lambda", "function:f"), name: "f", Policies: [] }),
  ];
  const world = worldWith(...estate);
  it.each<readonly [arn: string, owner: string | undefined]>([
    ["arn:aws:s3:::b/accesspoint/x", "arn:aws:s3:::b"],
    ["arn:aws:s3:::accesspoint/x", "arn:aws:s3:::accesspoint"],
    ["arn:aws:s3:::b/line\nbreak/x", "arn:aws:s3:::b"],
    [at("s3", "accesspoint:ap"), at("s3", "accesspoint/ap")],
    [at("dynamodb", "table/orders/export/1"), at("dynamodb", "table/orders")],
    [at("dynamodb", "backup/table/orders/index/x"), undefined],
    [at("secretsmanager", "secret:db"), at("secretsmanager", "secret:db-AbCdEf")],
    [at("secretsmanager", "secret:db", "ap-northeast-1", B), at("secretsmanager", "secret:db-AbCdEf", "ap-northeast-1", B)],
    [at("secretsmanager", "secret:db", "ap-northeast-1", "777788889999"), undefined],
    [at("secretsmanager", "secret:secret:x"), at("secretsmanager", "secret:secret:x-AbCdEf")],
    [at("logs", "log-group:/x:log-stream:a\nb"), at("logs", "log-group:/x")],
    [at("logs", "log-group:/x:*y"), at("logs", "log-group:/x:*y")],
    [at("kms", "alias/l"), at("kms", "key/l")],
    [at("kms", "key/gone"), undefined],
    [at("lambda", "function:f:12"), at("lambda", "function:f")],
    [at("lambda", "layer:function:f:12"), undefined],
    ["arn:aws:execute-api:ap-northeast-1:111122223333:gone/prod/GET/", undefined],
    ["nonsense", undefined],
  ])("%s: %s", (arn, owner) => {
    expect(targetOf(world, arn).owner?.id).toBe(owner);
  });
  it("an API of either kind, by its id", () => {
    const rest = resource("RestApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/r1",
      name: "r",
      RestApiId: "r1",
      Policy: ANYBODY,
      EndpointTypes: ["EDGE"],
    });
    const http = resource("HttpApi", { Arn: "arn:aws:apigateway:ap-northeast-1::/apis/h1", name: "h", ApiId: "h1", ProtocolType: "HTTP" });
    const here = worldWith(rest, http);
    expect(targetOf(here, at("execute-api", "r1/prod/GET/x")).owner?.name).toBe("r");
    expect(targetOf(here, at("execute-api", "h1/*")).owner?.name).toBe("h");
  });
  it("why the policy of what is elsewhere is not known", () => {
    const because = (arn: string, here = world) =>
      targetOf(here, arn).sources.map(({ name, policy: given }) =>
        isUnknown(given) ? `${name === arn} ${given.reason} ${given.what}` : "known",
      );
    for (const [arn, reason] of [
      [at("es", "domain/d"), "not-collected"],
      ["arn:aws:s3:::other", "elsewhere"],
      [at("sqs", "q", "ap-northeast-1", "777788889999"), "elsewhere"],
      [at("sqs", "q", "eu-west-1"), "not-collected"],
    ] as const)
      expect(because(arn)).toEqual([`true ${reason} ${arn}`]);
    expect(because(at("sqs", "gone"))).toEqual([]);
    // In a world of nothing, nothing of that account was looked at.
    expect(because(at("sqs", "gone"), worldWith())).toEqual([`true elsewhere ${at("sqs", "gone")}`]);
    expect(because(at("sqs", "gone", "ap-northeast-1", B), worldWith(plain("Queue", at("sqs", "q"), "q")))).toHaveLength(1);
  });
  it("the account is the owner's, before what the ARN says", () => {
    const here = worldWith(
      bucket("mine", { account: B }),
      resource("S3AccessPoint", {
        Arn: at("s3", "accesspoint/ap"),
        name: "ap",
        account: B,
        Policy: undefined,
        Bucket: "mine",
        PublicAccessBlock: undefined,
        NetworkOrigin: "Internet",
        VpcId: undefined,
      }),
    );
    expect(targetOf(here, "arn:aws:s3:::mine/x").account).toBe(B);
    expect(targetOf(here, at("s3", "accesspoint/ap")).account).toBe(B);
    expect(targetOf(here, "arn:aws:s3:::mine/x").owner?.name).toBe("mine");
  });
  it("two ARNs are two targets, though the world remembers them", () => {
    for (const arn of ["arn:aws:s3:::b/a", "arn:aws:s3:::b/c", "arn:aws:s3:::b/a"]) expect(targetOf(world, arn).arn).toBe(arn);
  });
});

describe("the ARN that a name stands for", () => {
  const world = worldWith(
    plain("Queue", at("sqs", "x"), "x"),
    resource("Role", { Arn: `arn:aws:iam::${A}:role/x`, name: "x", region: "global", AssumeRolePolicyDocument: ANYBODY }),
    resource("Template", { id: "template:t", name: "t" }),
    resource("ControlPolicy", { id: "control:t", name: "t" }),
    plain("Queue", at("sqs", "t"), "t"),
    resource("RestApi", { Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/r1", name: "api", RestApiId: "r1", Policy: undefined }),
    resource("HttpApi", { Arn: "arn:aws:apigateway:ap-northeast-1::/apis/h1", name: "http", ApiId: "h1" }),
    resource("HttpApi", { Arn: "arn:aws:apigateway:ap-northeast-1::/apis/h2", name: "lost", ApiId: unread }),
    resource("S3AccessPoint", {
      Arn: at("s3", "accesspoint/ap"),
      name: "ap",
      Policy: undefined,
      Bucket: "b",
      PublicAccessBlock: undefined,
      NetworkOrigin: "Internet",
      VpcId: undefined,
    }),
    bucket("b"),
    bucket("api"),
    resource("LogGroup", { Arn: at("logs", "log-group:/x"), name: "/x" }),
  );
  it.each<readonly [text: string, action: string, arns: readonly string[]]>([
    ["x", "sqs:SendMessage", [at("sqs", "x")]],
    ["x", "STS:AssumeRole", [`arn:aws:iam::${A}:role/x`]],
    ["x", "iam:GetRole", [at("sqs", "x"), `arn:aws:iam::${A}:role/x`]],
    ["x", "nonsense", [at("sqs", "x"), `arn:aws:iam::${A}:role/x`]],
    ["t", "sqs:SendMessage", [at("sqs", "t")]],
    ["t", "kms:Decrypt", [at("sqs", "t")]],
    [at("sqs", "gone"), "sqs:SendMessage", [at("sqs", "gone")]],
    ["template:t", "sqs:SendMessage", []],
    ["api", "execute-api:Invoke", [at("execute-api", "r1/*")]],
    ["API", "execute-api:Invoke", []],
    ["api", "Execute-API:Invoke", [at("execute-api", "r1/*")]],
    ["http", "execute-api:Invoke", [at("execute-api", "h1/*")]],
    ["lost", "execute-api:Invoke", ["arn:aws:apigateway:ap-northeast-1::/apis/h2"]],
    ["api", "apigateway:GET", ["arn:aws:apigateway:ap-northeast-1::/restapis/r1", "arn:aws:s3:::api"]],
    ["api", "s3:ListBucket", ["arn:aws:s3:::api"]],
    ["x", "execute-api:Invoke", [at("sqs", "x"), `arn:aws:iam::${A}:role/x`]],
    ["/key", "s3:GetObject", []],
    ["b/", "s3:GetObject", ["arn:aws:s3:::b/"]],
    ["ls3://b", "s3:GetObject", []],
    ["b", "s3:BrandNew", ["arn:aws:s3:::b"]],
    ["b", "s3:GetObject", ["arn:aws:s3:::b/*"]],
    ["b", "sqs:SendMessage", ["arn:aws:s3:::b"]],
    ["ap", "s3:GetObject", [`${at("s3", "accesspoint/ap")}/object/*`]],
    [at("s3", "accesspoint:ap"), "s3:GetObject", [`${at("s3", "accesspoint:ap")}/object/*`]],
    ["arn:aws:s3::111122223333:accesspoint/m.mrap", "s3:GetObject", ["arn:aws:s3::111122223333:accesspoint/m.mrap/object/*"]],
    [`${at("s3", "accesspoint/ap")}/object/a`, "s3:GetObject", [`${at("s3", "accesspoint/ap")}/object/a`]],
    ["ap", "s3:ListBucket", [at("s3", "accesspoint/ap")]],
    [at("logs", "log-group:/x:log-stream:a"), "logs:PutLogEvents", [at("logs", "log-group:/x:log-stream:a")]],
    [at("logs", "log-group:/x:*"), "logs:DeleteLogGroup", [at("logs", "log-group:/x:*")]],
  ])("%s for %s", (text, action, arns) => {
    expect(arnsOf(world, text, action)).toEqual(arns);
  });
  it("of none, or of several, is told", () => {
    expect(targetNamed(world, "gone", "sqs:SendMessage")).toEqual({ problem: "resource", text: "gone", candidates: [] });
    expect(targetNamed(world, "x", "kms:Decrypt")).toEqual({
      problem: "resource",
      text: "x",
      candidates: [at("sqs", "x"), `arn:aws:iam::${A}:role/x`],
    });
    expect(ask(world, { principal: A, action: "sqs:SendMessage", resource: "gone" })).toEqual({
      problem: "resource",
      text: "gone",
      candidates: [],
    });
  });
});

describe("what resources say, more of it", () => {
  const api = (statement: object, fields: object = {}) =>
    resource("RestApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/r1",
      name: "r",
      RestApiId: "r1",
      Policy: policy({ ...admits("*", "execute-api:Invoke"), Resource: undefined, ...statement }),
      ...fields,
    });
  const said = (noun: Resource) => resourceSources(noun).flatMap(({ policy: given }) => (isUnknown(given) ? [] : given.Statement));
  const CALL = at("execute-api", "r1");

  it.each<readonly [what: string, statement: object, expected: object]>([
    ["one", { Resource: "execute-api:/prod/*" }, { Resource: [`${CALL}/prod/*`] }],
    ["with more strokes than one", { Resource: "execute-api://prod" }, { Resource: [`${CALL}/prod`] }],
    ["one of two", { Resource: ["execute-api:/a", `${CALL}/b`] }, { Resource: [`${CALL}/a`, `${CALL}/b`] }],
    ["one beside what nobody could read", { Resource: ["execute-api:/a", unread] }, { Resource: [`${CALL}/a`, unread] }],
    ["what is left out", { NotResource: ["execute-api:/a", "execute-api:/b"] }, { NotResource: [`${CALL}/a`, `${CALL}/b`] }],
    ["none", { Resource: "arn:aws:x:::execute-api:/a" }, { Resource: ["arn:aws:x:::execute-api:/a"] }],
    ["nothing that could be read", { Resource: [unread] }, { Resource: [unread] }],
    ["no resource at all", {}, {}],
  ])("the short spelling of an API's resources is written out: %s", (_, statement, expected) => {
    const [found] = said(api(statement) as Resource);
    expect(found?.Resource).toEqual((expected as { Resource?: unknown }).Resource);
    expect(found?.NotResource).toEqual((expected as { NotResource?: unknown }).NotResource);
  });
  it("of an API whose id nobody could read, it is any", () => {
    const [found] = said(api({ Resource: "execute-api:/a" }, { RestApiId: unread }) as Resource);
    expect(found?.Resource).toEqual([at("execute-api", "*/a")]);
  });

  it("a snapshot without the grants of a key may have any of them", () => {
    const old = { ...resource("KmsKey", { Arn: at("kms", "key/k"), name: "k", Policy: ANYBODY, Grants: [] }) } as Record<string, unknown>;
    delete old["Grants"];
    const [, source] = resourceSources(old as unknown as Resource);
    expect(source?.policy).toMatchObject({
      Statement: [{ Effect: "Allow", Principal: { reason: "not-collected", action: "kms:ListGrants" } }],
    });
  });
  it.each([
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:ReEncryptFrom",
    "kms:GenerateDataKeyPair",
    "kms:CreateGrant",
    "kms:DescribeKey",
    "kms:Sign",
    "kms:VerifyMac",
    "kms:GetPublicKey",
    "kms:GenerateMac",
    "kms:DeriveSharedSecret",
    "kms:RetireGrant",
  ])("grants that nobody could read may be for %s", (action) => {
    const key = resource("KmsKey", {
      Arn: at("kms", "key/k"),
      name: "k",
      Policy: policy(admits({ AWS: B }, "kms:*")),
      Grants: unread,
      Tags: {},
    });
    const found = ask(worldWith(key, accountAlone()), { principal: A, action, resource: "k" });
    expect("problem" in found ? found.problem : found.decision.answer).toBe("depends");
  });
  it("a bucket by itself says what its policy and lists say, whatever its account's block", () => {
    expect(resourceSources(bucket("b") as Resource).map(({ name }) => name)).toEqual(["b"]);
    expect(resourceSources(bucket("b", { Policy: undefined }) as Resource)).toEqual([]);
  });
});
