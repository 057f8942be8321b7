import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UseEvent } from "../../model/index.ts";
import { eventOf } from "./events.ts";
import { type RecordFile, readRecords, recordFiles } from "./index.ts";
import { parsePlace } from "./s3.ts";
import { Splitter } from "./split.ts";

const ROLE = "arn:aws:iam::111122223333:role/app/worker";

function record(name: string, more: object = {}): Readonly<Record<string, unknown>> {
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::111122223333:assumed-role/worker/fn",
      sessionContext: { sessionIssuer: { type: "Role", arn: ROLE } },
    },
    eventTime: "2026-05-01T10:00:00Z",
    eventSource: "dynamodb.amazonaws.com",
    eventName: name,
    awsRegion: "ap-northeast-1",
    recipientAccountId: "111122223333",
    requestParameters: { tableName: "orders", key: { id: "1" } },
    ...more,
  };
}

const file = (text: string | Uint8Array, name = "f.json"): RecordFile => ({ name, open: () => Readable.from([Buffer.from(text)]) });

async function read(...files: readonly RecordFile[]) {
  const events: UseEvent[] = [];
  return { ...(await readRecords(files, (event) => events.push(event))), events };
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "yagura-records-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("records of CloudTrail", () => {
  it("are read from a file as AWS writes it", async () => {
    const { events, records, broken } = await read(
      file(JSON.stringify({ Records: [record("GetItem"), record("PutItem", { errorCode: "AccessDenied" })] })),
    );
    expect([records, broken]).toEqual([2, 0]);
    expect(events).toEqual([
      {
        role: ROLE,
        source: "dynamodb.amazonaws.com",
        name: "GetItem",
        time: "2026-05-01T10:00:00.000Z",
        region: "ap-northeast-1",
        account: "111122223333",
        error: undefined,
        data: false,
        resources: [],
        parameters: { tableName: "orders" },
      },
      expect.objectContaining({ name: "PutItem", error: "AccessDenied" }),
    ]);
  });

  it.each([
    ["gzip", gzipSync(JSON.stringify({ Records: [record("GetItem")] }))],
    ["a list", JSON.stringify([record("GetItem")])],
    ["a line each", `${JSON.stringify(record("GetItem"))}\n`],
    ["EventBridge", JSON.stringify({ "detail-type": "AWS API Call via CloudTrail", detail: record("GetItem") })],
    ["pretty", JSON.stringify({ digest: { a: [1, { b: 2 }] }, Records: [record("GetItem")] }, undefined, 2)],
  ])("%s", async (_, text) => {
    expect((await read(file(text))).events.map((e) => e.name)).toEqual(["GetItem"]);
  });

  it("of users, services and roots are left out", async () => {
    const { events, records, broken } = await read(
      file(
        JSON.stringify({
          Records: [
            record("A", { userIdentity: { type: "IAMUser", arn: "x" } }),
            record("B", { userIdentity: { type: "AWSService" } }),
            record("C", { userIdentity: undefined }),
          ],
        }),
      ),
    );
    expect([events.length, records, broken]).toEqual([0, 3, 0]);
  });

  it("without their issuer name the role by its session", () => {
    const identity = { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/worker/fn" };
    expect(eventOf(JSON.stringify(record("A", { userIdentity: identity })))?.role).toBe("arn:aws:iam::111122223333:role/worker");
  });

  it("that are broken are counted with their line, the others are read", async () => {
    const lines = [JSON.stringify(record("A")), '{"eventSource": 1}', '{"a": "x}', JSON.stringify(record("B"))];
    const { events, broken, problems } = await read(file([lines[0], lines[1], lines[3]].join("\n"), "x.ndjson"));
    expect([events.map((e) => e.name), broken]).toEqual([["A", "B"], 1]);
    expect(problems).toEqual([{ code: "E_RECORD_BROKEN", detail: { file: "x.ndjson" }, place: { file: "x.ndjson", line: 2 } }]);
  });

  it.each([
    ["cut off", JSON.stringify({ Records: [record("A")] }).slice(0, -40), "E_RECORDS_CUT_OFF"],
    ["garbage, packed", gzipSync("this is no record"), "E_RECORD_BROKEN"],
    ["garbage by the name of a packed file", new Uint8Array([0, 1, 2, 200, 201, 13]), "E_RECORD_BROKEN"],
    ["a word behind the records", `${JSON.stringify({ Records: [record("A")] })} null`, "E_RECORD_BROKEN"],
    ["a bracket too many", `${JSON.stringify(record("A"))}]`, "E_RECORD_BROKEN"],
    ["quotes without end", `${JSON.stringify(record("A"))}\n"`, "E_RECORD_BROKEN"],
    ["packed, and of no length", new Uint8Array(), "E_RECORDS_CUT_OFF"],
    ["no gzip behind its head", new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7]), "E_RECORDS_UNREADABLE"],
    ["a record without end", `{"Records":[{"a":"${"x".repeat(3_000_000)}"}]}`, "E_RECORD_BROKEN"],
  ])("a file that is %s", async (_, text, code) => {
    const { problems, broken } = await read(file(text, "x.json.gz"), file(JSON.stringify([record("GetItem")]), "good.json"));
    expect(problems.map((p) => p.code)).toContain(code);
    for (const { place, detail } of problems) expect([place?.file, detail["file"]]).toEqual(["x.json.gz", "x.json.gz"]);
    expect(broken).toBeGreaterThan(0);
  });

  it.each([
    ["no record", '{"Records":[]}\n', "x.json.gz"],
    ["an empty list", " [ ] ", "x.json"],
    ["nothing, and is not packed", "", "x.ndjson"],
    ["more beside its records", JSON.stringify({ Records: [record("A")], next: null, more: "x" }), "x.json"],
    ["commas and blank lines between its records", `${JSON.stringify(record("A"))},\r\n\t\n${JSON.stringify(record("A"))}\n`, "x.json"],
  ])("a file that holds %s is whole", async (_, text, name) => {
    const { problems, broken } = await read(file(text, name));
    expect([problems, broken]).toEqual([[], 0]);
  });

  it("memory does not grow with the number of records", async () => {
    const text = JSON.stringify(record("GetItem"));
    function* many() {
      yield Buffer.from('{"Records":[');
      for (let i = 0; i < 100_000; i += 1) yield Buffer.from(i === 0 ? text : `,${text}`);
      yield Buffer.from("]}");
    }
    let events = 0;
    const before = process.memoryUsage().heapUsed;
    const { records } = await readRecords([{ name: "big", open: () => Readable.from(many()) }], () => (events += 1));
    expect([records, events]).toEqual([100_000, 100_000]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1024 * 1024);
  });

  it("folders are read to the bottom, digests are not", async () => {
    const folder = join(root, "AWSLogs/111122223333");
    mkdirSync(join(folder, "CloudTrail/us-east-1"), { recursive: true });
    mkdirSync(join(folder, "CloudTrail-Digest"), { recursive: true });
    writeFileSync(join(folder, "CloudTrail/us-east-1/a.json.gz"), gzipSync(JSON.stringify({ Records: [record("GetItem")] })));
    writeFileSync(join(folder, "CloudTrail-Digest/d.json"), "{}");
    writeFileSync(join(folder, "notes.txt"), "no");
    const { events, files } = await read(...recordFiles(root));
    expect([events.length, files]).toEqual([1, 1]);
  });
});

