import { describe, expect, it } from "vitest";
import { type Policy, type Resource, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { admits, policy, scopeOf } from "../worlds.test-helper.ts";
import { ask, targetNamed } from "./access.ts";
import { whoCan } from "./who-can.ts";

/** An estate of two accounts: A, where people are, and B, where the data is. */
const A = "111122223333";
const B = "444455556666";

const of = (account: string, noun: object) => ({ ...noun, account, scope: `aws:${account}` }) as unknown as Resource;
const role = (
  account: string,
  name: string,
  Action: string | undefined,
  trusts: object = admits({ Service: "x.amazonaws.com" }, "sts:AssumeRole"),
) =>
  of(account, {
    ...resource("Role", {
      Arn: `arn:aws:iam::${account}:role/${name}`,
      name,
      region: "global",
      Path: "/",
      AssumeRolePolicyDocument: policy(trusts),
      Policies: Action === undefined ? [] : [{ PolicyName: "p", PolicyDocument: policy({ Effect: "Allow", Action, Resource: "*" }) }],
      ManagedPolicyArns: [],
      PermissionsBoundary: undefined,
      RoleId: `AROA${name.toUpperCase()}`,
      Tags: {},
    }),
  });
const account = (id: string, organization?: string) =>
  of(id, {
    ...resource("Account", {
      name: id,
      region: "global",
      id: `account ${id}`,
      Organization:
        organization === undefined ? undefined : { Id: organization, ManagementAccount: "999988887777", MemberAccounts: [A, B] },
      OrganizationPolicies: undefined,
      S3PublicAccessBlock: undefined,
    }),
  });
const bucket = (Policy?: Policy) =>
  of(B, {
    ...resource("Bucket", {
      Arn: "arn:aws:s3:::files",
      name: "files",
      Policy,
      AclGrants: [],
      ObjectOwnership: "BucketOwnerEnforced",
      PublicAccessBlock: undefined,
      Tags: {},
    }),
  });

function worldOf(...resources: readonly Resource[]): World {
  const scopes = [A, B].map(scopeOf);
  const accounts = [A, B].filter((id) => !resources.some((one) => one.kind === "Account" && one.account === id)).map((id) => account(id));
  return new World({ scopes, resources: [...accounts, ...resources], gaps: [], problems: [], unrecognised: {} }, { now: new Date(0) });
}

function who(world: World, action: string, on: string): readonly string[] {
  const target = targetNamed(world, on, action);
  if ("problem" in target) throw new Error(target.text);
  const { inside, outside } = whoCan(world, action, target);
  return [...outside, ...inside].map(({ person, decision }) => `${person.name} ${decision.answer}`);
}

describe("two accounts", () => {
  const reader = role(A, "reader", "s3:GetObject");
  const idle = role(A, "idle", undefined);
  const local = role(B, "local", "s3:GetObject");

  it("a bucket of one, for the other: both sides must allow it", () => {
    const ask_ = (Policy?: Policy) => who(worldOf(reader, idle, local, bucket(Policy)), "s3:GetObject", "files");
    expect(ask_()).toEqual(["local allowed", `${B} allowed`]);
    expect(ask_(policy(admits({ AWS: `arn:aws:iam::${A}:root` }, "s3:GetObject")))).toEqual([
      "reader allowed",
      "local allowed",
      `${A} allowed`,
      `${B} allowed`,
    ]);
    expect(ask_(policy(admits({ AWS: `arn:aws:iam::${A}:role/idle` }, "s3:GetObject")))).toEqual(["local allowed", `${B} allowed`]);
    expect(ask_(policy(admits({ AWS: `arn:aws:iam::${A}:role/reader` }, "s3:GetObject")))).toEqual([
      "reader allowed",
      "local allowed",
      `${B} allowed`,
    ]);
  });
  it("a bucket for the organisation of both", () => {
    const Policy = policy(admits("*", "s3:GetObject", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }));
    const inside = (...accounts: readonly Resource[]) => who(worldOf(reader, ...accounts, bucket(Policy)), "s3:GetObject", "files");
    expect(inside(account(A, "o-1"), account(B, "o-1"))).toContain("reader allowed");
    expect(inside(account(A, "o-2"), account(B, "o-1")).join()).not.toContain("reader");
  });
  it("a role of one that trusts the other", () => {
    const assumer = role(A, "assumer", "sts:AssumeRole");
    const trusting = (AWS: string) => role(B, "deploy", undefined, admits({ AWS }, "sts:AssumeRole"));
    const can = (principal: string, target: Resource) => {
      const found = ask(worldOf(assumer, idle, target), { principal, action: "sts:AssumeRole", resource: "deploy" });
      return "problem" in found ? found.problem : found.decision.answer;
    };
    expect(can("assumer", trusting(`arn:aws:iam::${A}:root`))).toBe("allowed");
    expect(can("idle", trusting(`arn:aws:iam::${A}:root`))).toBe("implicitly-denied");
    expect(can("idle", trusting(`arn:aws:iam::${A}:role/idle`))).toBe("implicitly-denied");
    expect(can("assumer", trusting(`arn:aws:iam::${B}:root`))).toBe("implicitly-denied");
  });
  it("a queue that both use", () => {
    const queue = (Policy: Policy) =>
      of(B, { ...resource("Queue", { Arn: `arn:aws:sqs:ap-northeast-1:${B}:jobs`, name: "jobs", Policy, Tags: {} }) });
    const world = worldOf(role(A, "sender", "sqs:SendMessage"), idle, queue(policy(admits({ AWS: A }, "sqs:SendMessage"))));
    expect(who(world, "sqs:SendMessage", "jobs")).toEqual(["sender allowed", `${A} allowed`, `${B} allowed`]);
  });
});
