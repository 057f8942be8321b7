import { describe, expect, it } from "vitest";
import { isUnknown, type Lang, type Policy, parsePolicy, type Resource, unknown, World } from "../../model/index.ts";
import { resource } from "../../protect/cases.ts";
import { targetNamed } from "../../protect/iam/access/access.ts";
import { whoCan } from "../../protect/iam/access/who-can.ts";
import { whoCanGrid } from "./access-output.ts";

const A = "111122223333";

const policy = (...Statement: readonly object[]): Policy => {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement });
  if (isUnknown(parsed)) throw new Error("malformed");
  return parsed;
};
const allow = (Action: string, extra: object = {}) => ({ Effect: "Allow", Action, Resource: "*", ...extra });
const admits = (Principal: unknown, Action: string, extra: object = {}) => allow(Action, { Principal, ...extra });
const role = (name: string, ...statements: readonly object[]) =>
  resource("Role", {
    Arn: `arn:aws:iam::${A}:role/${name}`,
    name,
    region: "global",
    Path: "/",
    AssumeRolePolicyDocument: policy(admits({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole")),
    Policies: [{ PolicyName: "inline", PolicyDocument: policy(...statements) }],
    ManagedPolicyArns: [],
    PermissionsBoundary: undefined,
    RoleId: `AROA${name.toUpperCase()}`,
    Tags: {},
  });
const table = resource("DynamoTable", {
  Arn: `arn:aws:dynamodb:ap-northeast-1:${A}:table/orders`,
  name: "orders",
  Policy: policy(admits("*", "dynamodb:GetItem", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })),
  Tags: {},
});
const fn = resource("LambdaFunction", {
  Arn: `arn:aws:lambda:ap-northeast-1:${A}:function:site`,
  name: "site",
  Role: `arn:aws:iam::${A}:role/a`,
  Policies: [
    {
      Qualifier: undefined,
      Document: policy(admits("*", "lambda:InvokeFunction", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } })),
    },
  ],
  Urls: [],
  Tags: {},
});
const vpn = { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } };

function wholeRowsFor(action: string, on: string, resources: readonly unknown[], lang: Lang = "en"): readonly (readonly string[])[] {
  const scope = { id: `aws:${A}`, source: "aws" as const, account: A, regions: ["ap-northeast-1"], label: A };
  const account = resource("Account", {
    name: A,
    region: "global",
    Organization: undefined,
    S3PublicAccessBlock: undefined,
    OrganizationPolicies: undefined,
  });
  const world = new World(
    { scopes: [scope], resources: [account, ...resources] as Resource[], gaps: [], problems: [], unrecognised: {} },
    { now: new Date("2026-11-22T00:00:00Z") },
  );
  const target = targetNamed(world, on, action);
  if ("problem" in target) throw new Error(target.text);
  const grid = whoCanGrid(whoCan(world, action, target), action, target, world, lang);
  return grid.rows.map((cells) => cells.map(String));
}

const rowsFor = (...asked: Parameters<typeof wholeRowsFor>) => wholeRowsFor(...asked).map((cells) => cells.slice(0, 2));

const arn = (name: string) => `arn:aws:iam::${A}:role/${name}`;

describe("who can", () => {
  it("tells those who surely may first, and puts those together who may under one condition", () => {
    const open = ["b", "c", "d", "e", "f"].map((name) => role(name, allow("sqs:SendMessage", vpn)));
    const queue = resource("Queue", { Arn: `arn:aws:sqs:ap-northeast-1:${A}:jobs`, name: "jobs", Policy: undefined, Tags: {} });
    const all = [queue, ...open, role("z", allow("sqs:SendMessage")), role("idle", allow("s3:GetObject"))];
    expect(rowsFor("sqs:SendMessage", "jobs", all)).toEqual([
      [arn("z"), "allowed"],
      [`root user ${A}`, "allowed"],
      [`${arn("b")}, ${arn("c")}, ${arn("d")} and 2 more (--format json)`, "depends"],
    ]);
  });
  it("one policy that cannot be read is one row", () => {
    const queue = resource("Queue", {
      Arn: `arn:aws:sqs:ap-northeast-1:${A}:jobs`,
      name: "jobs",
      Policy: unknown("access-denied"),
      Tags: {},
    });
    const roles = ["b", "c"].map((name) => role(name, allow("s3:GetObject")));
    expect(rowsFor("sqs:SendMessage", "jobs", [queue, ...roles])).toEqual([
      [`anyone, without signing in, any AWS account, ${arn("b")} and 2 more (--format json)`, "depends"],
    ]);
    expect(rowsFor("sqs:SendMessage", "jobs", [queue, ...roles], "ja")[0]?.[0]).toMatch(/ほか 2 件/);
  });
  it("nobody calls without a signature what takes none, nor by a URL what is called by itself", () => {
    expect(rowsFor("dynamodb:GetItem", "orders", [table])).toEqual([
      [`root user ${A}`, "allowed"],
      ["any AWS account", "depends"],
    ]);
    const everybody = { ...table, Policy: policy(admits("*", "dynamodb:GetItem")) };
    expect(rowsFor("dynamodb:GetItem", "orders", [resource("DynamoTable", everybody as never)]).map(([who]) => who)).not.toContain(
      "anyone, without signing in",
    );
    expect(rowsFor("lambda:InvokeFunction", "site", [fn, role("a", allow("lambda:InvokeFunction"))])).toEqual([
      [arn("a"), "allowed"],
      [`root user ${A}`, "allowed"],
    ]);
  });
  it("a URL that is open by the rule of before October 2025 hangs on whether AWS still exempts it", () => {
    const old = resource("LambdaFunction", {
      ...fn,
      Policies: [{ Qualifier: undefined, Document: policy(admits("*", "lambda:InvokeFunctionUrl")) }],
      Urls: [{ Qualifier: undefined, AuthType: "NONE", InvokeMode: undefined, Cors: undefined }],
    } as never);
    const row = (lang: Lang) => wholeRowsFor("lambda:InvokeFunctionUrl", "site", [old], lang)[0];
    expect(row("en")).toEqual([
      `anyone, without signing in, any AWS account, root user ${A}`,
      "depends",
      expect.stringContaining("not known: today AWS asks for lambda:InvokeFunction too, but it may still exempt what is older"),
    ]);
    expect(row("ja")?.[2]).toContain("現在は lambda:InvokeFunction も必要ですが");
  });
  it("finds who comes to a bucket through one of its access points", () => {
    const bucket = resource("Bucket", {
      Arn: "arn:aws:s3:::reports",
      name: "reports",
      Policy: policy(admits("*", "s3:*", { Condition: { StringEquals: { "s3:DataAccessPointAccount": A } } })),
      PublicAccessBlock: undefined,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      Tags: {},
    });
    const point = resource("S3AccessPoint", {
      Arn: `arn:aws:s3:ap-northeast-1:${A}:accesspoint/ap`,
      name: "ap",
      Bucket: "reports",
      NetworkOrigin: "Internet",
      PublicAccessBlock: undefined,
      Policy: policy(admits({ AWS: [arn("idle"), "444455556666"] }, "s3:GetObject")),
      Tags: {},
    });
    const rows = rowsFor("s3:GetObject", "reports", [bucket, point, role("idle", allow("sqs:SendMessage"))]);
    expect(rows).toEqual([
      ["another account: 444455556666 through the access point ap", "allowed"],
      [`${arn("idle")} through the access point ap`, "allowed"],
      [`root user ${A}`, "allowed"],
    ]);
  });
});
