import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { s3Place } from "./s3.ts";
import { readPipe } from "./stdin.ts";

const text = JSON.stringify({
  Records: ["a", "b"].map((eventID) => ({
    eventVersion: "1.11",
    eventID,
    eventName: "GetObject",
    eventSource: "s3.amazonaws.com",
    eventTime: "2026-10-01T00:00:00Z",
  })),
});

async function idsOf(chunks: readonly Buffer[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { batch } of readPipe(Readable.from(chunks))) ids.push(...batch.events.map((event) => event.id));
  return ids;
}

test.each([
  ["plain", Buffer.from(text)],
  ["gzip", gzipSync(text)],
])("a pipe: %s, whole or byte by byte", async (_name, bytes) => {
  expect(await idsOf([bytes])).toEqual(["a", "b"]);
  expect(await idsOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(["a", "b"]);
});

test("an empty pipe holds nothing", async () => {
  expect(await idsOf([])).toEqual([]);
});

test("a gzip that ends too early is an error, not an end", async () => {
  const bytes = gzipSync(text);
  await expect(idsOf([bytes.subarray(0, bytes.length - 12)])).rejects.toThrow();
});

test.each([
  ["s3://logs/AWSLogs/", { bucket: "logs", prefix: "AWSLogs/" }],
  ["s3://logs", { bucket: "logs", prefix: "" }],
  ["s3://", undefined],
  ["s3://UPPER/x", undefined],
  ["logs/", undefined],
])("address: %s", (address, expected) => {
  expect(s3Place(address)).toEqual(expected);
});
