import { describe, expect, test } from "vitest";
import { readLog } from "./sources/read.ts";
import { targetsOf } from "./targets.ts";

function targets(record: object): readonly string[] {
  const base = {
    eventVersion: "1",
    eventID: "e",
    eventTime: "2026-11-01T00:00:00Z",
    awsRegion: "us-east-1",
    recipientAccountId: "111122223333",
  };
  const { events } = readLog(JSON.stringify({ ...base, ...record }), "log");
  return events.flatMap(targetsOf);
}

describe("what an event is about", () => {
  test.each([
    ["a function by name", "lambda", { functionName: "pay" }, ["arn:aws:lambda:us-east-1:111122223333:function:pay"]],
    [
      "a function by ARN",
      "lambda",
      { functionName: "arn:aws:lambda:eu-west-1:1:function:pay" },
      ["arn:aws:lambda:eu-west-1:1:function:pay"],
    ],
    ["a bucket", "s3", { bucketName: "b", key: "k" }, ["arn:aws:s3:::b"]],
    ["a parameter with its slash", "ssm", { name: "/a/b" }, ["arn:aws:ssm:us-east-1:111122223333:parameter/a/b"]],
    ["a value with a dollar sign", "s3", { bucketName: "$&" }, ["arn:aws:s3:::$&"]],
    ["nothing", "lambda", null, []],
    ["no text", "lambda", { functionName: 7 }, []],
    ["a service without a table", "polly", { voice: "x" }, []],
  ])("%s", (_, service, requestParameters, expected) => {
    expect(targets({ eventSource: `${service}.amazonaws.com`, eventName: "X", requestParameters })).toEqual(expected);
  });
});
