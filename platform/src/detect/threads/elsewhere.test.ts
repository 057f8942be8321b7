import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { GetObjectCommand, type ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { objectsOf, readBucket } from "../sources/s3.ts";
import { portionsOfPipe, readPipe } from "../sources/stdin.ts";
import { bundledReader, found, type Logs, program, ready, told } from "./threads.fixture.ts";

const month = fileURLToPath(new URL("../../../../examples/month", import.meta.url));
const logs = readdirSync(month, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".gz"))
  .toSorted((a, b) => (a < b ? -1 : 1))
  .map((name) => readFileSync(join(month, name)));
const folder = mkdtempSync(join(tmpdir(), "yagura-elsewhere-"));
const flag = join(folder, "ready");
let reader: Awaited<ReturnType<typeof bundledReader>>;
beforeAll(async () => {
  reader = await bundledReader();
});
afterAll(() => {
  reader.remove();
  rmSync(folder, { recursive: true });
});

const refused = (name: string) => Object.assign(new Error(name), { name, $metadata: {} });

/** A bucket of pages of objects; an error stands where one is told. */
function bucket(pages: readonly (Readonly<Record<string, Buffer | Error>> | Error)[]): S3Client {
  const answer = (command: GetObjectCommand | ListObjectsV2Command) => {
    if (command instanceof GetObjectCommand) {
      const one = pages
        .flatMap((page) => (page instanceof Error ? [] : [page[command.input.Key ?? ""]]))
        .find((each) => each !== undefined);
      if (!(one instanceof Uint8Array)) throw one ?? refused("NoSuchKey");
      return { Body: { transformToByteArray: async () => one } };
    }
    const at = Number(command.input.ContinuationToken ?? 0);
    const page = pages[at];
    if (page === undefined || page instanceof Error) throw page ?? refused("NoSuchBucket");
    return {
      Contents: Object.keys(page).map((Key) => ({ Key })),
      IsTruncated: at + 1 < pages.length,
      NextContinuationToken: String(at + 1),
    };
  };
  return { send: async (command: GetObjectCommand | ListObjectsV2Command) => answer(command) } as unknown as S3Client;
}

const place = { bucket: "logs", prefix: "" };
const inBucket = (s3: S3Client): Logs => ({
  objects: (onProblem) => readBucket(s3, place, onProblem),
  pieces: () => objectsOf(s3, place, (bytes, object) => ({ object, bytes })),
});
const inPipe = (chunks: () => readonly Buffer[]): Logs => ({
  objects: () => readPipe(Readable.from(chunks())),
  pieces: () => portionsOfPipe(Readable.from(chunks())),
});

const keyed = (from: number, to: number) =>
  Object.fromEntries(logs.slice(from, to).map((bytes, i) => [`${String(from + i).padStart(4, "0")}.json.gz`, bytes]));
const odd = {
  "1-cut.json.gz": (logs[0] as Buffer).subarray(0, 3_000),
  "2-damaged.parquet": Buffer.from("PAR1 is how it begins"),
  "3-denied.json.gz": refused("AccessDenied"),
  "4-broken.json": Buffer.from('{"Records":[{"eventVersion":"1.11","eventName":7},3]}'),
  "5-empty.json": Buffer.alloc(0),
  "6-none.txt": Buffer.from("no log at all"),
  "7-again.json.gz": logs[0] as Buffer,
};
const LINE_END = Buffer.from("\n");
/** A blank line in the midst makes it larger than a portion of a pipe. */
const text = Buffer.concat(
  logs.flatMap((bytes, i) => [gunzipSync(bytes), LINE_END, ...(i === 9 ? [Buffer.alloc(16_000_000, " "), LINE_END] : [])]),
);
const inPieces = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / 50_000) }, (_, i) => bytes.subarray(i * 50_000, (i + 1) * 50_000));

describe("several threads tell what one tells, wherever logs come from", () => {
  test.each<readonly [string, Logs, readonly string[]]>([
    ["a bucket", inBucket(bucket([keyed(0, 9), keyed(9, logs.length)])), []],
    [
      "a bucket of which some cannot be read",
      inBucket(bucket([keyed(0, 3), odd, keyed(3, logs.length)])),
      ["Z_BUF_ERROR", "DAMAGED", "AccessDenied"],
    ],
    ["a bucket that is not listed to its end", inBucket(bucket([keyed(0, logs.length), refused("SlowDown")])), ["SlowDown"]],
    ["a pipe", inPipe(() => inPieces(text)), []],
    ["a packed pipe", inPipe(() => inPieces(gzipSync(text))), []],
  ])("%s", async (_, from, reasons) => {
    const one = await told(from);
    expect(one.signals.length).toBeGreaterThan(0);
    expect(one.problems.map(({ detail }) => detail["reason"])).toEqual(reasons);
    const reading = program(ready(flag, `await import(${JSON.stringify(reader.program.href)})`));
    for (const threads of [1, 3]) {
      rmSync(flag, { force: true });
      const all = await told(from, { threads, program: reading, mayGoOn: () => existsSync(flag) });
      expect(found(all)).toEqual(one);
      expect(all.handed).toBeGreaterThan(0);
    }
  });
});
