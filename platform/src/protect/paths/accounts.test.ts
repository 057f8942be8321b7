import { describe, expect, it } from "vitest";
import { type PathStart, type Policy, type Relation, type Resource, World } from "../../model/index.ts";
import { caseTime, resource } from "../cases.ts";
import { attackPaths } from "./index.ts";
import { allow, policy, REGION, type Statement, trust } from "./worlds.test-helper.ts";

/** An estate of two accounts: A, where people and functions are, and B, where the data is. */
const A = "111122223333";
const B = "444455556666";
const THIRD = "777788889999";

const iam = (account: string, type: string, name: string) => `arn:aws:iam::${account}:${type}/${name}`;
const at = (account: string, service: string, rest: string) => `arn:aws:${service}:${REGION}:${account}:${rest}`;
const of = <T extends object>(account: string, noun: T): Resource => ({ ...noun, account, scope: `aws:${account}` }) as unknown as Resource;

function holder(kind: "Role" | "User", account: string, name: string, statements: readonly Statement[], trusts?: Policy): Resource {
  const id = iam(account, kind.toLowerCase(), name);
  return of(account, {
    ...resource(kind, {
      name,
      region: "global",
      id,
      aliases: [name],
      Arn: id,
      Path: "/",
      Policies: statements.length === 0 ? [] : [{ PolicyName: "inline", PolicyDocument: policy(...statements) }],
      ManagedPolicyArns: [],
      PermissionsBoundary: undefined,
      Tags: undefined,
      ...(kind === "Role"
        ? { RoleName: name, AssumeRolePolicyDocument: trusts ?? trust({ Service: "lambda.amazonaws.com" }) }
        : { UserName: name, Groups: [], AccessKeys: [], Credentials: undefined }),
    } as never),
  });
}
const role = (account: string, name: string, statements: readonly Statement[], trusts?: Policy) =>
  holder("Role", account, name, statements, trusts);
const user = (account: string, name: string, ...statements: readonly Statement[]) => holder("User", account, name, statements);

function fn(account: string, name: string, roleName: string, more: object = {}): Resource {
  const id = at(account, "lambda", `function:${name}`);
  return of(account, {
    ...resource("LambdaFunction", {
      name,
      id,
      Arn: id,
      FunctionName: name,
      Role: iam(account, "role", roleName),
      Environment: {},
      Policies: [],
      Urls: [],
      CodeSigningConfigArn: undefined,
      Tags: undefined,
      ...more,
    } as never),
  });
}
const TABLE = at(B, "dynamodb", "table/customers");
const table = (Policy?: Policy) =>
  of(B, {
    ...resource("DynamoTable", {
      name: "customers",
      id: TABLE,
      Arn: TABLE,
      Policy,
      SseType: "AWS_OWNED",
      KmsKeyArn: undefined,
      StreamArn: undefined,
      Tags: undefined,
    } as never),
  });
const bucket = (...statements: readonly Statement[]) =>
  of(B, {
    ...resource("Bucket", {
      name: "files",
      id: "arn:aws:s3:::files",
      Arn: "arn:aws:s3:::files",
      BucketName: "files",
      Policy: statements.length === 0 ? undefined : policy(...statements),
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
      Encryption: undefined,
      Tags: undefined,
    } as never),
  });
const QUEUE = at(B, "sqs", "jobs");
const queue = (...statements: readonly Statement[]) =>
  of(B, {
    ...resource("Queue", {
      name: "jobs",
      id: QUEUE,
      Arn: QUEUE,
      Policy: policy(...statements),
      KmsMasterKeyId: undefined,
      Tags: undefined,
    } as never),
  });

