import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "../sources/read.ts";
import { filesUnder } from "./adopt.ts";
import { compactLake, retainFrom } from "./compact.ts";
import { type Duck, openDuck } from "./duck.ts";
import { LakeUnwritableError } from "./errors.ts";
import { readManifest } from "./manifest.ts";
import { lakeTables } from "./read.ts";
import { LakeWriter } from "./writer.ts";

const scratch = mkdtempSync(join(tmpdir(), "yagura-crash-"));
const cache = fileURLToPath(new URL("../../../../node_modules/.cache/", import.meta.url));
let place: string;
let program: string;
let duck: Duck;
beforeAll(async () => {
  duck = await openDuck();
  mkdirSync(cache, { recursive: true });
  place = mkdtempSync(join(cache, "yagura-lake-"));
  program = join(place, "child.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("lake-child.fixture.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: ["@duckdb/node-api"],
    outfile: program,
    logLevel: "silent",
  });
});
afterAll(() => {
  duck.close();
  rmSync(place, { recursive: true, force: true });
  rmSync(scratch, { recursive: true, force: true });
});

const fresh = () => mkdtempSync(join(scratch, "lake-"));

/** Runs the program; kills it `delay` milliseconds after it has said so many lines. */
function run(args: readonly string[], kill?: { readonly lines: number; readonly delay: number }, shell?: string) {
  return new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
    const child = shell
      ? spawn("bash", ["-c", `${shell}; exec "$0" "$@"`, process.execPath, program, ...args], { stdio: ["ignore", "pipe", "inherit"] })
      : spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    const lines = () => said.split("\n").length - 1;
    child.stdout.on("data", (data: Buffer) => {
      const before = lines();
      said += data.toString();
      if (kill && before < kill.lines && lines() >= kill.lines) setTimeout(() => child.kill("SIGKILL"), kill.delay);
    });
    child.on("close", (code) => resolve({ code, said }));
  });
}

async function ids(folder: string): Promise<readonly string[]> {
  const { events } = lakeTables(folder);
  return events === undefined ? [] : (await duck.rows(`SELECT y_id FROM ${events}`)).map((row) => String(row["y_id"]));
}

async function calls(folder: string): Promise<number> {
  const [row] = await duck.rows(`SELECT sum(n) FILTER (lead)::BIGINT AS n FROM ${lakeTables(folder).edges}`);
  return Number(row?.["n"]);
}

function expectOnlyKnown(folder: string): void {
  const known = [...readManifest(folder).files.keys()].map((path) => join(folder, path)).toSorted();
  expect(filesUnder(folder).toSorted()).toEqual(known);
  expect(readdirSync(folder)).not.toContain(".lock");
}

const OBJECTS = 40;
const PER = 50;

test("killed in the middle of a write: nothing is lost, nothing is there twice", async () => {
  const folder = fresh();
  const args = ["write", folder, String(OBJECTS), String(PER)];
  let killed = 0;
  // Some milliseconds into the next write: at another point of it each time.
  for (const lines of [1, 2, 3, 4, 5, 6, 7]) if ((await run(args, { lines, delay: lines * 3 })).code === null) killed += 1;
  expect(killed).toBeGreaterThan(4);
  const before = await ids(folder);
  expect(new Set(before).size).toBe(before.length);
  expect((await run(args)).code).toBe(0);
  const all = await ids(folder);
  expect([all.length, new Set(all).size, await calls(folder)]).toEqual([OBJECTS * PER, OBJECTS * PER, OBJECTS * PER]);
  expectOnlyKnown(folder);
}, 240_000);

const at = (i: number) => new Date(Date.parse("2026-10-30T00:00:00Z") + i * 3_600_000).toISOString();
async function addObject(folder: string, object: number): Promise<void> {
  const Records = Array.from({ length: 60 }, (_, i) => ({
    eventVersion: "1.11",
    eventTime: at(i + object),
    eventSource: "lambda.amazonaws.com",
    eventName: "Invoke",
    eventID: `c-${object}-${i}`,
    awsRegion: "ap-northeast-1",
    recipientAccountId: "012345678901",
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::012345678901:user/u${i % 5}` },
  }));
  const writer = await LakeWriter.open(folder);
  await writer.add(readLog(JSON.stringify({ Records }), `object-${object}`).events);
  await writer.close();
}

test("killed in the middle of compaction and roll-up: the same", async () => {
  const folder = fresh();
  let killed = 0;
  const delays = [0, 30, 60, 90, 120, 160, 200, 260, 320, 400];
  for (const [object, delay] of delays.entries()) {
    await addObject(folder, object);
    if ((await run(["compact", folder], { lines: 1, delay })).code === null) killed += 1;
    const now = await ids(folder);
    expect([now.length, new Set(now).size]).toEqual([60 * (object + 1), 60 * (object + 1)]);
    expect(await calls(folder)).toBe(60 * (object + 1));
  }
  expect(killed).toBeGreaterThan(2);
  expect((await run(["compact", folder])).code).toBe(0);
  expect(await calls(folder)).toBe(60 * delays.length);
  // Two months and their whereabouts, the days of one class, and what rarity is measured by.
  const days = new Set([...readManifest(folder).files.values()].filter((file) => file.kind === "events").map((file) => file.day));
  expect(filesUnder(folder)).toHaveLength(days.size + 5);
  expectOnlyKnown(folder);
}, 240_000);

test("what is forgotten goes from the roll-ups too", async () => {
  const folder = fresh();
  await addObject(folder, 0);
  await compactLake(folder);
  expect(await calls(folder)).toBe(60);
  expect(await retainFrom(folder, "20261031")).toBe(1);
  expect([await calls(folder), (await ids(folder)).length]).toEqual([36, 36]);
  expect(await duck.rows(`SELECT min("hour") >= epoch_ms(TIMESTAMP '2026-10-31') AS gone FROM ${lakeTables(folder).edges}`)).toEqual([
    { gone: true },
  ]);
  // October goes as a whole.
  expect(await retainFrom(folder, "20261101")).toBe(3);
  expect(await calls(folder)).toBe(12);
  expectOnlyKnown(folder);
}, 60_000);

test("a disk without space: it is said, what was there stays, the rest comes later", async () => {
  const folder = fresh();
  await addObject(folder, 0);
  // No file may be longer than some kilobytes: the next files are cut off in the middle.
  const full = await run(["write", folder, "1", "5000"], undefined, "trap '' XFSZ; ulimit -f 16");
  expect(full).toEqual({ code: 3, said: "unwritable EFBIG\n" });
  expect(await ids(folder)).toHaveLength(60);
  expectOnlyKnown(folder);
  expect(readdirSync(join(folder, ".tmp"))).toEqual([]);
  expect((await run(["write", folder, "1", "5000"])).code).toBe(0);
  expect(await ids(folder)).toHaveLength(5_060);
}, 60_000);

test("a folder that cannot be one is said", async () => {
  const file = join(scratch, "file");
  writeFileSync(file, "");
  await expect(LakeWriter.open(join(file, "lake"))).rejects.toThrow(LakeUnwritableError);
  await expect(LakeWriter.open(join(file, "lake"))).rejects.toMatchObject({ reason: "ENOTDIR" });
});
