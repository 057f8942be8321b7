import { describe, expect, it, test } from "vitest";
import { isUnknown, type Policy, parsePolicy, type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { type Answered, ask } from "./access.ts";

const A = "111122223333";
const REGION = "ap-northeast-1";
const OURS = "arn:aws:s3:::ours/*";

const policy = (...Statement: readonly object[]): Policy => {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement });
  if (isUnknown(parsed)) throw new Error("malformed");
  return parsed;
};
const everything = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const oursOnly = policy({ ...everything, Action: "s3:*", Resource: OURS });

const role = resource("Role", {
  Arn: `arn:aws:iam::${A}:role/app`,
  name: "app-role",
  region: "global",
  Path: "/",
  AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
  Policies: [{ PolicyName: "p", PolicyDocument: policy({ Effect: "Allow", Action: ["s3:*", "sqs:*"], Resource: "*" }) }],
  ManagedPolicyArns: [],
  PermissionsBoundary: undefined,
  RoleId: "AROAAPP",
  Tags: {},
});
const fn = (VpcConfig: unknown) =>
  resource("LambdaFunction", {
    Arn: `arn:aws:lambda:${REGION}:${A}:function:app`,
    name: "app",
    Role: role.id,
    VpcConfig: VpcConfig as undefined,
    Tags: {},
  });
const inside = { VpcId: "vpc-1", SubnetIds: ["subnet-1", "subnet-2"], SecurityGroupIds: [] };
const bucket = (name: string, Policy?: Policy) =>
  resource("Bucket", {
    Arn: `arn:aws:s3:::${name}`,
    name,
    Policy,
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    PublicAccessBlock: undefined,
    Tags: {},
  });
const gateway = (fields: object = {}) =>
  resource("VpcEndpoint", {
    name: "gateway",
    id: `arn:aws:ec2:${REGION}:${A}:vpc-endpoint/vpce-1`,
    VpcEndpointId: "vpce-1",
    VpcId: "vpc-1",
    ServiceName: `com.amazonaws.${REGION}.s3`,
    Type: "Gateway",
    Policy: oursOnly,
    RouteTableIds: ["rtb-1", "rtb-main"],
    SubnetIds: [],
    Tags: {},
    ...fields,
  });
const table = (RouteTableId: string, SubnetIds: readonly string[], Main = false) =>
  resource("RouteTable", { name: RouteTableId, RouteTableId, VpcId: "vpc-1", SubnetIds, Main, Routes: [], Tags: {} });
const tables = [table("rtb-1", ["subnet-1"]), table("rtb-main", [], true)];
const account = resource("Account", {
  name: A,
  region: "global",
  Organization: undefined,
  OrganizationPolicies: undefined,
  S3PublicAccessBlock: undefined,
});