function told(
  resources: readonly Resource[],
  from: PathStart,
  relations: readonly Relation[] = [],
  organization: Readonly<Record<string, string>> = {},
): readonly string[] {
  const scopes = [A, B].map((account) => ({ id: `aws:${account}`, source: "aws" as const, account, regions: [REGION], label: account }));
  const accounts = [A, B].map((account) =>
    of(account, {
      ...resource("Account", {
        name: account,
        region: "global",
        id: iam(account, "account", account),
        Organization:
          organization[account] === undefined ? undefined : { Id: organization[account], ManagementAccount: THIRD, MemberAccounts: [A, B] },
        OrganizationPolicies: undefined,
        S3PublicAccessBlock: undefined,
      } as never),
    }),
  );
  const world = new World(
    { scopes, resources: [...accounts, ...resources], gaps: [], problems: [], unrecognised: {} },
    { now: caseTime, relate: () => relations },
  );
  return attackPaths(world, { from }).paths.map(({ edges }) =>
    [...edges.map((e) => (e.certainty === "depends" ? `${e.technique}?` : e.technique)), edges.at(-1)?.to.name].join(" > "),
  );
}

describe("from one account of the estate into another", () => {
  const reader = (trusts: Policy) => role(B, "reader", [allow("dynamodb:GetItem", TABLE)], trusts);
  const deployer = iam(B, "role", "reader");
  const root = trust({ AWS: `arn:aws:iam::${A}:root` });

  it("a role that trusts the other account, by who may assume it there", () => {
    const jump = user(A, "u", allow("sts:AssumeRole", deployer));
    expect(told([jump, reader(root), table()], "user")).toEqual(["sts-001 > read > customers"]);
    expect(told([user(A, "u", allow("sts:AssumeRole")), reader(root), table()], "user")).toEqual(["sts-001 > read > customers"]);
    // Trust alone is not enough across accounts, nor is permission alone.
    expect(told([user(A, "u", allow("s3:GetObject")), reader(root), table()], "user")).toEqual([]);
    expect(told([jump, reader(trust({ AWS: `arn:aws:iam::${THIRD}:root` })), table()], "user")).toEqual([]);
    expect(told([jump, reader(trust({ Service: "lambda.amazonaws.com" })), table()], "user")).toEqual([]);
  });
  it("a role that trusts one role of the other account: that one, with permission of its own", () => {
    const named = trust({ AWS: iam(A, "role", "app") });
    const app = (name: string, ...statements: readonly Statement[]) => [fn(A, `f-${name}`, name), role(A, name, statements)];
    expect(told([...app("app", allow("sts:AssumeRole", deployer)), reader(named), table()], "function")).toEqual([
      "runs-as > sts-001 > read > customers",
    ]);
    expect(told([...app("other", allow("sts:AssumeRole", deployer)), reader(named), table()], "function")).toEqual([]);
    expect(told([...app("app"), reader(named), table()], "function")).toEqual([]);
  });
  it("a trust with an external id is not certain", () => {
    const withId = trust({ AWS: `arn:aws:iam::${A}:root` }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } });
    expect(told([user(A, "u", allow("sts:AssumeRole", deployer)), reader(withId), table()], "user")).toEqual([
      "sts-001? > read > customers",
    ]);
  });
  it("accounts of the estate are no third parties", () => {
    expect(told([reader(root), table()], "third-party")).toEqual([]);
    expect(told([reader(trust({ AWS: `arn:aws:iam::${THIRD}:root` })), table()], "third-party")).toEqual(["sts-001 > read > customers"]);
  });
  it("to administrator of the other account", () => {
    const admin = role(B, "admin", [allow("*")], root);
    expect(told([user(A, "u", allow("sts:AssumeRole")), admin], "user")).toEqual([`sts-001 > administers > ${B}`]);
  });
  it("an administrator of one account may assume what trusts the account", () => {
    const strong = role(A, "strong", [allow("*")], trust({ Service: "lambda.amazonaws.com" }));
    expect(told([fn(A, "f", "strong"), strong, reader(root), table()], "function")).toContain(
      "runs-as > administers > sts-001 > read > customers",
    );
  });

  it("an administrator can act as whichever principal is named, and as any of the organisation", () => {
    const start = [fn(A, "f", "strong"), role(A, "strong", [allow("*")], trust({ Service: "lambda.amazonaws.com" }))];
    const named = reader(trust({ AWS: iam(A, "role", "only-this-one") }));
    expect(told([...start, named, table()], "function")).toContain("runs-as > administers > sts-001 > read > customers");
    const inOrg = bucket(files("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-ours" } } }));
    const ours = { [A]: "o-ours", [B]: "o-ours" };
    expect(told([...start, inOrg], "function", [], ours)).toContain("runs-as > administers > read > files");
    expect(told([...start, inOrg], "function", [], { ...ours, [A]: "o-other" })).toEqual([`runs-as > administers > ${A}`]);
    expect(told([...start, reader(trust({ AWS: iam(THIRD, "role", "x") })), table()], "function")).toEqual([
      `runs-as > administers > ${A}`,
    ]);
  });

  const files = (principal: unknown, extra: Statement = {}): Statement => ({
    Effect: "Allow",
    Principal: principal,
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::files/*",
    ...extra,
  });
  it("a bucket that lets the other account in, by who may read it there", () => {
    const reads = user(A, "u", allow("s3:GetObject"));
    expect(told([reads, bucket(files({ AWS: `arn:aws:iam::${A}:root` }))], "user")).toEqual(["read > files"]);
    expect(told([reads, bucket(files({ AWS: iam(A, "user", "u") }))], "user")).toEqual(["read > files"]);
    expect(told([reads, bucket(files({ AWS: iam(A, "user", "v") }))], "user")).toEqual([]);
    expect(told([reads, bucket()], "user")).toEqual([]);
    expect(told([user(A, "u", allow("sqs:*")), bucket(files({ AWS: iam(A, "user", "u") }))], "user")).toEqual([]);
  });
  it("a bucket for the organisation: the same, another, and one nobody knows", () => {
    const reads = user(A, "u", allow("s3:GetObject"));
    const ours = bucket(files("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-ours" } } }));
    expect(told([reads, ours], "user", [], { [A]: "o-ours", [B]: "o-ours" })).toEqual(["read > files"]);
    expect(told([reads, ours], "user", [], { [A]: "o-other", [B]: "o-ours" })).toEqual([]);
    expect(told([reads, ours], "user")).toEqual([]);
  });
  it("a table by its own policy", () => {
    const own = policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: "dynamodb:GetItem", Resource: TABLE });
    expect(told([user(A, "u", allow("dynamodb:GetItem", TABLE)), table(own)], "user")).toEqual(["read > customers"]);
    expect(told([user(A, "u", allow("dynamodb:GetItem", TABLE)), table()], "user")).toEqual([]);
  });
  it("a queue both use, and the function behind it", () => {
    const send: Statement = { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: "sqs:SendMessage", Resource: QUEUE };
    const behind = [fn(B, "worker", "reader"), reader(trust({ Service: "lambda.amazonaws.com" })), table()];
    const triggers: Relation[] = [{ from: QUEUE, type: "triggers", to: at(B, "lambda", "function:worker"), resolved: true }];
    const sender = user(A, "u", allow("sqs:SendMessage"));
    expect(told([sender, queue(send), ...behind], "user", triggers)).toEqual(["channel > triggers > runs-as > read > customers"]);
    expect(told([sender, queue({ ...send, Principal: { AWS: `arn:aws:iam::${B}:root` } }), ...behind], "user", triggers)).toEqual([]);
  });
  it("a function the other account may call", () => {
    const call: Statement = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${A}:root` },
      Action: "lambda:InvokeFunction",
      Resource: at(B, "lambda", "function:worker"),
    };
    const worker = fn(B, "worker", "reader", { Policies: [{ Qualifier: undefined, Document: policy(call) }] });
    const rest = [reader(trust({ Service: "lambda.amazonaws.com" })), table()];
    expect(told([user(A, "u", allow("lambda:InvokeFunction")), worker, ...rest], "user")).toEqual([
      "yagura-lambda-invoke > runs-as > read > customers",
    ]);
    expect(told([user(A, "u", allow("lambda:InvokeFunction")), fn(B, "worker", "reader"), ...rest], "user")).toEqual([]);
    // What changes code is not given by a policy that speaks of calls.
    expect(told([user(A, "u", allow("lambda:UpdateFunctionCode")), worker, ...rest], "user")).toEqual([]);
  });
});
