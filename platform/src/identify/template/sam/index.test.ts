import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { comparable } from "./compare.ts";
import type { Obj } from "./core.ts";
import { isSam, transformSam } from "./index.ts";
import { japanese } from "./japanese.ts";

interface Golden {
  readonly template: Obj;
  readonly expected?: Obj;
  /** Logical ids of what is refused; "?" where the refusal names none. */
  readonly refused?: readonly string[];
}

const folder = new URL("./golden/", import.meta.url);
const options = { region: "us-east-1", account: "123456789012", partition: "aws" };

function refusals(problems: readonly { code: string; detail: Readonly<Record<string, unknown>> }[]): string[] {
  return [...new Set(problems.filter((p) => p.code === "E_SAM_REFUSED").map((p) => String(p.detail["logicalId"])))].sort();
}

const goldens = readdirSync(folder)
  .filter((f) => f.endsWith(".json"))
  .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Golden] as const);

describe("agrees with AWS's own translator", () => {
  test("the corpus holds what it is said to hold", () => {
    expect(goldens.filter(([, g]) => g.expected !== undefined).length).toBeGreaterThan(180);
    expect(goldens.filter(([, g]) => g.refused !== undefined).length).toBeGreaterThan(75);
  });

  test.each(goldens.filter(([, g]) => g.expected !== undefined))("%s", (_name, golden) => {
    const result = transformSam(golden.template, options);
    expect(refusals(result.problems)).toEqual([]);
    expect(comparable(result.template)).toEqual(comparable(golden.expected));
  });

  test.each(goldens.filter(([, g]) => g.refused !== undefined))("%s", (_name, golden) => {
    const refused = refusals(transformSam(golden.template, options).problems);
    if (golden.refused?.includes("?") === true) expect(refused).not.toEqual([]);
    else expect(refused).toEqual(golden.refused);
  });
});

test("every reason has a Japanese sentence", () => {
  const here = new URL("./", import.meta.url);
  const code = readdirSync(here)
    .filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts"))
    .map((f) => readFileSync(new URL(f, here), "utf8"))
    .join("\n");
  const reasons = [...code.matchAll(/(?:Refusal|fail|refuse)\((?:[^;]|\n)*?(?:"((?:[^"\\]|\\.)+)"|`((?:[^`\\]|\\.)+)`),?\s*\);/gu)]
    .map((m) => m[1] ?? (m[2] ?? "").replace(/\$\{[^`]*?\}+/gu, "X"))
    .filter((reason) => reason.includes(" "));
  expect(reasons.length).toBeGreaterThan(150);
  expect([...new Set(reasons.filter((reason) => japanese(reason) === undefined))]).toEqual([]);
});

describe("the transform", () => {
  const fn = { Type: "AWS::Serverless::Function", Properties: { Handler: "a.b", Runtime: "nodejs20.x", CodeUri: "./src" } };

  test("leaves its input as it was", () => {
    const template = {
      Transform: "AWS::Serverless-2016-10-31",
      Resources: {
        Fn: { ...fn, Properties: { ...fn.Properties, Events: { A: { Type: "Api", Properties: { Path: "/", Method: "get" } } } } },
      },
    };
    const before = structuredClone(template);
    transformSam(template, options);
    expect(template).toEqual(before);
  });

  test("keeps a local path where a packaged one would stand", () => {
    const { template } = transformSam({ Resources: { Fn: fn } }, options);
    expect(template).toMatchObject({ Resources: { Fn: { Type: "AWS::Lambda::Function", Properties: { Code: "./src" } } } });
  });

  test("names the declaration behind a generated resource", () => {
    const events = { Tick: { Type: "Schedule", Properties: { Schedule: "rate(1 day)" } } };
    const { sources } = transformSam({ Resources: { Fn: { ...fn, Properties: { ...fn.Properties, Events: events } } } }, options);
    expect(sources.get("FnRole")).toEqual({ logicalId: "Fn", path: ["Resources", "Fn"] });
    expect(sources.get("FnTickPermission")).toEqual({ logicalId: "Fn", path: ["Resources", "Fn", "Properties", "Events", "Tick"] });
  });

  test("one refused resource does not take the others along", () => {
    const { template, problems } = transformSam(
      { Resources: { Fn: fn, Bad: { Type: "AWS::Serverless::Function", Properties: { Colour: "red" } } } },
      options,
    );
    expect(Object.keys(template["Resources"] as Obj).sort()).toEqual(["Fn", "FnRole"]);
    expect(problems).toEqual([
      {
        code: "E_SAM_REFUSED",
        detail: {
          logicalId: "Bad",
          property: "Colour",
          message: "there is no property Colour here",
          messageJa: "ここにプロパティ Colour は存在しません",
        },
      },
    ]);
  });

  test("takes parameter values over their defaults", () => {
    const template = {
      Parameters: { A: { Type: "String", Default: "one" } },
      Resources: { Fn: { ...fn, Properties: { ...fn.Properties, AutoPublishAlias: { Ref: "A" } } } },
    };
    const resources = transformSam(template, { ...options, parameters: { A: "two" } }).template["Resources"] as Obj;
    expect(resources).toHaveProperty("FnAliastwo");
    expect(resources).not.toHaveProperty("FnAliasone");
  });

  test("writes the ARNs of the partition", () => {
    const resources = transformSam({ Resources: { Fn: fn } }, { ...options, region: "cn-north-1", partition: "aws-cn" }).template[
      "Resources"
    ];
    expect(resources).toMatchObject({
      FnRole: { Properties: { ManagedPolicyArns: ["arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] } },
    });
  });

  test("says that an application of the repository was not opened", () => {
    const location = { ApplicationId: "arn:aws:serverlessrepo:us-east-1:1:applications/x", SemanticVersion: "1.0.0" };
    const { problems } = transformSam(
      { Resources: { App: { Type: "AWS::Serverless::Application", Properties: { Location: location } } } },
      options,
    );
    expect(problems.map((p) => p.code)).toEqual(["E_SAM_APPLICATION_NOT_OPENED"]);
  });

  test.each([
    ["AWS::Serverless-2016-10-31", true],
    [["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31"], true],
    [undefined, false],
  ])("knows a SAM template by its transform: %j", (transform, expected) => {
    expect(isSam({ Transform: transform })).toBe(expected);
  });
});
