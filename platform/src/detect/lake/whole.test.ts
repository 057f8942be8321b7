import fc from "fast-check";
import { expect, test } from "vitest";
import { readLogBytes } from "../sources/delivery.ts";
import { betweenRecords, recordHead, recordsIn } from "./whole.ts";

const one = { eventVersion: "1.11", eventTime: "2026-11-01T00:00:05Z", eventSource: "s3.amazonaws.com", eventName: "GetObject" };

/** The records as they are cut out of the text; undefined where the text is not cut. */
function cut(text: string): readonly unknown[] | undefined {
  const bytes = Buffer.from(text);
  const { events, isWhole } = readLogBytes(bytes, "object");
  const body = isWhole === true ? recordsIn(bytes, events) : undefined;
  return body
    ?.toString()
    .split(betweenRecords)
    .map((record) => JSON.parse(recordHead + record) as unknown);
}

test("a delivery of CloudTrail's is cut into its records", () => {
  const Records = ["a", "b", "c"].map((eventID) => ({ ...one, eventID, resources: [{ ARN: "x" }, { ARN: "y" }], userAgent: '},{"' }));
  expect(cut(JSON.stringify({ Records }))).toEqual(Records);
  expect(cut(JSON.stringify({ Records: Records.slice(1, 2) }))).toEqual(Records.slice(1, 2));
});

test("what may be cut elsewhere is not cut", () => {
  const next = ',{"eventVersion":"1.11"';
  for (const text of [
    JSON.stringify({ Records: [one, { ...one, requestParameters: { list: [{}, { eventVersion: "1" }] } }] }),
    JSON.stringify({ Records: [one, { ...one, requestParameters: { key: "eventVersion" } }] }),
    // Another order, another way to write it, something between.
    JSON.stringify({ Records: [one, { ...one, more: 1 }] }).replace(next, `,{"a":[{}${next}}]`),
    JSON.stringify({ Records: [one, one] }).replace(next, ', {"eventVersion":"1.11"'),
    JSON.stringify({ Records: [one, one] }).replace(next, ',{"eventVersion" :"1.11"'),
    JSON.stringify({ Records: [one, one] }).replace(next, ',{"\\u0065ventVersion":"1.11"'),
    JSON.stringify({ Records: [one, { x: 1 }, one] }),
    JSON.stringify({ Records: [one, { Records: [] }, one] }),
    JSON.stringify({ Records: [one, { x: 1, Records: [{ y: 1 }, one] }] }),
    JSON.stringify({ Records: [one], more: [{ a: {} }] }),
    // The separator of columns, and half a character.
    JSON.stringify({ Records: [{ ...one, userAgent: "\u001e" }] }),
    JSON.stringify({ Records: [{ ...one, userAgent: "\ud800" }] }),
  ])
    expect(cut(text)).toBeUndefined();
});

test("whatever is cut is what was parsed", () => {
  const inner = fc.oneof(fc.jsonValue(), fc.array(fc.constantFrom({}, { eventVersion: "1" }, { ...one }, "},{")));
  const record = fc.oneof(
    { weight: 5, arbitrary: fc.record({ requestParameters: inner, userAgent: fc.string() }).map((more) => ({ ...one, ...more })) },
    { weight: 1, arbitrary: inner },
    { weight: 1, arbitrary: inner.map((Records) => ({ Records })) },
  );
  let whole = 0;
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (Records) => {
      const text = JSON.stringify({ Records });
      const found = cut(text);
      if (found === undefined) return;
      whole += 1;
      expect(found).toEqual((JSON.parse(text) as { Records: unknown }).Records);
    }),
    { numRuns: 1_000 },
  );
  expect(whole).toBeGreaterThan(50);
});
