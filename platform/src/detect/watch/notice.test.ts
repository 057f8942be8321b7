import fc from "fast-check";
import { expect, test } from "vitest";
import { natsPlace } from "./nats.ts";
import { readNotice } from "./notice.ts";

const s3Notice = {
  Records: [
    {
      eventSource: "aws:s3",
      eventName: "ObjectCreated:Put",
      s3: { bucket: { name: "logs" }, object: { key: "a+b/%E3%83%AD%E3%82%B0%2B1.gz" } },
    },
  ],
};
const object = [{ bucket: "logs", key: "a b/ログ+1.gz" }];
const eventBridge = {
  source: "aws.s3",
  "detail-type": "Object Created",
  detail: { bucket: { name: "logs" }, object: { key: "a b/ログ+1.gz" } },
};
const sns = (message: unknown) => ({ Type: "Notification", MessageId: "1", Message: JSON.stringify(message) });

test.each([
  ["S3's own", s3Notice, object],
  ["S3's by way of SNS", sns(s3Notice), object],
  ["EventBridge's", eventBridge, object],
  ["EventBridge's by way of SNS", sns(eventBridge), object],
  [
    "CloudTrail's own",
    { s3Bucket: "logs", s3ObjectKey: ["x.gz", "y.gz"] },
    [
      { bucket: "logs", key: "x.gz" },
      { bucket: "logs", key: "y.gz" },
    ],
  ],
  ["an object that was removed", { Records: [{ ...s3Notice.Records[0], eventName: "ObjectRemoved:Delete" }] }, []],
  ["a folder made in the console", { ...eventBridge, detail: { bucket: { name: "logs" }, object: { key: "new/" } } }, []],
  ["S3's test of the way", { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "logs" }, []],
])("notice: %s", (_name, message, objects) => {
  expect(readNotice(JSON.stringify(message))).toEqual({ objects });
});

test.each([
  [
    "an event of EventBridge's",
    JSON.stringify({ source: "aws.lambda", "detail-type": "AWS API Call via CloudTrail", detail: { eventName: "x" } }),
  ],
  ["a log file of S3 calls", JSON.stringify({ Records: [{ eventSource: "s3.amazonaws.com", eventName: "PutObject" }] })],
  ["no JSON", "2 123456789012 eni-1 - -"],
])("records themselves: %s", (_name, text) => {
  expect(readNotice(text)).toEqual({ objects: [], text });
});

test("records wrapped by SNS are unwrapped", () => {
  const detail = { source: "aws.lambda", "detail-type": "x", detail: {} };
  expect(readNotice(JSON.stringify(sns(detail)))).toEqual({ objects: [], text: JSON.stringify(detail) });
});

test("any message is a notice or a text", () => {
  const wrapped = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((m) => JSON.stringify({ Type: "Notification", Message: m })),
  );
  fc.assert(
    fc.property(wrapped, (body) => {
      expect(() => readNotice(body)).not.toThrow();
    }),
  );
});

test.each([
  ["nats://h:4222/S", { server: "h:4222", tls: false, stream: "S" }],
  ["nats://h/S", { server: "h:4222", tls: false, stream: "S" }],
  ["nats:h:80/S", { server: "h:80", tls: false, stream: "S" }],
  ["nats:nats://h:1/S", { server: "h:1", tls: false, stream: "S" }],
  ["tls://u:p%40@h:5/S", { server: "h:5", tls: true, user: "u", password: "p@", stream: "S" }],
  ["nats://h:4222/", undefined],
  ["nats://h:4222/a b", undefined],
  ["nats://", undefined],
])("address: %s", (text, expected) => {
  expect(natsPlace(text)).toEqual(expected);
});
