import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readLogBytes } from "./delivery.ts";
import { readObjectBytes } from "./files.ts";
import { readLog } from "./read.ts";

const record = fc.record({
  eventVersion: fc.constant("1.11"),
  eventTime: fc.constantFrom("2026-11-01T00:00:05Z", "never"),
  eventName: fc.constantFrom("PutObject", 7),
  eventID: fc.option(fc.uuid(), { nil: undefined }),
  // Longer than a piece now and then, in letters that are none of ASCII, and lists of what begins like a record.
  requestParameters: fc.oneof(
    fc.constantFrom("あ", ',{"eventVersion"', '"]}', "é".repeat(40_000), "x".repeat(70_000)),
    fc.array(fc.record({ eventVersion: fc.constant("1.0"), note: fc.string() })),
    fc.jsonValue(),
  ),
});

const deliveries = fc
  .tuple(fc.array(record, { maxLength: 60 }), fc.constantFrom("", "\n", " x", ',"more":1}', "]}"), fc.boolean())
  .map(([records, tail, spaced]) => JSON.stringify({ Records: records }, undefined, spaced ? 1 : undefined) + tail);

test("what is read in pieces is what is read of the whole", () => {
  fc.assert(
    fc.property(deliveries, fc.nat(), fc.nat(3), (text, at, cut) => {
      const bytes = Buffer.from(text);
      const damaged = cut === 0 ? bytes.subarray(0, at % (bytes.length + 1)) : bytes;
      const before = Buffer.from(damaged);
      const [pieces, whole] = [readLogBytes(damaged, "a.json"), readLog(damaged.toString("utf8"), "a.json")];
      expect(pieces.events).toEqual(whole.events);
      expect(pieces.broken).toEqual(whole.broken);
      expect(damaged.equals(before)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a delivery is whole when each of its records is an event, and its bytes come along then", async () => {
  const one = { eventVersion: "1.11", eventTime: "2026-11-01T00:00:05Z", eventSource: "s3.amazonaws.com", eventName: "GetObject" };
  const read = async (...Records: readonly object[]) => {
    const bytes = Buffer.from(JSON.stringify({ Records }));
    const found = await readObjectBytes(gzipSync(bytes), "a.json.gz");
    expect(found.bytes?.toString()).toBe(found.batch.isWhole ? bytes.toString() : undefined);
    return found.batch.isWhole;
  };
  expect(await read(one, one)).toBe(true);
  expect(await read(one, { ...one, eventTime: "never" }, one)).toBe(false);
  expect(await read(one, { digestS3Object: "x", logFiles: [] })).toBe(false);
  expect(await read(one, { Records: [one, one] })).toBe(false);
  expect(await read({ eventName: "X", eventSource: "y", eventTime: one.eventTime })).toBe(false);
});
