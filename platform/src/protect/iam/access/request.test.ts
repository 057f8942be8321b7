import { describe, expect, it } from "vitest";
import { resource } from "../../cases.ts";
import { ACCOUNT, accountAlone, admits, allow, policy, roleWith, worldWith } from "../worlds.test-helper.ts";
import { type Answered, ask, policiesFor } from "./access.ts";
import { ANONYMOUS, strangerIn } from "./callers.ts";
import { instancesOf } from "./instances.ts";
import { targetOf } from "./resources.ts";

const at = (service: string, rest: string) => `arn:aws:${service}:ap-northeast-1:${ACCOUNT}:${rest}`;
const queue = resource("Queue", { Arn: at("sqs", "q"), name: "q", Policy: policy(admits("*", "*")), Tags: {} });
const fn = resource("LambdaFunction", {
  Arn: at("lambda", "function:f"),
  name: "f",
  Policies: [{ Qualifier: undefined, Document: policy(admits("*", "*")) }],
  Urls: [],
  Tags: {},
});

function put(principal: string, action: string, on: string, ...resources: readonly unknown[]): Answered {
  const found = ask(worldWith(accountAlone(), ...resources), { principal, action, resource: on });
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

describe("a request that nobody signed", () => {
  it.each<readonly [action: string, on: string, expected: string]>([
    ["sqs:SendMessage", queue.id, "allowed"],
    ["lambda:InvokeFunction", fn.id, "implicitly-denied"],
    ["dynamodb:GetItem", at("dynamodb", "table/t"), "implicitly-denied"],
  ])("%s", (action, on, expected) => {
    expect(put("anonymous", action, on, queue, fn).decision.answer).toBe(expected);
  });
});

describe("a form of resource", () => {
  const worker = roleWith("worker", [allow("sqs:*", at("sqs", "q")), allow("s3:*", ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x/*"])]);
  it("that is allowed as it is asked is not asked for in part", () => {
    expect(put("worker", "s3:GetObject", "arn:aws:s3:::b/*", worker, accountAlone()).target.arn).toBe("arn:aws:s3:::b/*");
  });
  it("is asked for in part where the whole is not allowed", () => {
    const { target, decision } = put("worker", "sqs:SendMessage", at("sqs", "*"), worker, queue);
    expect([target.arn, decision.answer]).toEqual([queue.id, "allowed"]);
  });
  it("everything is no form: what is allowed of one resource is not allowed of all", () => {
    expect(put("worker", "sqs:ListQueues", "*", worker, queue).decision.answer).toBe("implicitly-denied");
  });
});

describe("resources of a form that an Allow is written for", () => {
  const none = { serviceControl: [], resourceControl: [], resource: [] };
  const of = (form: string, ...patterns: readonly string[]) =>
    instancesOf(form, { ...none, identity: [{ name: "own", policy: policy(allow("sqs:*", patterns)) }] });
  it("are of both, and of every two Allows together", () => {
    expect(of(at("sqs", "q*"), at("sqs", "*z"))).toEqual([at("sqs", "qz")]);
    expect(of(at("sqs", "q*"), at("sqs", "r"), at("sqs", "r*"))).toEqual([]);
    expect(of("q*", "qa*", "*b").toSorted()).toEqual(["qab", "qax", "qb"]);
  });
  it("are found for each form and each Allow anew", () => {
    expect(of("q*", "*z*")).toEqual(["qz"]);
    expect(of("q**", "z*")).toEqual([]);
  });
});

describe("control policies", () => {
  const guard = (Type: string) =>
    resource("ControlPolicy", { name: Type, Type: Type as "SERVICE_CONTROL_POLICY", TargetIds: ["ou-1"], Content: policy(allow("sns:*")) });
  const world = worldWith(guard("SERVICE_CONTROL_POLICY"), guard("RESOURCE_CONTROL_POLICY"), queue);
  it("bind nobody from outside, nor what is outside", () => {
    for (const person of [ANONYMOUS, strangerIn("444455556666")])
      expect(policiesFor(world, person, targetOf(world, "arn:aws:s3:::elsewhere"))).toMatchObject({
        serviceControl: [],
        resourceControl: [],
      });
  });
});
