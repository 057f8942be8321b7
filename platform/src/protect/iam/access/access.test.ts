import { describe, expect, it } from "vitest";
import { type Policy, type Resource, unknown, World } from "../../../model/index.ts";
import type { OrganizationPolicies } from "../../../model/nouns/management.ts";
import { resource } from "../../cases.ts";
import { admits, allow, deny, policy, scopeOf } from "../worlds.test-helper.ts";
import { type Asked, ask, targetNamed } from "./access.ts";
import { whoCan } from "./who-can.ts";

const A = "111122223333";
const MANAGEMENT = "999988887777";

const role = (name: string, document: Policy | ReturnType<typeof unknown>, extra: object = {}) =>
  resource("Role", {
    Arn: `arn:aws:iam::${A}:role/${name}`,
    name,
    region: "global",
    AssumeRolePolicyDocument: policy(admits({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole")),
    Policies: [{ PolicyName: "inline", PolicyDocument: document }],
    ManagedPolicyArns: [],
    PermissionsBoundary: undefined,
    RoleId: `AROA${name.toUpperCase()}`,
    Tags: { team: "orders" },
    ...extra,
  });
const worker = role("worker", policy(allow(["dynamodb:*", "s3:*", "kms:*"])));
const idle = role("idle", policy(allow("sns:Publish")));
const fn = resource("LambdaFunction", {
  Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:pay`,
  name: "pay",
  Role: worker.id,
  Policies: [
    { Qualifier: undefined, Document: policy(admits({ Service: "events.amazonaws.com" }, "lambda:InvokeFunction")) },
    { Qualifier: "live", Document: policy(admits({ AWS: `arn:aws:iam::${A}:role/idle` }, "lambda:InvokeFunction")) },
  ],
  Tags: {},
});
const table = resource("DynamoTable", {
  Arn: `arn:aws:dynamodb:ap-northeast-1:${A}:table/orders`,
  name: "orders",
  Policy: undefined,
  Tags: { team: "orders" },
});
const bucketWith = (fields: object) =>
  resource("Bucket", {
    Arn: "arn:aws:s3:::reports",
    name: "reports",
    Policy: undefined,
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    PublicAccessBlock: undefined,
    Tags: {},
    ...fields,
  });
const keyWith = (Policy: Policy, Grants: unknown = []) =>
  resource("KmsKey", {
    Arn: `arn:aws:kms:ap-northeast-1:${A}:key/k`,
    name: "alias/k",
    aliases: ["alias/k", `arn:aws:kms:ap-northeast-1:${A}:alias/k`],
    Policy,
    Grants: Grants as never,
    Tags: {},
  });

const account = (fields: object) =>
  resource("Account", {
    name: A,
    region: "global",
    S3PublicAccessBlock: undefined,
    Organization: undefined,
    OrganizationPolicies: undefined,
    ...fields,
  });
const alone = account({});

function worldWith(resources: readonly unknown[], self: unknown = alone): World {
  return new World(
    {
      scopes: [scopeOf(A)],
      resources: [self, worker, idle, fn, table, ...resources] as Resource[],
      gaps: [],
      problems: [],
      unrecognised: {},
    },
    { now: new Date("2026-11-22T00:00:00Z") },
  );
}

function answer(world: World, principal: string, action: string, on: string, context?: Asked["context"]): string {
  const found = ask(world, { principal, action, resource: on, ...(context ? { context } : {}) });
  return "problem" in found ? `no such ${found.problem}: ${found.candidates.join(" ")}` : found.decision.answer;
}

describe("names", () => {
  const world = worldWith([bucketWith({})]);
  it.each([
    ["pay", "dynamodb:GetItem", "orders", "allowed"],
    ["worker", "dynamodb:GetItem", "orders", "allowed"],
    [fn.id, "dynamodb:GetItem", table.id, "allowed"],
    [`arn:aws:sts::${A}:assumed-role/worker/me`, "dynamodb:GetItem", "orders", "allowed"],
    [A, "dynamodb:DeleteTable", "orders", "allowed"],
    ["idle", "dynamodb:GetItem", "orders", "implicitly-denied"],
    ["anonymous", "s3:GetObject", "reports/a.csv", "implicitly-denied"],
    ["events.amazonaws.com", "lambda:InvokeFunction", "pay", "allowed"],
    ["events.amazonaws.com", "lambda:InvokeFunction", `${fn.id}:live`, "implicitly-denied"],
    ["idle", "lambda:InvokeFunction", `${fn.id}:live`, "allowed"],
    ["worker", "s3:GetObject", "s3://reports/2026/a.csv", "allowed"],
    ["wroker", "s3:GetObject", "reports", "no such principal: "],
    ["worker", "s3:GetObject", "report", "no such resource: "],
    ["arn:aws:iam::444455556666:role/theirs", "dynamodb:GetItem", "orders", "implicitly-denied"],
  ])("%s %s %s: %s", (principal, action, on, expected) => {
    expect(answer(world, principal, action, on)).toBe(expected);
  });

  it("a name of two things is none of them", () => {
    const twice = {
      ...worldWith([]).estate,
      resources: [
        ...worldWith([]).estate.resources,
        resource("Queue", { Arn: `arn:aws:sqs:ap-northeast-1:${A}:x`, name: "x" }),
        resource("Queue", { Arn: `arn:aws:sqs:us-east-1:${A}:x`, name: "x" }),
      ] as Resource[],
    };
    expect(answer(new World(twice, { now: new Date() }), "worker", "sqs:SendMessage", "x")).toMatch(/^no such resource: arn:\S+ arn:\S+$/);
  });

  it("a pattern of objects is allowed when one object of that form is", () => {
    const reader = role("reader", policy(allow("s3:GetObject", "arn:aws:s3:::reports/public/*")));
    const here = worldWith([reader, bucketWith({})]);
    expect(answer(here, "reader", "s3:GetObject", "reports")).toBe("allowed");
    expect(answer(here, "reader", "s3:GetObject", "reports/private/a")).toBe("implicitly-denied");
  });
});

describe("policies of the organisation", () => {
  const organization = { Id: "o-1", ManagementAccount: MANAGEMENT, MemberAccounts: [A] };
  const FULL = policy(allow("*"));
  const inUnit = (policies: OrganizationPolicies["Policies"], extra: Partial<OrganizationPolicies> = {}) =>
    account({
      Organization: organization,
      OrganizationPolicies: {
        EnabledTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
        Parents: { [A]: "ou-1", "ou-1": "r-1" },
        Policies: [
          { PolicyId: "full", Name: "FullAWSAccess", Type: "SERVICE_CONTROL_POLICY", Content: FULL, TargetIds: ["r-1", "ou-1", A] },
          ...policies,
        ],
        ...extra,
      },
    });
  const attached = (Content: Policy, TargetIds: unknown, Type = "SERVICE_CONTROL_POLICY") =>
    ({ PolicyId: "p", Name: "guard", Type, Content, TargetIds }) as OrganizationPolicies["Policies"][number];
  const guard = policy(deny("dynamodb:DeleteTable"));

  const rows: readonly (readonly [what: string, self: unknown, action: string, expected: string])[] = [
    ["a Deny on the unit above", inUnit([attached(guard, ["ou-1"])]), "dynamodb:DeleteTable", "explicitly-denied"],
    ["a Deny on another unit", inUnit([attached(guard, ["ou-2"])]), "dynamodb:DeleteTable", "allowed"],
    ["a type that is off", inUnit([attached(guard, ["ou-1"])], { EnabledTypes: [] }), "dynamodb:DeleteTable", "allowed"],
    ["targets nobody could read", inUnit([attached(guard, unknown("access-denied"))]), "dynamodb:DeleteTable", "depends"],
    ["targets nobody could read, for something else", inUnit([attached(guard, unknown("access-denied"))]), "dynamodb:GetItem", "allowed"],
    ["a level that allows nothing", inUnit([], { Parents: { [A]: "ou-9", "ou-9": "r-1" } }), "dynamodb:GetItem", "implicitly-denied"],
    [
      "the management account",
      account({ Organization: { ...organization, ManagementAccount: A }, OrganizationPolicies: unknown("access-denied") }),
      "dynamodb:GetItem",
      "allowed",
    ],
    [
      "policies nobody could read",
      account({ Organization: organization, OrganizationPolicies: unknown("access-denied", { action: "organizations:ListRoots" }) }),
      "dynamodb:GetItem",
      "depends",
    ],
    ["an organisation nobody could read", account({ Organization: unknown("access-denied") }), "dynamodb:GetItem", "depends"],
    [
      "a resource control policy",
      inUnit([attached(policy({ ...deny("dynamodb:GetItem"), Principal: "*" }), ["r-1"], "RESOURCE_CONTROL_POLICY")]),
      "dynamodb:GetItem",
      "explicitly-denied",
    ],
    ["no organisation", alone, "dynamodb:GetItem", "allowed"],
  ];
  it.each(rows)("%s", (_, self, action, expected) => {
    expect(answer(worldWith([], self), "worker", action, "orders")).toBe(expected);
  });

  it("bind the root of a member account, but no service-linked role", () => {
    const linked = resource("Role", {
      ...role("linked", policy(allow("dynamodb:*"))),
      Arn: `arn:aws:iam::${A}:role/aws-service-role/x.amazonaws.com/linked`,
      id: `arn:aws:iam::${A}:role/aws-service-role/x.amazonaws.com/linked`,
      name: "linked",
    });
    const world = worldWith([linked], inUnit([attached(guard, ["ou-1"])]));
    expect(answer(world, A, "dynamodb:DeleteTable", "orders")).toBe("explicitly-denied");
    expect(answer(world, "linked", "dynamodb:DeleteTable", "orders")).toBe("allowed");
  });

  it("are read from the management account when it is in the same estate", () => {
    const member = account({ Organization: organization, OrganizationPolicies: unknown("access-denied") });
    const head = resource("Account", {
      ...inUnit([attached(guard, ["ou-1"])]),
      account: MANAGEMENT,
      name: MANAGEMENT,
      id: "head",
      region: "global",
    });
    expect(answer(worldWith([head], member), "worker", "dynamodb:DeleteTable", "orders")).toBe("explicitly-denied");
  });

  it("fill in the organisation's id", () => {
    const tagged = role(
      "tagged",
      policy(
        allow("dynamodb:GetItem", "*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:ResourceTag/team": "orders" } } }),
      ),
    );
    expect(answer(worldWith([tagged], inUnit([])), "tagged", "dynamodb:GetItem", "orders")).toBe("allowed");
    expect(answer(worldWith([tagged]), "tagged", "dynamodb:GetItem", "orders")).toBe("implicitly-denied");
  });
});

describe("what resources say", () => {
  const root = policy(admits({ AWS: `arn:aws:iam::${A}:root` }, "kms:*"));
  const closed = policy(admits({ AWS: `arn:aws:iam::${A}:role/other` }, "kms:*"));
  const grant = (Operations: readonly string[], EncryptionContext?: object) => ({
    GrantId: "g",
    Name: undefined,
    GranteePrincipal: idle.id,
    Operations,
    EncryptionContext,
  });
  it.each([
    ["worker", "kms:Decrypt", keyWith(root), "allowed"],
    ["worker", "kms:Decrypt", keyWith(closed), "implicitly-denied"],
    ["idle", "kms:Decrypt", keyWith(closed, [grant(["Decrypt"])]), "allowed"],
    ["idle", "kms:Encrypt", keyWith(closed, [grant(["Decrypt"])]), "implicitly-denied"],
    ["idle", "kms:Decrypt", keyWith(closed, [grant(["Decrypt"], { Pairs: { app: "a" }, Exactly: false })]), "depends"],
    ["idle", "kms:Decrypt", keyWith(closed, unknown("access-denied", { action: "kms:ListGrants" })), "depends"],
    ["idle", "kms:ScheduleKeyDeletion", keyWith(closed, unknown("access-denied", { action: "kms:ListGrants" })), "implicitly-denied"],
  ])("%s %s", (principal, action, key, expected) => {
    expect(answer(worldWith([key]), principal, action, "alias/k")).toBe(expected);
  });

  const everyone = { AclGrants: [{ Grantee: "AllUsers", Permission: "READ" }] };
  it.each([
    ["a list for everyone", { ...everyone, ObjectOwnership: "ObjectWriter" }, "allowed"],
    ["a list AWS no longer looks at", { ...everyone, ObjectOwnership: "BucketOwnerEnforced" }, "implicitly-denied"],
    [
      "a list the block ignores",
      {
        ...everyone,
        ObjectOwnership: "ObjectWriter",
        PublicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      },
      "implicitly-denied",
    ],
    ["a list that may not count", { ...everyone, ObjectOwnership: unknown("access-denied") }, "depends"],
    ["a list nobody could read", { AclGrants: unknown("access-denied"), ObjectOwnership: "ObjectWriter" }, "depends"],
    [
      "a list for those who sign",
      { AclGrants: [{ Grantee: "AuthenticatedUsers", Permission: "READ" }], ObjectOwnership: "ObjectWriter" },
      "implicitly-denied",
    ],
  ])("%s: anonymous", (_, fields, expected) => {
    expect(answer(worldWith([bucketWith(fields)]), "anonymous", "s3:ListBucket", "reports")).toBe(expected);
  });

  const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" };
  const shut = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  it.each([
    ["of the bucket", alone, { Policy: policy(open), PublicAccessBlock: shut }, "explicitly-denied"],
    ["of the account", account({ S3PublicAccessBlock: shut }), { Policy: policy(open) }, "explicitly-denied"],
    ["that is off", account({ S3PublicAccessBlock: undefined }), { Policy: policy(open) }, "allowed"],
    ["that nobody could read", account({ S3PublicAccessBlock: unknown("access-denied") }), { Policy: policy(open) }, "depends"],
  ])("public access block %s: anonymous", (_, self, fields, expected) => {
    expect(answer(worldWith([bucketWith(fields)], self), "anonymous", "s3:GetObject", "reports/a")).toBe(expected);
  });
  it("the block leaves the owner's account in", () => {
    const world = worldWith([bucketWith({ Policy: policy(open), PublicAccessBlock: shut })]);
    expect(answer(world, "idle", "s3:GetObject", "reports/a")).toBe("allowed");
  });

  it("through an access point, the bucket may still refuse", () => {
    const point = resource("S3AccessPoint", {
      Arn: `arn:aws:s3:ap-northeast-1:${A}:accesspoint/ap`,
      name: "ap",
      Bucket: "reports",
      NetworkOrigin: "Internet",
      PublicAccessBlock: undefined,
      Policy: undefined,
      Tags: {},
    });
    const object = `${point.id}/object/a`;
    const refusing = policy({
      ...deny("s3:GetObject"),
      Principal: "*",
      Condition: { StringNotEquals: { "s3:DataAccessPointAccount": "444455556666" } },
    });
    expect(answer(worldWith([point, bucketWith({})]), "worker", "s3:GetObject", object)).toBe("allowed");
    expect(answer(worldWith([point, bucketWith({ Policy: refusing })]), "worker", "s3:GetObject", object)).toBe("explicitly-denied");
  });

  it("a function's URL asks both its questions, as nobody when it asks for no signature", () => {
    const open = (action: string, key: string, value: string) => admits("*", action, { Condition: { StringEquals: { [key]: value } } });
    const site = (statements: readonly object[], AuthType: "NONE" | "AWS_IAM" | ReturnType<typeof unknown>) =>
      resource("LambdaFunction", {
        Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:site`,
        name: "site",
        Role: worker.id,
        Policies: [{ Qualifier: undefined, Document: policy(...statements) }],
        Urls: [{ Qualifier: undefined, AuthType, InvokeMode: undefined, Cors: undefined }],
        Tags: {},
      });
    const url = open("lambda:InvokeFunctionUrl", "lambda:FunctionUrlAuthType", "NONE");
    const invoke = admits("*", "lambda:InvokeFunction", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } });
    const call = (fields: ReturnType<typeof site>) => answer(worldWith([fields]), "anonymous", "lambda:InvokeFunctionUrl", "site");
    expect(call(site([url, invoke], "NONE"))).toBe("allowed");
    expect(call(site([url], "NONE"))).toBe("depends");
    expect(call(site([invoke], "NONE"))).toBe("implicitly-denied");
    expect(call(site([url, invoke], "AWS_IAM"))).toBe("implicitly-denied");
    // It may ask nobody, or everybody.
    expect(call(site([url, invoke], unknown("parameter")))).toBe("depends");
    expect(call(site([invoke], unknown("parameter")))).toBe("implicitly-denied");
    const found = ask(worldWith([site([url, invoke], unknown("parameter", { what: "AuthType" }))]), {
      principal: "anonymous",
      action: "lambda:InvokeFunctionUrl",
      resource: "site",
    });
    expect("problem" in found ? [] : found.decision.residual.map(({ because }) => because?.what)).toEqual(["AuthType"]);
  });

  it("of what is not in the estate nobody knows what it says, unless it has nothing to say", () => {
    const theirs = "arn:aws:dynamodb:ap-northeast-1:444455556666:table/theirs";
    expect(answer(worldWith([]), "worker", "dynamodb:GetItem", theirs)).toBe("depends");
    const builder = role("builder", policy(allow("ec2:StartInstances")));
    expect(answer(worldWith([builder]), "builder", "ec2:StartInstances", `arn:aws:ec2:ap-northeast-1:${A}:instance/i-1`)).toBe("allowed");
  });
});

