import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { account, call, DAY, daily, HOUR, MINUTE, times, told } from "./events.fixture.ts";
import { ownBehaviours } from "./index.ts";

const at = 20 * DAY;
const services = ["iam", "s3", "lambda", "kms", "ec2", "sns", "sqs", "rds"];
const calls = (n: number, over: Partial<LogEvent> = {}, time = at) =>
  times(n, (i) => call(time + i * 1_000, { service: services[i % services.length] as string, name: `ListThings${i}`, ...over }));
const refused = { error: "AccessDenied" };
const steady = daily(20, (day) => times(8, (i) => call(day * DAY + i * HOUR)));

const read = (time: number, bytes: number, i = 0, over: Partial<LogEvent> = {}) =>
  call(time, {
    service: "s3",
    name: "GetObject",
    record: { requestParameters: { bucketName: "data", key: `k${i}` }, additionalEventData: { bytesTransferredOut: bytes } },
    ...over,
  });
const small = daily(10, (day) => [read(day * DAY, 20e6)]);
const invoke = (time: number) =>
  call(time, { service: "lambda", name: "Invoke", readOnly: false, record: { requestParameters: { functionName: "orders" } } });
const report = (time: number, billedDurationMs: number) =>
  call(time, {
    feed: "lambda",
    name: "platform.report",
    principal: "orders",
    principalType: "unknown",
    record: { record: { metrics: { billedDurationMs, memorySizeMB: 10_240 } } },
  });
const start = (time: number, over: Partial<LogEvent> = {}, instanceType = "t3.micro") =>
  call(time, { service: "ec2", name: "RunInstances", readOnly: false, record: { requestParameters: { instanceType } }, ...over });

const cases: readonly (readonly [string, readonly LogEvent[], readonly LogEvent[], readonly string[]])[] = [
  ["many different refusals", steady, calls(8, refused), ["refused-burst medium"]],
  ["seven are few", steady, calls(7, refused), []],
  ["the same again and again", steady, times(50, (i) => call(at + i, { ...refused, service: services[i % 7] as string })), []],
  ["of one service: a missing right", steady, calls(20, { ...refused, service: "s3" }), []],
  [
    "spread over hours",
    steady,
    times(12, (i) => call(at + i * HOUR, { ...refused, service: services[i % 8] as string, name: `List${i}` })),
    [],
  ],
  ["other errors are no refusals", steady, calls(12, { error: "ValidationException" }), []],
  ["looking through everything", steady, calls(30), ["enumeration-burst medium"]],
  ["by somebody new", [], calls(30), ["enumeration-burst low"]],
  ["by an auditor, as every day", daily(20, (day) => calls(28, {}, day * DAY)).slice(), calls(30), []],
  ["twenty-four kinds", steady, calls(24), []],
  ["far more is read than ever", small, times(10, (i) => read(10 * DAY + i * MINUTE, 20e6, i)), ["read-volume medium"]],
  ["twice as much", small, times(2, (i) => read(10 * DAY + i * MINUTE, 20e6, i)), []],
  ["much without a habit", [], [read(0, 1e9)], []],
  ["very much without a habit", [], [read(0, 6e9)], ["read-volume low"]],
  ["of a bucket's own log", daily(10, (day) => [log(day * DAY, 20e6)]), [log(10 * DAY, 900e6)], ["read-volume medium"]],
  ["refused reads are no reads", small, [read(10 * DAY, 9e9, 0, refused)], []],
  [
    "a function runs many times as often",
    daily(8, (day) => times(20, (i) => invoke(day * DAY + i))),
    times(1_100, (i) => invoke(8 * DAY + i)),
    ["invocations-leap medium"],
  ],
  ["as often as usual", daily(8, (day) => times(800, (i) => invoke(day * DAY + i))), times(1_100, (i) => invoke(8 * DAY + i)), []],
  ["a new function", [], times(1_100, (i) => invoke(i)), []],
  [
    "a function costs many times as much",
    daily(8, (day) => [report(day * DAY, 1_000)]),
    times(60, (i) => report(8 * DAY + i, 900_000)),
    ["cost-leap medium"],
  ],
  [
    "machines in a new region",
    steady,
    [start(at, { region: "eu-north-1", error: "Client.UnauthorizedOperation" })],
    ["new-kind-of-machine medium"],
  ],
  ["machines where it is active", steady, [start(at)], []],
  ["accelerators for the first time", steady, [start(at, {}, "p4d.24xlarge")], ["new-kind-of-machine medium"]],
  ["accelerators as before", [...steady, start(19 * DAY, {}, "p4d.24xlarge")], [start(at, {}, "p4d.24xlarge")], []],
  ["a young account", daily(3, (day) => [call(day * DAY)]), [start(3 * DAY, { region: "eu-north-1" })], []],
];

function log(time: number, bytes: number): LogEvent {
  return call(time, {
    feed: "s3-access",
    service: "s3",
    name: "REST.GET.OBJECT",
    principal: `arn:aws:iam::${account}:user/kei`,
    principalType: "user",
    record: { bucket: "data", key: "k", bytessent: String(bytes) },
  });
}

describe("amounts", () => {
  test.each(cases)("%s", (_name, before, now, expected) => {
    const habits = ownBehaviours();
    told(habits, before);
    expect(told(habits, now).filter((line) => !line.startsWith("anomalous"))).toEqual(expected);
  });
});
