import { expect, test } from "vitest";
import { readLog } from "./read.ts";
import { isShallow } from "./sample.ts";

const record = (more: object = {}) => ({
  eventVersion: "1.11",
  eventTime: "2026-11-01T00:00:05Z",
  eventSource: "s3.amazonaws.com",
  eventName: "GetObject",
  ...more,
});
const nested = (open: string, close: string, depth: number) => JSON.parse(open.repeat(depth) + "1" + close.repeat(depth)) as unknown;
const shallow = (records: readonly unknown[]) => isShallow(JSON.stringify({ Records: records }), records);

test("ordinary records are shallow", () => {
  expect(shallow([record(), record({ requestParameters: { a: [{ b: "{[{[" }] } })])).toBe(true);
});

test.each([
  ["objects", '{"a":', "}"],
  ["lists", "[", "]"],
  ["both", '[{"a":', "}]"],
  ["lists with something before", "[1,", "]"],
  ["what looks like the beginning of a record", '{"eventVersion":', "}"],
])("deep %s are not, and are told", (_, open, close) => {
  const records = [record(), record({ requestParameters: nested(open, close, 300) }), record()];
  expect(shallow(records)).toBe(false);
  const { events, broken } = readLog(JSON.stringify({ Records: records }), "log");
  expect(broken.map(({ reason }) => reason)).toEqual(["too-deep"]);
  expect(events).toHaveLength(2);
});

test("beginnings inside of records do not make up for records that begin otherwise", () => {
  const inside = nested('{"eventVersion":', "}", 300);
  const others = Array.from({ length: 300 }, () => ({ a: 1, ...record() }));
  expect(shallow([record({ requestParameters: inside }), ...others])).toBe(false);
});