describe("a form of resource", () => {
  const held = (...statements: readonly object[]) => [role("reader", policy(...statements)), bucketWith({})];
  it.each([
    ["is asked as what an Allow covers of it", [allow("s3:GetObject", "arn:aws:s3:::rep*/public/*")], "allowed"],
    [
      "is asked as what a Deny spares of it",
      [allow("s3:*"), deny("s3:*", undefined, { NotResource: "arn:aws:s3:::reports/public/*" })],
      "allowed",
    ],
    [
      "is asked as what both leave of it",
      [allow("s3:*", "arn:aws:s3:::*/2026/*"), deny("s3:*", undefined, { NotResource: "arn:aws:s3:::reports/public/*" })],
      "allowed",
    ],
    [
      "is denied where a Deny covers all that is allowed",
      [allow("s3:*", "arn:aws:s3:::rep*/a/*"), deny("s3:*", "arn:aws:s3:::*/a/*")],
      "implicitly-denied",
    ],
  ])("%s", (_, statements, expected) => {
    const fixed = statements.map((one) => ("NotResource" in one ? { Effect: "Deny", Action: "s3:*", NotResource: one.NotResource } : one));
    expect(answer(worldWith(held(...fixed)), "reader", "s3:GetObject", "reports")).toBe(expected);
  });
  it("is asked as what the boundary leaves of it", () => {
    const boundary = resource("ManagedPolicy", {
      Arn: `arn:aws:iam::${A}:policy/edge`,
      name: "edge",
      region: "global",
      PolicyDocument: policy(allow("s3:GetObject", "arn:aws:s3:::reports/public/*")),
    });
    const reader = role("reader", policy(allow("s3:*")), { PermissionsBoundary: boundary.id });
    expect(answer(worldWith([reader, boundary, bucketWith({})]), "reader", "s3:GetObject", "reports")).toBe("allowed");
  });
});

