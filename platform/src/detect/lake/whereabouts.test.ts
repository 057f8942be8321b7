import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "../sources/read.ts";
import { compactLake } from "./compact.ts";
import { type Duck, openDuck } from "./duck.ts";
import { appendChange, readManifest } from "./manifest.ts";
import { lakeTables } from "./read.ts";
import { readWhereabouts, soughtColumns, writeWhereabouts } from "./whereabouts.ts";
import { LakeWriter } from "./writer.ts";

const scratch = mkdtempSync(join(tmpdir(), "yagura-whereabouts-"));
let duck: Duck;
beforeAll(async () => {
  duck = await openDuck();
});
afterAll(() => {
  duck.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** A roll-up with so many values in every column. */
async function rollup(name: string, prefix: string, count: number): Promise<string> {
  const path = join(scratch, name);
  const columns = soughtColumns.map((column) => `'${prefix}' || i AS ${column}`).join(", ");
  await duck.run(`COPY (SELECT ${columns} FROM range(${count}) t(i)) TO '${path}' (FORMAT parquet)`);
  return path;
}

test("no value is ever said to be where it is not looked for, and few files are opened in vain", async () => {
  const files = [await rollup("one.parquet", "日本-é-", 3_000), await rollup("two.parquet", "two-", 3_000)];
  await writeWhereabouts(duck, files, join(scratch, "a.whereabouts"));
  const may = readWhereabouts(scratch, "a.whereabouts");
  let inVain = 0;
  for (const column of soughtColumns)
    for (let i = 0; i < 3_000; i += 1) {
      expect(may?.("one.parquet", column, `日本-é-${i}`)).toBe(true);
      if (may?.("two.parquet", column, `日本-é-${i}`)) inVain += 1;
    }
  expect(inVain).toBeLessThan(0.03 * soughtColumns.length * 3_000);
  expect(may?.("unknown.parquet", "ip", "x")).toBe(true);
}, 60_000);

test("a file that was cut, is of another version or is no such file says nothing", () => {
  const whole = readFileSync(join(scratch, "a.whereabouts"));
  const cases = [whole.subarray(0, -1), whole.subarray(0, 10), Buffer.alloc(0), Buffer.from("x".repeat(100))];
  const other = Buffer.from(whole.toString("latin1").replace('"version":1', '"version":2'), "latin1");
  for (const [i, bytes] of [...cases, other].entries()) {
    writeFileSync(join(scratch, `${i}.whereabouts`), bytes);
    expect([i, readWhereabouts(scratch, `${i}.whereabouts`)]).toEqual([i, undefined]);
  }
  expect(readWhereabouts(scratch, "none.whereabouts")).toBeUndefined();
});

test("a file that is damaged inside hides nothing", () => {
  const whole = readFileSync(join(scratch, "a.whereabouts"));
  const header = 4 + whole.readUInt32LE();
  const may = (bytes: Buffer, file: string, value: string) => {
    writeFileSync(join(scratch, "damaged.whereabouts"), bytes);
    return readWhereabouts(scratch, "damaged.whereabouts")?.(file, "ip", value) ?? true;
  };
  expect([may(whole, "one.parquet", "日本-é-7"), may(whole, "one.parquet", "nobody")]).toEqual([true, false]);
  expect(may(Buffer.concat([whole.subarray(0, header), Buffer.alloc(whole.length - header)]), "one.parquet", "日本-é-7")).toBe(true);
  // The filters of two files, each with the name of the other.
  const names: Readonly<Record<string, string>> = { one: "two", two: "one" };
  const swapped = whole.toString("latin1", 0, header).replaceAll(/(one|two)(?=\.parquet)/g, (name) => names[name] ?? "");
  expect(may(Buffer.concat([Buffer.from(swapped, "latin1"), whole.subarray(header)]), "one.parquet", "日本-é-7")).toBe(true);
});

test("a lake from before is read as a whole, and the next compaction gives it whereabouts", async () => {
  const folder = join(scratch, "lake");
  const arn = "arn:aws:iam::012345678901:user/u";
  const writer = await LakeWriter.open(folder);
  const record = { eventVersion: "1.11", eventTime: "2026-11-01T00:00:00Z", eventSource: "s3.amazonaws.com", eventName: "ListBuckets" };
  const text = JSON.stringify({ Records: [{ ...record, eventID: "e", userIdentity: { type: "IAMUser", arn } }] });
  await writer.add(readLog(text, "object").events);
  await writer.close();
  await compactLake(folder);
  const made = () => [...readManifest(folder).files.values()].filter((file) => file.kind === "whereabouts").map((file) => file.path);
  expect(made()).toHaveLength(1);
  expect(lakeTables(folder).edgesWith("principal", arn)).toBeDefined();
  expect(lakeTables(folder).edgesWith("principal", "nobody")).toBeUndefined();
  appendChange(folder, { change: "before", add: [], remove: made(), keys: [] });
  expect(lakeTables(folder).edgesWith("principal", "nobody")).toBeDefined();
  await compactLake(folder);
  expect(made()).toHaveLength(1);
  expect(lakeTables(folder).edgesWith("principal", arn)).toBeDefined();
  expect(lakeTables(folder).edgesWith("principal", "nobody")).toBeUndefined();
}, 60_000);
