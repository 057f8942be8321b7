import { expect, it } from "vitest";
import { allow, anonymous, ask, context, deny, given, HERE, ROLE_ARN, user } from "./cases/case.ts";
import { both, decideFunctionUrl, decidePassRole } from "./compound.ts";
import { decide } from "./decide.ts";

const FUNCTION = `arn:aws:lambda:eu-west-1:${HERE}:function:f`;
const url = allow({
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Resource: FUNCTION,
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
});
const invoke = allow({
  Principal: "*",
  Action: "lambda:InvokeFunction",
  Resource: FUNCTION,
  Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
});
const when = (key: string, Action: string): ReturnType<typeof allow> =>
  allow({ Principal: "*", Action, Condition: { StringEquals: { [key]: "1" } } });
const call = { caller: user, resource: FUNCTION, context: context() };

it.each([
  ["trap 13: a URL needs both permissions", { resource: [url, invoke] }, "NONE", "allowed"],
  ["InvokeFunctionUrl alone was enough before October 2025", { resource: url }, "NONE", "depends"],
  ["InvokeFunction alone is not enough", { resource: invoke }, "NONE", "implicitly-denied"],
  ["the Allow for NONE is inert under AWS_IAM", { resource: [url, invoke] }, "AWS_IAM", "implicitly-denied"],
  ["under AWS_IAM the caller's own policies count", { identity: allow({ Action: "lambda:Invoke*" }) }, "AWS_IAM", "allowed"],
  ["under NONE they do not", { identity: allow({ Action: "lambda:Invoke*" }) }, "NONE", "implicitly-denied"],
  [
    "a Deny of the call of the URL is a Deny",
    { resource: [url, invoke, deny({ Principal: "*", Action: "lambda:InvokeFunctionUrl" })] },
    "NONE",
    "explicitly-denied",
  ],
  [
    "a Deny of the other goes by URLs that are not asked it",
    { resource: [url, invoke, deny({ Principal: "*", Action: "lambda:InvokeFunction" })] },
    "NONE",
    "depends",
  ],
] as const)("%s", (_, layers, authType, answer) => {
  expect(decideFunctionUrl({ ...call, authType }, given(layers)).answer).toBe(answer);
});

it("direct invocation does not pass for one through the URL", () => {
  expect(decide(ask({ action: "lambda:InvokeFunction", resource: FUNCTION, caller: anonymous }), given({ resource: invoke })).answer).toBe(
    "implicitly-denied",
  );
});

it("names the statements of both questions", () => {
  const { by } = decideFunctionUrl({ ...call, authType: "NONE" }, given({ resource: [url, invoke] }));
  expect(by.map(({ statement }) => statement.Action?.[0])).toEqual(["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"]);
});

it("hangs on whether AWS exempts the URL, beside what the first question hangs on", () => {
  const policies = given({ resource: when("svc:a", "lambda:InvokeFunctionUrl") });
  const { residual, by } = decideFunctionUrl({ ...call, context: context({}, "unknown"), authType: "NONE" }, policies);
  expect(by).toEqual([]);
  expect(residual.map(({ key, because }) => key ?? because?.reason)).toEqual(["exempted", "svc:a"]);
});

it("nobody knows whether Lambda says in the second question how the URL asks", () => {
  const policies = given({
    resource: allow({ Principal: "*", Action: "lambda:*", Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } }),
  });
  const { answer, residual } = decideFunctionUrl({ ...call, authType: "NONE" }, policies);
  expect(answer).toBe("depends");
  expect(residual.map(({ key }) => key)).toEqual(["lambda:FunctionUrlAuthType"]);
});

it("hangs on what both questions hang on", () => {
  const policies = given({ resource: [when("svc:a", "lambda:InvokeFunctionUrl"), when("svc:b", "lambda:InvokeFunction")] });
  const decision = decideFunctionUrl({ ...call, context: context({}, "unknown"), authType: "NONE" }, policies);
  expect(decision.answer).toBe("depends");
  expect(decision.residual.map(({ key }) => key)).toEqual(["svc:a", "svc:b"]);
  const half = given({ resource: [when("svc:a", "lambda:InvokeFunctionUrl"), invoke] });
  expect(decideFunctionUrl({ ...call, context: context({}, "unknown"), authType: "NONE" }, half).residual.map(({ key }) => key)).toEqual([
    "svc:a",
  ]);
});

it("an implicit denial goes before what is open, an explicit one before both", () => {
  const [allowed, implicit, explicit] = [{ identity: allow() }, {}, { identity: deny() }].map((layers) => decide(ask(), given(layers)));
  if (!allowed || !implicit || !explicit) throw new Error("no decisions");
  expect(both(allowed, implicit)).toBe(implicit);
  expect(both(implicit, explicit)).toBe(explicit);
  expect(both(explicit, allowed)).toBe(explicit);
});

it.each([
  ["lambda.amazonaws.com", "allowed"],
  ["ec2.amazonaws.com", "implicitly-denied"],
] as const)("a role is passed to %s or not", (service, answer) => {
  const policies = given({
    identity: allow({
      Action: "iam:PassRole",
      Resource: ROLE_ARN,
      Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    }),
  });
  expect(decidePassRole({ caller: user, resource: ROLE_ARN, service, context: context() }, policies).answer).toBe(answer);
});
