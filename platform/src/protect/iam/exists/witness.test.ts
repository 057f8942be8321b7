import { describe, expect, test } from "vitest";
import { actionInfo } from "../catalog.ts";
import type { Caller, Request } from "../question.ts";
import type { Scenario } from "./callers.ts";
import { nobody } from "./scenarios.ts";
import { isConsistent, requestOf, withRealActions } from "./witness.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const about = { resource: "arn:aws:sqs:us-east-1:111122223333:q", account: OWN };

function made(solution: Record<string, readonly string[]>, scenario: Partial<Scenario> = {}): Request {
  return requestOf(new Map(Object.entries(solution)), { ...nobody, ...scenario }, about);
}

describe("the request that a solution describes", () => {
  const session = { role: "deploy", name: "ci" };
  const roleOf = (account: string, arn = `arn:aws:iam::${account}:role/x`) => ({ type: "role", arn, account, serviceLinked: false });

  test.each<readonly [string, Record<string, readonly string[]>, Partial<Scenario>, object]>([
    ["nobody in particular", {}, { type: "anonymous" }, { type: "anonymous" }],
    ["a user of a provider", {}, { type: "federated", provider: "p.example.com" }, { type: "federated", provider: "p.example.com" }],
    ["the service that is named", {}, { type: "service", service: "s3.amazonaws.com" }, { type: "service", service: "s3.amazonaws.com" }],
    ["some service", {}, { type: "service", service: "*" }, { type: "service", service: "cloudtrail.amazonaws.com" }],
    [
      "the service its key tells",
      { "aws:principalservicename": ["x.amazonaws.com"] },
      { type: "service", service: "*" },
      { type: "service", service: "x.amazonaws.com" },
    ],
    ["a stranger", {}, {}, roleOf("999999999999")],
    ["a role of an account", {}, { account: { account: OTHER } }, roleOf(OTHER)],
    ["of the account its key tells", { "aws:principalaccount": ["222222222222"] }, {}, roleOf("222222222222")],
    ["or KMS's key", { "kms:calleraccount": ["333333333333"] }, {}, roleOf("333333333333")],
    [
      "a role by its ARN",
      { "aws:principalarn": [`arn:aws:iam::${OTHER}:role/user/r`], "aws:principalaccount": ["222222222222"] },
      {},
      roleOf(OTHER, `arn:aws:iam::${OTHER}:role/user/r`),
    ],
    [
      "a user by its ARN",
      { "aws:principalarn": [`arn:aws:iam::${OTHER}:user/u`] },
      {},
      { type: "user", arn: `arn:aws:iam::${OTHER}:user/u`, account: OTHER },
    ],
    ["root by its ARN", { "aws:principalarn": [`arn:aws:iam::${OTHER}:root`] }, {}, { type: "root", account: OTHER }],
    [
      "a user by its name",
      { "aws:username": ["ann"] },
      {},
      { type: "user", arn: "arn:aws:iam::999999999999:user/ann", account: "999999999999" },
    ],
    ["who has no name", { "aws:username": [] }, {}, roleOf("999999999999")],
    [
      "some user",
      { "aws:principaltype": ["User"] },
      {},
      { type: "user", arn: "arn:aws:iam::999999999999:user/x", account: "999999999999" },
    ],
    ["some root", { "aws:principaltype": ["Account"] }, { account: { account: OTHER } }, { type: "root", account: OTHER }],
    ["some role", { "aws:principaltype": ["AssumedRole"] }, { account: { account: OTHER } }, roleOf(OTHER)],
    ["a role by its ARN, whatever else", { "aws:principalarn": [roleOf(OTHER).arn], "aws:username": ["ann"] }, {}, roleOf(OTHER)],
    ["a session", {}, { account: { account: OTHER }, session }, { ...roleOf(OTHER, `arn:aws:iam::${OTHER}:role/deploy`), session: "ci" }],
  ])("%s", (_, solution, scenario, caller) => {
    expect(made(solution, scenario).caller).toEqual(caller);
  });
  test("its action, resource and keys", () => {
    const found = made({ "@action": ["sqs:sendmessage"], "@resource": ["arn:r"], "aws:referer": ["a", "b"], "aws:sourcevpc": [] });
    expect(found).toMatchObject({ action: "sqs:sendmessage", resource: "arn:r", resourceAccount: OWN });
    expect(found.context.others).toBe("absent");
    expect([...found.context.keys]).toEqual([
      ["aws:referer", ["a", "b"]],
      ["aws:sourcevpc", "absent"],
    ]);
    expect(made({})).toMatchObject({ action: "", resource: about.resource });
  });
  test.each<readonly [string, Record<string, readonly string[]>, Partial<Scenario>, unknown]>([
    ["a member of an organisation says so", {}, { organization: "o-a" }, ["o-a"]],
    ["in its own words, where it has some", { "aws:principalorgid": ["o-b"] }, { organization: "o-a" }, ["o-b"]],
    ["who is in none says nothing", {}, {}, undefined],
    ["a service for an organisation is in none", {}, { type: "service", service: "*", organization: "o-a" }, undefined],
  ])("%s", (_, solution, scenario, expected) => {
    expect(made(solution, scenario).context.keys.get("aws:principalorgid")).toEqual(expected);
  });
});