function put(
  beside: readonly unknown[],
  on: string,
  context: Readonly<Record<string, readonly string[] | "absent">> = {},
  principal = "app",
  action = "s3:GetObject",
): Answered {
  const scope = { id: `aws:${A}`, source: "aws" as const, account: A, regions: [REGION], label: A };
  const world = new World(
    {
      scopes: [scope],
      resources: [account, role, bucket("ours"), bucket("theirs"), ...beside] as Resource[],
      gaps: [],
      problems: [],
      unrecognised: {},
    },
    { now: new Date(0) },
  );
  const found = ask(world, { principal, action, resource: on, context: new Map(Object.entries(context)) });
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

describe("an endpoint that the asker names", () => {
  const through = { "aws:SourceVpce": ["vpce-1"] };
  test.each<readonly [what: string, endpoint: object, on: string, expected: string]>([
    ["lets through what its policy allows", {}, "ours/a", "allowed"],
    ["and nothing else", {}, "theirs/a", "implicitly-denied"],
    [
      "a Deny of it counts",
      { Policy: policy(everything, { ...everything, Effect: "Deny", Resource: OURS }) },
      "ours/a",
      "explicitly-denied",
    ],
    ["without a policy it limits nothing", { Policy: undefined }, "theirs/a", "allowed"],
    ["a policy nobody could read leaves it open", { Policy: unknown("access-denied") }, "ours/a", "depends"],
  ])("%s", (_, fields, on, expected) => {
    const answer = put([fn(undefined), gateway(fields)], on, through);
    expect(answer.decision.answer).toBe(expected);
    expect(answer.through).toBe("vpce-1");
  });
  it("is what is missing when it has no Allow", () => {
    expect(put([fn(undefined), gateway()], "theirs/a", through).decision.missing).toEqual(["endpoint"]);
  });
  it("limits everybody, whoever it is", () => {
    expect(put([gateway()], "theirs/a", through, A).decision.answer).toBe("implicitly-denied");
  });
  it("that nobody knows may refuse", () => {
    expect(put([fn(undefined), gateway()], "ours/a", { "aws:SourceVpce": ["vpce-9"] }).decision.answer).toBe("depends");
  });
  it("says of which VPC the request comes", () => {
    const Condition = { StringEquals: { "aws:SourceVpc": "vpc-1" } };
    const guarded = bucket(
      "guarded",
      policy({ ...everything, Effect: "Deny", Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }),
    );
    const open = gateway({ Policy: policy({ ...everything, Condition }) });
    expect(put([fn(undefined), open, guarded], "guarded/a", through).decision.answer).toBe("allowed");
    expect(put([fn(undefined), gateway({ Policy: undefined, VpcId: "vpc-2" }), guarded], "guarded/a", through).decision.answer).toBe(
      "explicitly-denied",
    );
  });
  it("that is named as absent is none", () => {
    const answer = put([fn(inside), gateway(), ...tables], "theirs/a", { "aws:SourceVpce": "absent" });
    expect(answer.decision.answer).toBe("allowed");
    expect(answer.through).toBeUndefined();
  });
});

describe("the endpoint of the VPC a function stands in", () => {
  test.each<readonly [what: string, config: unknown, beside: readonly unknown[], expected: string]>([
    ["all routes lead through the gateway", inside, [gateway(), ...tables], "implicitly-denied"],
    ["a function in no VPC", undefined, [gateway(), ...tables], "allowed"],
    ["a function of which nobody knows", unknown("access-denied"), [gateway(), ...tables], "allowed"],
    ["no route leads through it", inside, [gateway({ RouteTableIds: ["rtb-9"] }), ...tables], "allowed"],
    ["some do", inside, [gateway({ RouteTableIds: ["rtb-1"] }), ...tables], "depends"],
    ["routes nobody knows", inside, [gateway({ RouteTableIds: unknown("access-denied") })], "depends"],
    ["the gateway of another VPC", inside, [gateway({ VpcId: "vpc-2" }), ...tables], "allowed"],
    ["of another service", inside, [gateway({ ServiceName: `com.amazonaws.${REGION}.dynamodb` }), ...tables], "allowed"],
    ["of another region", inside, [gateway({ ServiceName: "com.amazonaws.us-east-1.s3" }), ...tables], "allowed"],
    ["an interface, which is used by its name", inside, [gateway({ Type: "Interface", RouteTableIds: [] })], "depends"],
    ["an interface that lets it through", inside, [gateway({ Type: "Interface", Policy: undefined })], "allowed"],
  ])("%s", (_, config, beside, expected) => {
    expect(put([fn(config), ...beside], "theirs/a").decision.answer).toBe(expected);
  });
  test.each<readonly [what: string, beside: readonly unknown[], on: string, expected: string]>([
    ["a bucket of another region is not called through it", [{ ...bucket("far"), region: "us-east-1" }], "arn:aws:s3:::far/a", "allowed"],
    ["of a bucket elsewhere nobody knows the region", [], "arn:aws:s3:::elsewhere/a", "depends"],
  ])("%s", (_, beside, on, expected) => {
    const answer = put([fn(inside), gateway(), ...tables, ...beside], on, { "aws:ResourceAccount": [A] });
    expect(answer.decision.answer).toBe(expected);
  });
  it("lets through what it allows, and is named", () => {
    const answer = put([fn(inside), gateway(), ...tables], "ours/a");
    expect(answer.decision.answer).toBe("allowed");
    expect(answer.through).toBe("vpce-1");
    expect(answer.known.keys.get("aws:sourcevpce")).toEqual(["vpce-1"]);
  });
  it("an answer that hangs on the way names the endpoint", () => {
    const { decision } = put([fn(inside), gateway({ RouteTableIds: ["rtb-1"] }), ...tables], "theirs/a");
    expect(decision.residual.map(({ layer, because }) => `${layer} ${because?.what}`)).toEqual(["endpoint vpce-1"]);
  });
  it("a form of resource is asked as what the endpoint lets through of it", () => {
    const narrow = gateway({ Policy: policy({ ...everything, Resource: "arn:aws:s3:::ours/public/*" }) });
    expect(put([fn(inside), narrow, ...tables], "ours").decision.answer).toBe("allowed");
  });
});