it("a folder that cannot be listed is told, and the others are read", async () => {
  const folder = join(root, "vanishing");
  for (const day of ["01", "02", "03"]) {
    mkdirSync(join(folder, day), { recursive: true });
    writeFileSync(join(folder, day, "a.json"), JSON.stringify({ Records: [record(`On${day}`)] }));
  }
  function* files() {
    for (const found of recordFiles(folder)) {
      yield found;
      rmSync(join(folder, "02"), { recursive: true, force: true });
    }
  }
  const events: UseEvent[] = [];
  const { problems, broken } = await readRecords(files(), (event) => events.push(event));
  expect([events.map(({ name }) => name), broken]).toEqual([["On01", "On03"], 1]);
  expect(problems).toMatchObject([{ code: "E_RECORDS_UNREADABLE", detail: { file: join(folder, "02"), reason: "ENOENT" } }]);
});

it("however a stream is cut into chunks, the same records come out", () => {
  const text = JSON.stringify({ Records: [record("A"), record('B"}]{['), record("C\\")] });
  const whole = [...new Splitter().feed(text)].map((p) => p.text);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1 }), (sizes) => {
      const splitter = new Splitter();
      const out: (string | undefined)[] = [];
      for (let at = 0, i = 0; at < text.length; i += 1) {
        const size = sizes[i % sizes.length] as number;
        for (const piece of splitter.feed(text.slice(at, at + size))) out.push(piece.text);
        at += size;
      }
      expect(out).toEqual(whole);
      expect(splitter.unfinished).toBe(false);
    }),
  );
  expect(whole.map((one) => (JSON.parse(one as string) as { eventName: string }).eventName)).toEqual(["A", 'B"}]{[', "C\\"]);
});

it.each([
  ["s3://bucket/AWSLogs/1", { bucket: "bucket", prefix: "AWSLogs/1" }],
  ["s3://bucket", { bucket: "bucket", prefix: "" }],
  ["s3://B", undefined],
])("%s", (text, place) => expect(parsePlace(text)).toEqual(place));
