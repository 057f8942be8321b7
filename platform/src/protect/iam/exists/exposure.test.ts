import { describe, expect, test } from "vitest";
import { type Policy, unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { admits, policy, worldWith } from "../worlds.test-helper.ts";
import { exposuresOf, externalKinds } from "./exposure.ts";
import { looked } from "./external-page.test-helper.ts";

const OWN = "111122223333";
const OTHER = "444455556666";

const account = (S3PublicAccessBlock?: unknown) =>
  resource("Account", { S3PublicAccessBlock: S3PublicAccessBlock as undefined, Organization: undefined, region: "global", name: OWN });

function see(resources: readonly unknown[]): Record<string, string> {
  const world = worldWith(...resources);
  return Object.fromEntries(
    exposuresOf(world).map(({ resource: of, qualifier, access }) => [
      qualifier === undefined ? of.name : `${of.name}:${qualifier}`,
      [
        access.reaches,
        ...access.findings.map(({ who }) => who.who),
        ...(access.publicByS3 === undefined ? [] : [`S3: ${String(access.publicByS3)}`]),
      ].join(" "),
    ]),
  );
}

const bucket = (fields: object) =>
  resource("Bucket", {
    Arn: "arn:aws:s3:::b",
    name: "b",
    Policy: undefined,
    PublicAccessBlock: undefined,
    AclGrants: [],
    ObjectOwnership: "ObjectWriter",
    ...fields,
  });
const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const open = policy(admits("*", "s3:GetObject"));
const grants = [{ Grantee: "AllUsers", Permission: "READ" }];

describe("buckets", () => {
  test.each([
    ["an open policy", { Policy: open }, account(), "yes anonymous any-principal S3: true"],
    // S3 leaves it to AWS services, for whomever they act.
    [
      "the same behind the block of the bucket",
      { Policy: open, PublicAccessBlock: block },
      account(),
      "yes any-account-through-service S3: true",
    ],
    ["the same behind the block of the account", { Policy: open }, account(block), "yes any-account-through-service S3: true"],
    ["a block that could not be read", { Policy: open, PublicAccessBlock: unknown("access-denied") }, account(), "undecided S3: true"],
    ["an access control list", { AclGrants: grants }, account(), "yes anonymous any-principal S3: false"],
    [
      "a list of everybody who signs",
      { AclGrants: [{ Grantee: "AuthenticatedUsers", Permission: "READ" }] },
      account(),
      "yes any-principal S3: false",
    ],
    ["a list that is ignored", { AclGrants: grants, PublicAccessBlock: block }, account(), undefined],
    ["a list that ownership switches off", { AclGrants: grants, ObjectOwnership: "BucketOwnerEnforced" }, account(), undefined],
    [
      "a partner, and no block cuts that",
      { Policy: policy(admits({ AWS: OTHER }, "s3:GetObject")), PublicAccessBlock: block },
      account(),
      "yes account S3: false",
    ],
    ["a policy that could not be read", { Policy: unknown("access-denied") }, account(), "undecided S3: Unknown"],
  ] as const)("%s", (_, fields, self, expected) => {
    expect(see([bucket(fields), self])["b"]?.replace("[object Object]", "Unknown")).toBe(expected);
  });
});

describe("functions", () => {
  const url = admits("*", "lambda:InvokeFunctionUrl", { Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } });
  const fn = (fields: object) =>
    resource("LambdaFunction", { Arn: `arn:aws:lambda:ap-northeast-1:${OWN}:function:f`, name: "f", Urls: [], ...fields });
  const urlOf = (AuthType: string, Qualifier?: string) => ({ Qualifier, AuthType, InvokeMode: undefined, Cors: undefined });

  const invoke = admits("*", "lambda:InvokeFunction", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } });

  test.each([
    ["a URL without authentication", [urlOf("NONE")], "yes anonymous any-principal"],
    ["trap 13: a left-over statement is inert under AWS_IAM", [urlOf("AWS_IAM")], "no"],
    ["and without any URL", [], "no"],
    ["and when the URL is another alias's", [urlOf("NONE", "live")], "no"],
  ])("%s", (_, Urls, expected) => {
    expect(see([fn({ Urls, Policies: [{ Qualifier: undefined, Document: policy(url, invoke) }] }), account()])).toEqual({ f: expected });
  });
  test.each<readonly [what: string, Urls: readonly object[], statements: readonly object[], expected: string]>([
    ["open as it was enough before October 2025", [urlOf("NONE")], [url], "undecided"],
    ["open in the way that never was enough", [urlOf("NONE")], [invoke], "no"],
    ["open, but not for a call that comes through it", [urlOf("NONE")], [url, { ...invoke, Effect: "Deny" }], "undecided"],
    ["open for signatures of everybody", [urlOf("AWS_IAM")], [admits("*", "lambda:*")], "yes anonymous any-principal"],
    ["open, and anybody may read the function", [urlOf("NONE")], [url, admits("*", "lambda:GetFunction")], "yes any-principal"],
    [
      "open by one statement on how it asks, of which Lambda may say nothing the second time",
      [urlOf("NONE")],
      [{ ...url, Action: ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"] }],
      "undecided",
    ],
  ])("a URL that is %s", (_, Urls, statements, expected) => {
    expect(see([fn({ Urls, Policies: [{ Qualifier: undefined, Document: policy(...statements) }] }), account()])).toEqual({ f: expected });
  });
  test("trap 14: an alias has a policy of its own", () => {
    const Policies = [
      {
        Qualifier: undefined,
        Document: policy(
          admits({ Service: "s3.amazonaws.com" }, "lambda:InvokeFunction", { Condition: { StringEquals: { "aws:SourceAccount": OWN } } }),
        ),
      },
      { Qualifier: "live", Document: policy(admits({ AWS: OTHER }, "lambda:InvokeFunction")) },
    ];
    expect(see([fn({ Policies }), account()])).toEqual({ f: "no", "f:live": "yes account" });
  });
});