describe("APIs", () => {
  const rest = (fields: object = {}) =>
    resource("RestApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/a1",
      name: "shop",
      RestApiId: "a1",
      EndpointTypes: ["EDGE"],
      Policy: undefined,
      Tags: {},
      ...fields,
    });
  const method = (AuthorizationType: unknown) =>
    resource("RestMethod", {
      id: "arn:aws:apigateway:ap-northeast-1::/restapis/a1/resources//orders/methods/GET",
      name: "shop GET /orders/{id}",
      RestApiId: "a1",
      ResourcePath: "/orders/{id}",
      HttpMethod: "GET",
      AuthorizationType: AuthorizationType as never,
    });
  const call = (resources: readonly unknown[], principal = "anonymous", on = "shop") =>
    answer(worldWith(resources), principal, "execute-api:Invoke", on);
  const short = (extra: object = {}) => policy({ ...admits("*", "execute-api:Invoke", extra), Resource: "execute-api:/prod/GET/*" });

  it.each([
    ["a method that asks nobody lets everybody in", rest(), "NONE", "allowed"],
    ["an authorizer decides for itself", rest(), "COGNITO_USER_POOLS", "depends"],
    ["signed requests are a matter of policies", rest(), "AWS_IAM", "implicitly-denied"],
    ["how a method asks may not be known", rest(), unknown("elsewhere"), "depends"],
    ["a private API without a policy lets nobody in", rest({ EndpointTypes: ["PRIVATE"] }), "NONE", "implicitly-denied"],
    ["a policy decides, in its short spelling too", rest({ Policy: short() }), "NONE", "allowed"],
    [
      "a policy's conditions count",
      rest({ Policy: short({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }) }),
      "NONE",
      "depends",
    ],
  ])("%s", (_, api, authorization, expected) => {
    expect(call([api, method(authorization)])).toBe(expected);
  });
  it("are called by the ARN of a stage, a method and a path", () => {
    const caller = role("caller", policy(allow("execute-api:Invoke", `arn:aws:execute-api:*:${A}:*/prod/GET/*`)));
    expect(call([rest(), method("AWS_IAM"), caller], "caller")).toBe("allowed");
    expect(call([rest(), method("NONE")], "anonymous", `arn:aws:execute-api:ap-northeast-1:${A}:a1/prod/GET/orders/17`)).toBe("allowed");
    expect(call([rest(), method("NONE")], "anonymous", `arn:aws:execute-api:ap-northeast-1:${A}:a1/prod/POST/orders/17`)).toBe(
      "implicitly-denied",
    );
  });
  it.each([
    ["GET /orders/{id}", "HTTP", "NONE", "allowed"],
    ["$default", "HTTP", "NONE", "allowed"],
    ["GET /orders/{id}", "HTTP", "JWT", "depends"],
    ["send", "WEBSOCKET", "NONE", "implicitly-denied"],
    ["$connect", "WEBSOCKET", "NONE", "allowed"],
  ])("route %s of a %s API asking %s: %s", (RouteKey, ProtocolType, AuthorizationType, expected) => {
    const api = resource("HttpApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/apis/h1",
      name: "shop",
      ApiId: "h1",
      ProtocolType: ProtocolType as "HTTP",
      Tags: {},
    });
    const route = resource("HttpRoute", {
      id: "arn:aws:apigateway:ap-northeast-1::/apis/h1/routes/r",
      name: "shop r",
      ApiId: "h1",
      ProtocolType: ProtocolType as "HTTP",
      RouteKey,
      AuthorizationType: AuthorizationType as "NONE",
    });
    expect(call([api, route])).toBe(expected);
  });
});

