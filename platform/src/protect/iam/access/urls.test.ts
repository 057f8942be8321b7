import { describe, expect, it } from "vitest";
import { isUnknown, type Policy, parsePolicy, type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { ask } from "./access.ts";

const A = "111122223333";
const unread = unknown("access-denied");
const FN = `arn:aws:lambda:ap-northeast-1:${A}:function:site`;

const policy = (...Statement: readonly object[]): Policy => {
  const parsed = parsePolicy({ Version: "2012-10-17", Statement });
  if (isUnknown(parsed)) throw new Error("malformed");
  return parsed;
};
const admits = (Principal: unknown, Action: unknown, Condition?: object) => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource: "*",
  ...(Condition ? { Condition } : {}),
});
const OPEN = [
  admits("*", "lambda:InvokeFunctionUrl", { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } }),
  admits("*", "lambda:InvokeFunction", { Bool: { "lambda:InvokedViaFunctionUrl": "true" } }),
];
const BOTH = ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"];
const url = (AuthType: unknown, Qualifier?: string) => ({ Qualifier, AuthType, InvokeMode: undefined, Cors: undefined });

const holder = (name: string, actions: readonly string[]) =>
  resource("Role", {
    Arn: `arn:aws:iam::${A}:role/${name}`,
    name,
    region: "global",
    AssumeRolePolicyDocument: policy(admits({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole")),
    Policies: [{ PolicyName: "own", PolicyDocument: policy({ Effect: "Allow", Action: actions, Resource: "*" }) }],
    ManagedPolicyArns: [],
    PermissionsBoundary: undefined,
    RoleId: undefined,
    Tags: {},
  });

function asked(principal: string, Urls: unknown, statements: readonly object[], on = FN) {
  const site = resource("LambdaFunction", {
    Arn: FN,
    name: "site",
    Policies: [
      { Qualifier: undefined, Document: policy(...statements) },
      { Qualifier: "live", Document: policy(...statements) },
    ],
    Urls: Urls as [],
    Tags: {},
  });
  const alone = resource("Account", { name: A, region: "global", Organization: undefined, OrganizationPolicies: undefined });
  const scope = { id: `aws:${A}`, source: "aws" as const, account: A, regions: ["ap-northeast-1"], label: A };
  const resources = [
    alone,
    site,
    holder("both", BOTH),
    holder("one", BOTH.slice(0, 1)),
    holder("none", ["s3:GetObject"]),
  ] as unknown as Resource[];
  const world = new World(
    { scopes: [scope], resources, gaps: [], problems: [], unrecognised: {} },
    { now: new Date("2026-11-22T00:00:00Z") },
  );
  const found = ask(world, { principal, action: "lambda:InvokeFunctionUrl", resource: on });
  if ("problem" in found) throw new Error(found.problem);
  return found.decision;
}

describe("a call of a function's URL", () => {
  it.each<readonly [what: string, principal: string, urls: unknown, statements: readonly object[], expected: string]>([
    ["that asks nobody, open to everybody", "anonymous", [url("NONE")], OPEN, "allowed"],
    ["that asks nobody, open in one of the two ways only", "anonymous", [url("NONE")], OPEN.slice(0, 1), "implicitly-denied"],
    ["that asks nobody, and is open to nobody", "anonymous", [url("NONE")], [], "implicitly-denied"],
    ["that asks who is calling", "anonymous", [url("AWS_IAM")], OPEN, "implicitly-denied"],
    ["that asks who is calling, by who holds both", "both", [url("AWS_IAM")], [], "allowed"],
    ["that asks who is calling, by who holds one", "one", [url("AWS_IAM")], [], "implicitly-denied"],
    ["that asks nobody knows how, open to everybody", "anonymous", [url(unread)], OPEN, "depends"],
    ["that asks nobody knows how, and is open to nobody", "anonymous", [url(unread)], [], "implicitly-denied"],
    [
      "that asks nobody knows how, denied to everybody",
      "anonymous",
      [url(unread)],
      [...OPEN, { ...admits("*", "*"), Effect: "Deny" }],
      "explicitly-denied",
    ],
    [
      "that asks nobody knows how, and is refused either way, though not alike",
      "anonymous",
      [url(unread)],
      [{ ...admits("*", "*", { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } }), Effect: "Deny" }],
      "explicitly-denied",
    ],
    ["that asks nobody knows how, by who holds nothing", "none", [url(unread)], [], "implicitly-denied"],
    ["that nobody knows of, open to everybody", "anonymous", unread, OPEN, "depends"],
    ["that nobody knows of, and is open to nobody", "anonymous", unread, [], "implicitly-denied"],
  ])("%s", (_, principal, urls, statements, expected) => {
    expect(asked(principal, urls, statements).answer).toBe(expected);
  });
  it("says what it hangs on: how it asks", () => {
    const { residual, by, missing } = asked("anonymous", [url(unread)], OPEN);
    expect([by, missing]).toEqual([[], []]);
    expect(residual[0]).toMatchObject({
      layer: "resource",
      because: unread,
      source: { name: "site", carrier: FN, policy: unread },
      statement: { Effect: unread },
    });
  });
  it("of an alias, as the alias asks", () => {
    const urls = [url("AWS_IAM"), url("NONE", "live")];
    expect(asked("anonymous", urls, OPEN, `${FN}:live`).answer).toBe("allowed");
    expect(asked("anonymous", urls, OPEN).answer).toBe("implicitly-denied");
    expect(asked("anonymous", [url("NONE"), url("AWS_IAM", "live")], OPEN, `${FN}:live`).answer).toBe("implicitly-denied");
  });
  it("of a function that has none, is what its policy says", () => {
    expect(asked("one", [], []).answer).toBe("allowed");
    expect(asked("none", [], []).answer).toBe("implicitly-denied");
  });
});
