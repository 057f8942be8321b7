import { describe, expect, it, test } from "vitest";
import { type Gap, type Policy, type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, allow, policy, roleWith, scopeOf } from "../worlds.test-helper.ts";
import { type Answered, ask } from "./access.ts";

const A = "111122223333";
const REGION = "ap-northeast-1";
const OURS = "arn:aws:s3:::ours/*";

const everything = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const unread = unknown("access-denied");
const oursOnly = policy({ ...everything, Action: "s3:*", Resource: OURS });

const role = roleWith("app", [allow(["s3:*", "sqs:*", "ecr:*", "sts:*"])], { name: "app-role" });
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

function put(
  beside: readonly unknown[],
  on: string,
  context: Readonly<Record<string, readonly string[] | "absent">> = {},
  principal = "app",
  action = "s3:GetObject",
  gaps: readonly Gap[] = [],
): Answered {
  const world = new World(
    {
      scopes: [scopeOf(A)],
      resources: [accountAlone(), role, bucket("ours"), bucket("theirs"), ...beside] as Resource[],
      gaps,
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
    const answer = put([fn(undefined), gateway()], "ours/a", { "aws:SourceVpce": ["vpce-9"] });
    expect(answer.through).toBe("vpce-9");
    expect(answer.known.keys.get("aws:sourcevpce")).toEqual(["vpce-9"]);
    expect(answer.decision).toMatchObject({ answer: "depends", residual: [{ because: { reason: "elsewhere", what: "vpce-9" } }] });
  });
  it("of which nobody knows the id, or the VPC, is found by the name it has, and says no more of the way", () => {
    const answer = put([fn(undefined), gateway({ id: "Gateway", VpcEndpointId: unread, VpcId: unread })], "theirs/a", {
      "aws:SourceVpce": ["Gateway"],
    });
    expect(answer).toMatchObject({ through: "gateway", decision: { answer: "implicitly-denied" } });
    expect(answer.known.keys.has("aws:sourcevpc")).toBe(false);
  });
  it("is one: of two nobody knows which", () => {
    expect(put([fn(undefined), gateway()], "theirs/a", { "aws:SourceVpce": ["vpce-1", "vpce-2"] }).through).toBeUndefined();
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
    ["an interface, whatever the routes", inside, [gateway({ Type: "Interface", RouteTableIds: [] }), ...tables], "depends"],
    ["an endpoint of a type nobody knows", inside, [gateway({ Type: unread, RouteTableIds: [] }), ...tables], "depends"],
    ["an endpoint of a service nobody knows", inside, [gateway({ ServiceName: unread }), ...tables], "allowed"],
    ["the gateway of a VPC nobody knows", inside, [gateway({ VpcId: unread }), ...tables], "depends"],
    ["of a VPC nobody knows, in another region", inside, [gateway({ VpcId: unread, region: "us-east-1" }), ...tables], "allowed"],
    ["a function in a VPC nobody knows", { ...inside, VpcId: unread }, [gateway(), ...tables], "allowed"],
    ["a function in a VPC that is not said", { ...inside, VpcId: undefined }, [gateway(), ...tables], "depends"],
    ["a function in no subnet", { ...inside, SubnetIds: [] }, [gateway(), ...tables], "depends"],
    ["a function in a subnet nobody knows", { ...inside, SubnetIds: [unread] }, [gateway(), ...tables], "depends"],
    ["a subnet without a table of its own, in a VPC without a main one", inside, [gateway(), tables[0]], "depends"],
    ["the main table of another VPC", inside, [gateway(), tables[0], { ...tables[1], VpcId: "vpc-2" }], "depends"],
    ["a table nobody knows by its id", inside, [gateway(), { ...tables[0], RouteTableId: unread }, tables[1]], "depends"],
    ["a route from a table nobody knows", inside, [gateway({ RouteTableIds: ["rtb-9", unread] }), ...tables], "depends"],
    ["an interface that lets it through", inside, [gateway({ Type: "Interface", Policy: undefined })], "allowed"],
  ])("%s", (_, config, beside, expected) => {
    expect(put([fn(config), ...beside], "theirs/a").decision.answer).toBe(expected);
  });
  it("whose routes could not be read leaves it open", () => {
    const gap = { scope: `aws:${A}`, kind: "RouteTable", region: REGION, because: unread } as const;
    expect(put([fn(inside), gateway(), ...tables], "theirs/a", {}, "app", "s3:GetObject", [gap]).decision.answer).toBe("depends");
  });
  it("serves its own region: a bucket of another is not called through it, and of one elsewhere nobody knows", () => {
    const far = { ...bucket("far"), region: "us-east-1" };
    expect(put([fn(inside), gateway(), ...tables, far], "arn:aws:s3:::far/a").decision.answer).toBe("allowed");
    const { decision } = put([fn(inside), gateway(), ...tables], "arn:aws:s3:::elsewhere/a", { "aws:ResourceAccount": [A] });
    expect(decision.answer).toBe("depends");
    expect(decision.residual.map(({ layer }) => layer)).toContain("endpoint");
  });
  test.each<readonly [what: string, service: string, action: string, on: string, hangs: boolean]>([
    ["a queue of its region", "sqs", "sqs:SendMessage", `arn:aws:sqs:${REGION}:${A}:q`, true],
    ["a queue of another", "sqs", "sqs:SendMessage", `arn:aws:sqs:us-east-1:${A}:q`, false],
    ["queues of any", "sqs", "sqs:SendMessage", `arn:aws:sqs:*:${A}:q`, true],
    ["no queue at all", "sqs", "sqs:ListQueues", "*", true],
    ["images, which have two endpoints", "ecr.dkr", "ecr:BatchGetImage", `arn:aws:ecr:${REGION}:${A}:repository/r`, true],
    ["what is another's", "ecr.api", "sqs:SendMessage", `arn:aws:sqs:${REGION}:${A}:q`, false],
    ["a role, which is of no region", "sts", "sts:AssumeRole", `arn:aws:iam::${A}:role/next`, true],
  ])("asked for %s", (_, service, action, on, hangs) => {
    const next = {
      ...role,
      id: `arn:aws:iam::${A}:role/next`,
      name: "next",
      Arn: `arn:aws:iam::${A}:role/next`,
      AssumeRolePolicyDocument: policy({ Effect: "Allow", Principal: { AWS: role.id }, Action: "sts:AssumeRole" }),
    };
    const endpoint = gateway({ ServiceName: `com.amazonaws.${REGION}.${service}`, Type: "Interface", RouteTableIds: [] });
    const { residual } = put([fn(inside), endpoint, next], on, {}, "app", action).decision;
    expect(residual.some(({ layer }) => layer === "endpoint")).toBe(hangs);
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
  it("an answer that hangs on the way hangs on all that either way hangs on", () => {
    const open = gateway({ RouteTableIds: ["rtb-1"], Policy: unread });
    const { decision } = put([fn(inside), open, ...tables], "ours/a");
    expect(decision).toMatchObject({ answer: "depends", by: [], missing: [] });
    expect(decision.residual.map(({ because }) => because?.reason)).toEqual(["not-collected", "access-denied"]);
    expect(decision.residual[0]?.statement).toEqual({ Sid: undefined, Effect: decision.residual[0]?.because, index: 0 });
  });
  it("who may do it neither way is refused, however the ways differ", () => {
    const closed = gateway({ RouteTableIds: ["rtb-1"], Policy: policy({ ...everything, Effect: "Deny" }) });
    expect(put([fn(inside), closed, ...tables], "ours/a", {}, "app", "s3:GetObject").decision.answer).toBe("depends");
    const dynamo = { ...closed, ServiceName: `com.amazonaws.${REGION}.dynamodb` };
    const on = `arn:aws:dynamodb:${REGION}:${A}:table/t`;
    expect(put([fn(inside), dynamo, ...tables], on, {}, "app", "dynamodb:GetItem").decision.answer).toBe("implicitly-denied");
  });
  it("what the asker says of the request is said beside the way", () => {
    const { known, context } = put([fn(undefined), gateway()], "ours/a", { "aws:SourceVpce": ["vpce-1"], "aws:UserAgent": ["x"] });
    expect([known.keys.get("aws:sourcevpc"), known.keys.get("aws:useragent")]).toEqual([["vpc-1"], ["x"]]);
    expect([...(context ?? [])]).toEqual([
      ["aws:SourceVpce", ["vpce-1"]],
      ["aws:UserAgent", ["x"]],
    ]);
  });
  it("a form of resource is asked as what the endpoint lets through of it", () => {
    const narrow = gateway({ Policy: policy({ ...everything, Resource: "arn:aws:s3:::ours/public/*" }) });
    expect(put([fn(inside), narrow, ...tables], "ours").decision.answer).toBe("allowed");
  });
});
