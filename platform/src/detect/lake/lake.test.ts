import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogEvent, Signal } from "../../model/index.ts";
import { readLogBytes } from "../sources/delivery.ts";
import { readLog } from "../sources/read.ts";
import { filesUnder } from "./adopt.ts";
import { compactLake, retainFrom } from "./compact.ts";
import { type Duck, openDuck } from "./duck.ts";
import { LakeBusyError } from "./lock.ts";
import { LakeDamagedError, readManifest } from "./manifest.ts";
import { signal } from "./ocsf/signal.fixture.ts";
import { eventColumns, eventOf, lakeTables } from "./read.ts";
import { LakeWriter } from "./writer.ts";

const scratch = mkdtempSync(join(tmpdir(), "yagura-lake-"));
let duck: Duck;
beforeAll(async () => {
  duck = await openDuck();
});
afterAll(() => {
  duck.close();
  rmSync(scratch, { recursive: true, force: true });
});

const fresh = () => mkdtempSync(join(scratch, "lake-"));

function events(object: number, count: number, more: object = {}): readonly LogEvent[] {
  const Records = Array.from({ length: count }, (_, i) => ({
    eventVersion: "1.11",
    eventTime: new Date(Date.parse("2026-11-01T00:00:00Z") + (object * count + i) * 60_000).toISOString(),
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    eventID: `e-${object}-${i}`,
    awsRegion: "ap-northeast-1",
    recipientAccountId: "012345678901",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2",
    readOnly: true,
    resources: [{ ARN: `arn:aws:s3:::data/${i}` }, { ARN: "arn:aws:kms:ap-northeast-1:012345678901:key/k" }],
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::012345678901:user/u${i % 3}`, accessKeyId: "AKIAEXAMPLE" },
    ...more,
  }));
  return readLog(JSON.stringify({ Records }), `object-${object}`).events;
}

async function write(folder: string, ...batches: readonly (readonly LogEvent[])[]): Promise<LakeWriter> {
  const writer = await LakeWriter.open(folder);
  for (const batch of batches) {
    await writer.add(batch);
    await writer.flush();
  }
  await writer.close();
  return writer;
}

async function ids(folder: string): Promise<readonly string[]> {
  const { events: table } = lakeTables(folder);
  return table === undefined ? [] : (await duck.rows(`SELECT y_id FROM ${table} ORDER BY 1`)).map((row) => String(row["y_id"]));
}

describe("a lake", () => {
  test("lies in Security Lake's layout, and any Parquet reader reads it", async () => {
    const folder = fresh();
    await write(folder, events(0, 10));
    const files = filesUnder(join(folder, "ext"));
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(
      /ext\/yagura_datastore_activity\/region=ap-northeast-1\/accountId=012345678901\/eventDay=20261101\/[^/]+\.parquet$/,
    );
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(files[0] as string), compressors });
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({
      class_uid: 6005,
      time: BigInt(Date.parse("2026-11-01T00:00:00Z")),
      time_dt: new Date("2026-11-01T00:00:00Z"),
      y_account: "012345678901",
      api: { operation: "GetObject", service: { name: "s3" } },
      actor: { user: { uid: "arn:aws:iam::012345678901:user/u0" } },
      metadata: { version: "1.5.0", uid: "e-0-0" },
    });
    expect(JSON.parse(String(rows[0]?.["raw_data"]))).toMatchObject({ eventID: "e-0-0", recipientAccountId: "012345678901" });
  });

  test("gives back the events that went in", async () => {
    const folder = fresh();
    const written = events(0, 5);
    await write(folder, written);
    const rows = await duck.rows(`SELECT ${eventColumns} FROM ${lakeTables(folder).events} ORDER BY "time"`);
    const again = rows.map(eventOf);
    expect(again.map(({ resources: _, ...rest }) => rest)).toEqual(written.map(({ resources: _, ...rest }) => rest));
  });

  test("rolls up by the hour: every call counted once, every resource found", async () => {
    const folder = fresh();
    await write(folder, events(0, 120));
    const { edges } = lakeTables(folder);
    expect(await duck.rows(`SELECT sum(n) FILTER (lead)::BIGINT AS calls, count(DISTINCT hour) AS hours FROM ${edges}`)).toEqual([
      { calls: 120, hours: 2 },
    ]);
    expect(await duck.rows(`SELECT resource, sum(n)::BIGINT AS n FROM ${edges} GROUP BY 1 ORDER BY 1`)).toEqual([
      { resource: "arn:aws:kms:ap-northeast-1:012345678901:key/k", n: 120 },
      { resource: "arn:aws:s3:::data", n: 120 },
    ]);
  });

  test("an object that comes again is not written again, an event of two objects is one after compaction", async () => {
    const folder = fresh();
    await write(folder, events(0, 10));
    const second = await write(folder, events(0, 10));
    expect([second.written, second.skipped]).toEqual([0, 10]);
    await write(folder, [...events(0, 10).slice(5), ...events(1, 3)]);
    expect(await ids(folder)).toHaveLength(18);
    await compactLake(folder);
    const all = await ids(folder);
    expect([all.length, new Set(all).size]).toEqual([13, 13]);
    expect(await duck.rows(`SELECT sum(n) FILTER (lead)::BIGINT AS calls FROM ${lakeTables(folder).edges}`)).toEqual([{ calls: 13 }]);
  });

  test("an event that a second delivery of the run has too is written once, the others as they came", async () => {
    const folder = fresh();
    const records = [...events(0, 6), ...events(1, 3)].map((event) => event.record);
    const deliveries = [records.slice(0, 5), records.slice(3), [...records.slice(0, 1), ...records.slice(8)]];
    const writer = await LakeWriter.open(folder);
    for (const Records of deliveries) {
      const bytes = Buffer.from(JSON.stringify({ Records }));
      await writer.add(readLogBytes(bytes, "object").events, bytes);
    }
    await writer.close();
    expect([writer.written, writer.skipped]).toEqual([9, 4]);
    const rows = await duck.rows(`SELECT y_id, raw_data FROM ${lakeTables(folder).events} ORDER BY y_id`);
    expect(rows).toEqual(records.map((record) => ({ y_id: record["eventID"], raw_data: JSON.stringify(record) })));
  });

  test("a finding that comes again is written again only when it says something else", async () => {
    const folder = fresh();
    const seen = async (...signals: readonly Signal[]) => {
      const writer = await LakeWriter.open(folder);
      writer.addFindings(signals, [{ ...signal, signals, accounts: [], principals: [], credentials: [] }]);
      await writer.close();
      const kinds = [...readManifest(folder).files.values()].filter(({ kind }) => kind === "events").map((file) => file.class);
      const { findings } = lakeTables(folder);
      return { findings: (await duck.rows(`SELECT y_id FROM ${findings}`)).length, files: kinds.toSorted() };
    };
    const once = await seen(signal);
    expect(once).toEqual({ findings: 1, files: ["detection_finding", "incident_finding"] });
    expect(await seen(signal)).toEqual(once);
    const grown = await seen({ ...signal, count: 3 });
    expect(grown.findings).toBe(2);
    expect(await seen(signal, { ...signal, id: "other" })).toMatchObject({ findings: 3 });
    await compactLake(folder);
    expect(await duck.rows(`SELECT y_id FROM ${lakeTables(folder).findings} ORDER BY 1`)).toEqual([{ y_id: signal.id }, { y_id: "other" }]);
  });

  test("compaction leaves one file a class and day, sorted by principal and time; the second one changes nothing", async () => {
    const folder = fresh();
    await write(folder, events(0, 30), events(1, 30), events(2, 30, { eventSource: "lambda.amazonaws.com", eventName: "Invoke" }));
    await compactLake(folder);
    const files = filesUnder(folder);
    // Two classes, the roll-up and its whereabouts, and what rarity is measured by.
    expect(files).toHaveLength(5);
    const rows = await duck.rows(`SELECT y_principal, "time" FROM read_parquet('${files.find((f) => f.includes("datastore"))}')`);
    const order = rows.map((row) => [String(row["y_principal"]), String(row["time"])].join(" "));
    expect(order).toEqual(order.toSorted());
    expect(await compactLake(folder)).toEqual({ before: 5, after: 5 });
    expect(filesUnder(folder).toSorted()).toEqual(files.toSorted());
  });

  test("old days go by their folders", async () => {
    const folder = fresh();
    await write(folder, events(0, 2), events(2_000, 2));
    expect(await ids(folder)).toHaveLength(4);
    expect(await retainFrom(folder, "20261102")).toBe(2);
    expect(await ids(folder)).toEqual(["e-2000-0", "e-2000-1"]);
    expect(await retainFrom(folder, "20261102")).toBe(0);
  });

  test("files of an older schema are read beside newer ones", async () => {
    const folder = fresh();
    await write(folder, events(0, 2));
    const old = join(folder, "ext/yagura_api_activity/region=x/accountId=1/eventDay=20261101");
    mkdirSync(old, { recursive: true });
    await duck.run(`COPY (SELECT 'old' AS y_id, 5::BIGINT AS "time") TO '${old}/old.parquet' (FORMAT parquet)`);
    const file = {
      path: "ext/yagura_api_activity/region=x/accountId=1/eventDay=20261101/old.parquet",
      kind: "events",
      class: "api_activity",
      region: "x",
      account: "1",
      day: "20261101",
      bytes: 1,
      sha256: "",
      schema: 0,
      compacted: false,
    };
    appendFileSync(join(folder, "manifest.ndjson"), `${JSON.stringify({ change: "old", add: [file], remove: [], keys: [] })}\n`);
    const rows = await duck.rows(`SELECT y_id, y_name FROM ${lakeTables(folder).events} ORDER BY y_id`);
    expect(rows[2]).toEqual({ y_id: "old", y_name: null });
  });

  test("what logs say never becomes a path, breaks a query or ends a write", async () => {
    const folder = fresh();
    const nasty = ["../../../x", "a'b", "a/b=c", "\0", "\ud800", "日本", "x".repeat(1_000_000), "%2e%2e"];
    await write(
      folder,
      nasty.flatMap((text, i) =>
        events(i, 1, {
          awsRegion: text,
          recipientAccountId: text,
          userAgent: text,
          eventName: text,
          sourceIPAddress: text,
          errorCode: text,
        }),
      ),
    );
    expect(await ids(folder)).toHaveLength(nasty.length);
    for (const file of filesUnder(folder)) expect(file).toMatch(/^[\w/.=-]+$/);
  });

  test("only one process writes, and a half line is cut while a damaged one stops everything", async () => {
    const folder = fresh();
    await write(folder, events(0, 2));
    const writer = await LakeWriter.open(folder);
    await expect(LakeWriter.open(folder)).rejects.toThrow(LakeBusyError);
    await writer.close();
    const manifest = join(folder, "manifest.ndjson");
    appendFileSync(manifest, '{"change":"half","add":[');
    expect(await ids(folder)).toHaveLength(2);
    await write(folder, events(1, 2));
    expect(await ids(folder)).toHaveLength(4);
    writeFileSync(manifest, `damage\n${readFileSync(manifest, "utf8")}`);
    expect(() => readManifest(folder)).toThrow(LakeDamagedError);
    await expect(LakeWriter.open(folder)).rejects.toThrow(LakeDamagedError);
    expect(filesUnder(folder).length).toBeGreaterThan(0);
  });
});