describe("other kinds", () => {
  const role = (Statement: object, extra: object = {}) =>
    resource("Role", {
      Arn: `arn:aws:iam::${OWN}:role/r`,
      name: "r",
      region: "global",
      Path: "/",
      AssumeRolePolicyDocument: policy(Statement),
      ...extra,
    });
  const cognito = {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": "ap-northeast-1:pool" },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
    },
  };
  const pool = (AllowUnauthenticatedIdentities: boolean) =>
    resource("IdentityPool", {
      name: "pool",
      IdentityPoolId: "ap-northeast-1:pool",
      AllowUnauthenticatedIdentities,
      UnauthenticatedRole: `arn:aws:iam::${OWN}:role/r`,
    });

  test("guests of an identity pool get its role", () => {
    expect(see([pool(true), role(cognito), account()])["pool"]).toBe("yes anonymous");
    expect(see([pool(false), role(cognito), account()])["pool"]).toBeUndefined();
    const signedIn = {
      ...cognito,
      Condition: { ...cognito.Condition, "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } },
    };
    expect(see([pool(true), role(signedIn), account()])["pool"]).toBe("no");
  });
  test("a service-linked role is nobody's to change", () => {
    expect(
      see([
        role({ Effect: "Allow", Principal: { Service: "x.amazonaws.com" }, Action: "sts:AssumeRole" }, { Path: "/aws-service-role/x/" }),
      ]),
    ).toEqual({});
  });
  test.each([
    ["Queue", "sqs:*", "sqs", "yes anonymous any-principal"],
    ["Topic", "sns:*", "sns", "yes anonymous any-principal"],
    ["Secret", "secretsmanager:GetSecretValue", "secretsmanager", "yes any-principal"],
    ["EcrRepository", "ecr:BatchGetImage", "ecr", "yes any-principal"],
    ["FileSystem", "elasticfilesystem:ClientMount", "elasticfilesystem", "yes anonymous any-principal"],
    ["DynamoTable", "dynamodb:GetItem", "dynamodb", "yes any-principal"],
    ["EventBus", "events:PutEvents", "events", "yes any-principal"],
    ["KinesisStream", "kinesis:GetRecords", "kinesis", "yes any-principal"],
    ["BackupVault", "backup:CopyIntoBackupVault", "backup", "yes any-principal"],
    ["LambdaLayerVersion", "lambda:GetLayerVersion", "lambda", "yes any-principal"],
  ] as const)("%s", (kind, action, service, expected) => {
    const fields = { Arn: `arn:aws:${service}:ap-northeast-1:${OWN}:x`, name: "x", Policy: policy(admits("*", action)) };
    expect(see([resource(kind, fields), account()])).toEqual({ x: expected });
    expect(see([resource(kind, { ...fields, Policy: undefined }), account()])).toEqual({});
  });
  test("a directory bucket, whose public policy is always cut", () => {
    const Arn = `arn:aws:s3express:ap-northeast-1:${OWN}:bucket/d--apne1-az4--x-s3`;
    const of = (Policy: unknown) => see([resource("DirectoryBucket", { Arn, name: "d", Policy: Policy as undefined }), account()]);
    expect(of(policy(admits({ AWS: OTHER }, "s3express:CreateSession")))).toEqual({ d: "yes account" });
    expect(of(policy(admits("*", "s3express:CreateSession")))).toEqual({ d: "yes any-account-through-service" });
    expect(of(undefined)).toEqual({});
    expect(of(unknown("access-denied"))).toEqual({ d: "undecided" });
  });
  test("the stream of a table has a policy of its own", () => {
    const stream = `arn:aws:dynamodb:ap-northeast-1:${OWN}:table/t/stream/2026`;
    const table = (StreamPolicy: unknown, Policy?: Policy) =>
      resource("DynamoTable", {
        Arn: `arn:aws:dynamodb:ap-northeast-1:${OWN}:table/t`,
        name: "t",
        Policy,
        StreamArn: stream,
        StreamPolicy: StreamPolicy as undefined,
      });
    const shared = policy({ ...admits({ AWS: OTHER }, "dynamodb:GetRecords"), Resource: stream });
    expect(see([table(shared), account()])).toEqual({ "t:stream": "yes account" });
    expect(see([table(undefined, shared), account()])).toEqual({ t: "yes account" });
    expect(see([table(undefined), account()])).toEqual({});
    expect(see([table(unknown("access-denied")), account()])).toEqual({ "t:stream": "undecided" });
  });
  test("an API by its short resources", () => {
    const api = (Resource: string) =>
      resource("RestApi", {
        Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/a1",
        name: "api",
        RestApiId: "a1",
        Policy: policy({ ...admits("*", "execute-api:Invoke"), Resource }),
      });
    expect(see([api("execute-api:/*"), account()])).toEqual({ api: "yes anonymous any-principal" });
    expect(see([api(`arn:aws:execute-api:ap-northeast-1:${OWN}:a1/*`), account()])).toEqual({ api: "yes anonymous any-principal" });
  });
  test("a grant on a key", () => {
    const key = (Grants: unknown) =>
      resource("KmsKey", {
        Arn: `arn:aws:kms:ap-northeast-1:${OWN}:key/k`,
        name: "k",
        Policy: policy(admits({ AWS: `arn:aws:iam::${OWN}:root` }, "kms:*")),
        Grants: Grants as [],
      });
    const grant = {
      GrantId: "g",
      Name: undefined,
      GranteePrincipal: `arn:aws:iam::${OTHER}:role/r`,
      Operations: ["Decrypt"],
      EncryptionContext: undefined,
    };
    expect(see([key([]), account()])).toEqual({ k: "no" });
    expect(see([key([grant]), account()])).toEqual({ k: "yes account" });
    expect(see([key(unknown("access-denied")), account()])).toEqual({ k: "undecided" });
  });
  test("an access point of a VPC is reached from there only", () => {
    const point = (NetworkOrigin: string) =>
      resource("S3AccessPoint", {
        Arn: `arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/p`,
        name: "p",
        NetworkOrigin,
        Bucket: "b",
        PublicAccessBlock: undefined,
        Policy: policy(admits("*", "s3:GetObject")),
      });
    const behind = bucket({ Policy: policy(admits("*", "*", { Condition: { StringEquals: { "s3:DataAccessPointAccount": OWN } } })) });
    expect(see([point("Internet"), behind, account()])["p"]).toBe("yes anonymous any-principal S3: true");
    expect(see([point("VPC"), behind, account()])["p"]).toBe("yes network network S3: true");
  });
});

test("the documentation names every kind that is looked at", () => {
  expect(Object.keys(looked).toSorted()).toEqual(externalKinds.toSorted());
});
