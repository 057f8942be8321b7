import { expect, test } from "vitest";
import { isUnknown } from "../../model/index.ts";
import { functionReference } from "./functions.ts";
import { layerPublisher } from "./layers.ts";
import { daysUntil, lambdaRuntime, runtimesAsOf } from "./runtimes.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:orders";

test.each([
  [arn, arn, undefined],
  [`${arn}:live`, arn, "live"],
  [`arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${arn}:live/invocations`, arn, "live"],
  [`${arn}:live:more`, arn, "live"],
  ["arn:aws:lambda:ap-northeast-1:111122223333:function", "arn:aws:lambda:ap-northeast-1:111122223333:function", undefined],
  ["orders", "orders", undefined],
  ["orders:7", "orders", "7"],
])("%s names a function", (text, name, qualifier) => expect(functionReference(text)).toEqual({ name, qualifier }));

test.each([
  "arn:aws:lambda:ap-northeast-1:111122223333:layer:orders",
  "arn:aws:sqs:ap-northeast-1:111122223333:q",
  "arn:aws:apigateway:ap-northeast-1:dynamodb:action/GetItem",
  "https://example.com/a",
])("%s names no function", (text) => expect(functionReference(text)).toBeUndefined());

test("a stage variable leaves the function open", () => {
  const uri = "arn:aws:apigateway:r:lambda:path/2015-03-31/functions/arn:aws:lambda:r:1:function:$" + "{stageVariables.fn}/invocations";
  expect(isUnknown(functionReference(uri))).toBe(true);
});

test("days run out at the start of the day, UTC", () => {
  expect(daysUntil("2026-11-23", new Date("2026-11-22T00:00:00Z"))).toBe(1);
  expect(daysUntil("2026-11-23", new Date("2026-11-22T23:59:59Z"))).toBe(1);
  expect(daysUntil("2026-11-23", new Date("2026-11-23T00:00:00Z"))).toBe(0);
});

test("the table of runtimes is dated and its days are days", () => {
  expect(runtimesAsOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (const id of ["nodejs22.x", "python3.13", "provided.al2023", "java21"])
    expect(lambdaRuntime(id)?.deprecated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(lambdaRuntime("cobol85")).toBeUndefined();
});

test("who made a layer", () => {
  expect(layerPublisher("arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsPythonV3:1")?.by).toBe("aws");
  expect(layerPublisher("arn:aws:lambda:us-east-1:999988887777:layer:AWSLambdaPowertoolsPythonV3:1")?.by).toBe("perhaps-aws");
  expect(layerPublisher("arn:aws:lambda:us-east-1:999988887777:layer:x:1")).toEqual({ account: "999988887777", by: "account" });
  expect(layerPublisher("not-an-arn")).toBeUndefined();
});
