import { describe, expect, test } from "vitest";
import { type Fact, type Noun, type Policy, parsePolicy, type Unknown, unknown } from "../../model/index.ts";
import { resource, worldOf } from "../cases.ts";
import { need } from "../check.ts";
import { functionInvocableByAnyone } from "../checks/lambda/function-invocable-by-anyone.ts";
import { urlWithoutAuthentication } from "../checks/lambda/url-without-authentication.ts";
import { admitsAnyone, missingForUrls } from "./admissions.ts";

const unread = unknown("access-denied", { action: "lambda:GetPolicy" });
const allow = (Action: unknown, extra: object = {}) => ({ Effect: "Allow", Principal: "*", Action, Resource: "*", ...extra });
const url = allow("lambda:InvokeFunctionUrl");
const viaUrl = allow("lambda:InvokeFunction", { Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } });
const urlOf = (AuthType: "NONE" | "AWS_IAM") => ({ Qualifier: undefined, AuthType, InvokeMode: undefined, Cors: undefined });

type Said = readonly object[] | Unknown;

const document = (said: Said): Fact<Policy> => (Array.isArray(said) ? parsePolicy({ Statement: said }) : (said as Unknown));
const withPolicies = (said: Said, live: Said = []) => ({
  Policies: [
    { Qualifier: "live", Document: document(live) },
    { Qualifier: undefined, Document: document(said) },
  ],
});
const fn = (fields: object): Noun<"LambdaFunction"> =>
  resource("LambdaFunction", fields as Parameters<typeof resource<"LambdaFunction">>[1]);

describe("whom a function's policies let in", () => {
  test.each<readonly [what: string, said: Said, url: boolean | undefined, missing: string | undefined]>([
    ["both", [url, viaUrl], true, undefined],
    ["the call of the URL", [url], true, "lambda:InvokeFunction"],
    ["the call that comes through it", [viaUrl], false, undefined],
    ["nothing", [], false, "lambda:InvokeFunction"],
    ["nobody knows what", unread, undefined, undefined],
    ["the one surely, of the other nobody knows", [url, allow("lambda:InvokeFunction", { Effect: unread })], true, undefined],
    ["everything", [allow("lambda:*")], true, undefined],
  ])("%s", (_, said, admits, missing) => {
    const one = fn(withPolicies(said));
    expect(admitsAnyone(one, undefined, "lambda:InvokeFunctionUrl")).toBe(admits);
    expect(missingForUrls(one, undefined)).toEqual(missing === undefined ? {} : { missing });
  });
  test("an alias has its own", () => {
    const one = fn(withPolicies([url], [url, viaUrl]));
    expect([missingForUrls(one, "live"), missingForUrls(one, undefined)]).toEqual([{}, { missing: "lambda:InvokeFunction" }]);
    expect(admitsAnyone(fn({ Policies: unread }), "live", "lambda:InvokeFunctionUrl")).toBeUndefined();
  });
});

describe("what is missing for URLs made since October 2025", () => {
  const open = (fields: object) => {
    const { subject, world } = worldOf("LambdaFunction", { given: fields });
    const verdict = functionInvocableByAnyone.judge(subject, need, world);
    const found = "evidence" in verdict ? (verdict.evidence ?? []).map((one) => one.found) : [];
    return { severity: functionInvocableByAnyone.severityOf?.(subject, world), found };
  };
  const Urls = [urlOf("AWS_IAM")];
  test("is told, and what hangs on it is less severe", () => {
    expect(open({ ...withPolicies([url]), Urls })).toEqual({
      severity: "high",
      found: [{ Principal: "*", Action: ["lambda:InvokeFunctionUrl"], missing: "lambda:InvokeFunction" }],
    });
  });
  test.each([
    ["both are granted", [url, viaUrl]],
    ["another statement lets everybody call the function itself", [url, allow("lambda:InvokeFunction")]],
    ["nobody knows whether", [url, { ...viaUrl, Effect: unread }]],
    ["an action could not be read", [allow(["lambda:InvokeFunctionUrl", unread])]],
  ])("does not matter where %s", (_, statements) => {
    const { severity, found } = open({ ...withPolicies(statements), Urls });
    expect(severity).toBe("critical");
    for (const one of found) expect(one).not.toHaveProperty("missing");
  });
  test("is told of a URL without authentication", () => {
    const found = (statements: readonly object[]) => {
      const { subject, world } = worldOf("LambdaFunction", { given: { ...withPolicies(statements), Urls: [urlOf("NONE")] } });
      const verdict = urlWithoutAuthentication.judge(subject, need, world);
      return [urlWithoutAuthentication.severityOf?.(subject, world), "evidence" in verdict ? verdict.evidence?.[0]?.found : undefined];
    };
    expect(found([url])).toEqual(["high", { AuthType: "NONE", admitted: true, missing: "lambda:InvokeFunction" }]);
    expect(found([url, viaUrl])).toEqual(["high", { AuthType: "NONE", admitted: true }]);
    expect(found([viaUrl])).toEqual(["low", { AuthType: "NONE", admitted: false }]);
  });
});
