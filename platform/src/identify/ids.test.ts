import { describe, expect, test } from "vitest";
import {
  arnOf,
  eventRuleArn,
  eventSourceMappingName,
  functionOfUri,
  functionReference,
  lastPart,
  restMethodId,
  subscriptionEndpoint,
} from "./ids.ts";

const where = { partition: "aws", region: "eu-west-1", account: "111122223333" };

describe("ids", () => {
  const functions: readonly [string, string, string | undefined][] = [
    ["f", "f", undefined],
    ["f:live", "f", "live"],
    ["f:$LATEST", "f", "$LATEST"],
    ["arn:aws:lambda:eu-west-1:1:function:f", "f", undefined],
    ["arn:aws:lambda:eu-west-1:1:function:f:3", "f", "3"],
    ["111122223333:function:f", "f", undefined],
    ["function:f:live", "f", "live"],
    ["", "", undefined],
  ];
  for (const [reference, name, qualifier] of functions)
    test(`function ${reference}`, () => expect(functionReference(reference)).toEqual({ name, qualifier }));

  test("function of an integration URI", () => {
    const fn = "arn:aws:lambda:eu-west-1:1:function:f:live";
    expect(functionOfUri(`arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${fn}/invocations`)).toBe(fn);
    expect(functionOfUri(fn)).toBe(fn);
    expect(functionOfUri("arn:aws:apigateway:eu-west-1:sqs:path/1/q")).toBeUndefined();
    expect(functionOfUri("https://example.com")).toBeUndefined();
  });

  test("an event source is named after what a person calls it", () => {
    expect(eventSourceMappingName("arn:aws:sqs:eu-west-1:1:orders", "ship")).toBe("orders → ship");
    expect(eventSourceMappingName("arn:aws:dynamodb:eu-west-1:1:table/orders/stream/2026-11-22T14:33:14.376897", "ship")).toBe(
      "orders → ship",
    );
    expect(eventSourceMappingName(undefined, "ship")).toBe("self-managed → ship");
  });

  test("last parts", () => {
    expect(lastPart("arn:aws:iam::1:role/a/b")).toBe("b");
    expect(lastPart("arn:aws:sqs:r:1:q")).toBe("q");
    expect(lastPart("arn:aws:s3:::b")).toBe("b");
    expect(lastPart("plain/name")).toBe("plain/name");
  });

  test("rules of the default bus, methods, global ARNs, addresses", () => {
    expect(eventRuleArn(where, "default", "r")).toBe("arn:aws:events:eu-west-1:111122223333:rule/r");
    expect(eventRuleArn(where, "b", "r")).toBe("arn:aws:events:eu-west-1:111122223333:rule/b/r");
    expect(restMethodId(where, "a", "/", "GET")).toBe("arn:aws:apigateway:eu-west-1::/restapis/a/resources//methods/GET");
    expect(arnOf({ ...where, region: "global" }, "iam", "role/r")).toBe("arn:aws:iam::111122223333:role/r");
    expect(subscriptionEndpoint("email", "a@example.com")).toBe("email");
    expect(subscriptionEndpoint("sqs", "arn:q")).toBe("arn:q");
    expect(subscriptionEndpoint("https", "https://user:word@hooks.example.com:8443/T0/B0/secret?token=x")).toBe(
      "https://hooks.example.com:8443",
    );
    expect(subscriptionEndpoint("https", "not a url")).toBe("https");
  });
});