describe("keys that tell of the caller go together with it", () => {
  const user: Caller = { type: "user", arn: `arn:aws:iam::${OTHER}:user/team/ann`, account: OTHER };
  const role: Caller = { type: "role", arn: `arn:aws:iam::${OTHER}:role/r`, account: OTHER, serviceLinked: false };
  const root: Caller = { type: "root", account: OTHER };
  const service: Caller = { type: "service", service: "s3.amazonaws.com" };

  test.each<readonly [Caller, string, readonly string[] | "absent" | "unknown", boolean]>([
    [role, "aws:principalaccount", [OTHER], true],
    [role, "aws:principalaccount", [OWN], false],
    [role, "aws:principalaccount", "absent", true],
    [role, "aws:principalaccount", "unknown", true],
    [role, "kms:calleraccount", [OTHER], true],
    [role, "kms:calleraccount", [OWN], false],
    [role, "aws:principaltype", ["AssumedRole"], true],
    [role, "aws:principaltype", ["User"], false],
    [role, "aws:username", ["r"], false],
    [role, "aws:username", "absent", true],
    [user, "aws:principaltype", ["User"], true],
    [user, "aws:principaltype", ["Account"], false],
    [user, "aws:username", ["ann"], true],
    [user, "aws:username", ["team/ann"], false],
    [user, "aws:principalaccount", [OWN], false],
    [root, "aws:principaltype", ["Account"], true],
    [root, "aws:principaltype", ["AssumedRole"], false],
    [root, "aws:username", ["root"], false],
    [service, "aws:principalaccount", [OWN], true],
  ])("%o with %s %s: %s", (caller, key, values, expected) => {
    const request: Request = { caller, action: "", resource: "*", context: { keys: new Map([[key, values]]), others: "absent" } };
    expect(isConsistent(request)).toBe(expected);
  });
});

describe("actions that AWS really has", () => {
  const asked = (action: string, isWanted: (action: string) => boolean) => {
    const request: Request = { caller: { type: "anonymous" }, action, resource: "*", context: { keys: new Map(), others: "absent" } };
    return [...withRealActions(request, isWanted)].map((one) => {
      expect(one.caller).toEqual(request.caller);
      return one.action;
    });
  };

  test("the very one that was found comes first, the one as found last", () => {
    expect(asked("sqs:sendmessage", () => false)).toEqual(["sqs:SendMessage", "sqs:sendmessage"]);
  });
  test("no such action: those that are wanted", () => {
    expect(asked("sqs:x", (action) => action === "sqs:sendmessage")).toEqual(["sqs:SendMessage", "sqs:x"]);
    expect(asked("nothing:x", () => true)).toEqual(["nothing:x"]);
  });
  test("reads come before writes, and not too many are tried", () => {
    const all = asked("ec2:x", () => true);
    expect(all).toHaveLength(22);
    const levels = all.slice(0, -1).map((action) => actionInfo(action)?.level);
    expect(new Set(levels)).toEqual(new Set(["Read"]));
    const order = asked("sqs:x", (action) => /^sqs:(sendmessage|listqueues|addpermission|tagqueue|receivemessage)$/.test(action))
      .slice(0, -1)
      .map((action) => actionInfo(action)?.level);
    const rank = ["Read", "Write", "Permissions management", "List", "Tagging"];
    const ranks = order.map((level) => rank.indexOf(level as string));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBeGreaterThan(2);
  });
});
