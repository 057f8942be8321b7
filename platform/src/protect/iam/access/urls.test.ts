import { describe, expect, it } from "vitest";
import { unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { accountAlone, admits, allow, policy, roleWith, worldWith } from "../worlds.test-helper.ts";
import { ask } from "./access.ts";

const A = "111122223333";
const unread = unknown("access-denied");
const FN = `arn:aws:lambda:ap-northeast-1:${A}:function:site`;

const OPEN = [
  admits("*", "lambda:InvokeFunctionUrl", { Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } }),
  admits("*", "lambda:InvokeFunction", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } }),
];
const ASKED = [
  admits({ AWS: `arn:aws:iam::${A}:role/none` }, "lambda:InvokeFunctionUrl", {
    Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
  }),
  admits({ AWS: `arn:aws:iam::${A}:role/none` }, "lambda:InvokeFunction"),
];
const BOTH = ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"];
const url = (AuthType: unknown, Qualifier?: string) => ({ Qualifier, AuthType, InvokeMode: undefined, Cors: undefined });

const holder = (name: string, actions: readonly string[]) => roleWith(name, [allow(actions)]);

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
  const world = worldWith(accountAlone(), site, holder("both", BOTH), holder("one", BOTH.slice(0, 1)), holder("none", ["s3:GetObject"]));
  const found = ask(world, { principal, action: "lambda:InvokeFunctionUrl", resource: on });
  if ("problem" in found) throw new Error(found.problem);
  return found.decision;
}

describe("a call of a function's URL", () => {
  it.each<readonly [what: string, principal: string, urls: unknown, statements: readonly object[], expected: string]>([
    ["that asks nobody, open to everybody", "anonymous", [url("NONE")], OPEN, "allowed"],
    ["that asks nobody, open only as it was enough before October 2025", "anonymous", [url("NONE")], OPEN.slice(0, 1), "depends"],
    ["that asks nobody, open only in the way that never was enough", "anonymous", [url("NONE")], OPEN.slice(1), "implicitly-denied"],
    ["that asks nobody, and is open to nobody", "anonymous", [url("NONE")], [], "implicitly-denied"],
    ["that asks who is calling", "anonymous", [url("AWS_IAM")], OPEN, "implicitly-denied"],
    ["that asks who is calling, by who holds both", "both", [url("AWS_IAM")], [], "allowed"],
    ["that asks who is calling, by who holds what was enough before October 2025", "one", [url("AWS_IAM")], [], "depends"],
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
      [{ ...admits("*", "*", { Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } }), Effect: "Deny" }],
      "explicitly-denied",
    ],
    ["that asks nobody knows how, by who holds nothing", "none", [url(unread)], [], "implicitly-denied"],
    ["that asks nobody knows how, let in either way", "both", [url(unread)], OPEN, "allowed"],
    ["that asks nobody knows how, by who is let in where it asks", "none", [url(unread)], ASKED, "depends"],
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
  it("says what it hangs on: whether AWS still exempts it", () => {
    const { residual, by, missing } = asked("anonymous", [url("NONE")], OPEN.slice(0, 1));
    expect([by, missing]).toEqual([[], []]);
    expect(residual).toMatchObject([{ layer: "resource", because: { reason: "exempted", what: "lambda:InvokeFunction" } }]);
  });
  it("of an alias, as the alias asks", () => {
    const urls = [url("AWS_IAM"), url("NONE", "live")];
    expect(asked("anonymous", urls, OPEN, `${FN}:live`).answer).toBe("allowed");
    expect(asked("anonymous", urls, OPEN).answer).toBe("implicitly-denied");
    expect(asked("anonymous", [url("NONE"), url("AWS_IAM", "live")], OPEN, `${FN}:live`).answer).toBe("implicitly-denied");
  });
  it("of a function that nobody has read, is what its caller holds", () => {
    expect(asked("both", [], [], `${FN}-other`).answer).toBe("allowed");
    expect(asked("none", [], [], `${FN}-other`).answer).toBe("implicitly-denied");
  });
  it("of a function that has none, is what its policy says", () => {
    expect(asked("one", [], []).answer).toBe("allowed");
    expect(asked("none", [], []).answer).toBe("implicitly-denied");
  });
});