describe("who can", () => {
  const names = (found: ReturnType<typeof whoCan>) =>
    [...found.inside, ...found.outside].map(({ person, decision }) => `${person.name} ${decision.answer}`);
  const asked = (world: World, action: string, on: string) => {
    const target = targetNamed(world, on, action);
    if ("problem" in target) throw new Error(target.text);
    return names(whoCan(world, action, target));
  };

  it("names the holders, and root", () => {
    expect(asked(worldWith([]), "dynamodb:GetItem", "orders")).toEqual(["worker allowed", `${A} allowed`]);
  });
  it("names who comes from outside, by class", () => {
    const Policy = policy(
      admits({ AWS: "444455556666" }, "s3:GetObject"),
      admits({ AWS: "arn:aws:iam::777788889999:role/reader" }, "s3:GetObject"),
      admits({ Service: "cloudfront.amazonaws.com" }, "s3:GetObject", {
        Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudfront::1:distribution/x" } },
      }),
    );
    expect(asked(worldWith([bucketWith({ Policy })]), "s3:GetObject", "reports").toSorted()).toEqual(
      [
        "worker allowed",
        `${A} allowed`,
        "444455556666 allowed",
        "arn:aws:iam::777788889999:role/reader allowed",
        "cloudfront.amazonaws.com depends",
      ].toSorted(),
    );
  });
  it.each([
    ["by the account of a condition", "*", { StringEquals: { "aws:PrincipalAccount": "444455556666" } }, "444455556666 allowed"],
    [
      "by a role of a condition",
      { AWS: "*" },
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/x*" } },
      "444455556666 allowed",
    ],
    [
      "by a role of a condition, beside the account",
      { AWS: "444455556666" },
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/x*" } },
      "444455556666 allowed",
    ],
    ["by any service", { Service: "*" }, undefined, "* allowed"],
    ["by a service's source", "*", { ArnLike: { "aws:SourceArn": "arn:aws:sns:us-east-1:444455556666:t" } }, "* depends"],
  ])("names who comes from outside %s", (_, Principal, Condition, expected) => {
    const Policy = policy(admits(Principal, "s3:GetObject", Condition === undefined ? {} : { Condition }));
    expect(asked(worldWith([bucketWith({ Policy })]), "s3:GetObject", "reports")).toContain(expected);
  });
  it("does not ask strangers about what has no resource", () => {
    expect(asked(worldWith([]), "dynamodb:ListTables", "*")).toEqual(["worker allowed", `${A} allowed`]);
  });
});
