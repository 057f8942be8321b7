import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { entityOf } from "../investigate/entity.ts";
import { investigate } from "../investigate/investigate.ts";
import { lakeSource } from "../investigate/lake-source.ts";
import { readLog } from "../sources/read.ts";
import { compactLake } from "./compact.ts";
import { tellingDamage } from "./damage.ts";
import { lakesForTests } from "./lake.fixture.ts";
import { LakeDamagedError, type LakeFile, readManifest } from "./manifest.ts";
import { LakeWriter } from "./writer.ts";

const { duck, fresh } = await lakesForTests();
const USER = "arn:aws:iam::012345678901:user/u";

async function write(folder: string, eventID: string): Promise<void> {
  const record = { eventVersion: "1.11", eventTime: "2026-11-01T00:00:00Z", eventSource: "s3.amazonaws.com", eventName: "ListBuckets" };
  const Records = [{ ...record, eventID, userIdentity: { type: "IAMUser", arn: USER } }];
  const writer = await LakeWriter.open(folder);
  await writer.add(readLog(JSON.stringify({ Records }), eventID).events);
  await writer.close();
}

async function asked(folder: string): Promise<number> {
  const source = await lakeSource(folder);
  try {
    return (await investigate(source, { entity: entityOf(USER), hours: 24, limit: 10 })).events;
  } finally {
    source.close();
  }
}

const whole = fresh();
await write(whole, "e-1");
await compactLake(whole);

const damages: Readonly<Record<string, (path: string) => void>> = {
  missing: (path) => rmSync(path),
  cut: (path) => writeFileSync(path, readFileSync(path).subarray(0, -20)),
  zeroed: (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
};

test.each(["events", "edges", "population"].flatMap((kind) => Object.keys(damages).map((how) => [kind, how] as const)))(
  "%s that are %s are told with their file",
  async (kind, how) => {
    const folder = fresh();
    cpSync(whole, folder, { recursive: true });
    expect(await asked(folder)).toBe(1);
    const [file] = [...readManifest(folder).files.values()].filter((one) => one.kind === kind) as [LakeFile];
    const path = join(folder, file.path);
    damages[how]?.(path);
    await expect(asked(folder)).rejects.toEqual(new LakeDamagedError(path));
    if (kind === "population") return;
    // What is joined with what came since must be read.
    await write(folder, "e-2");
    const before = readFileSync(join(folder, "manifest.ndjson"), "utf8");
    await expect(compactLake(folder)).rejects.toEqual(new LakeDamagedError(path));
    if (kind === "events") expect(readFileSync(join(folder, "manifest.ndjson"), "utf8")).toBe(before);
  },
);

test("a query that fails over whole files fails as it did", async () => {
  const [file] = [...readManifest(whole).files.values()].filter((one) => one.kind === "events") as [LakeFile];
  const other = join(fresh(), "other.parquet");
  copyFileSync(join(whole, file.path), other);
  const telling = tellingDamage(duck, whole);
  for (const path of [join(whole, file.path), other])
    await expect(telling.rows(`SELECT nothing FROM read_parquet('${path}')`)).rejects.toThrow(/"nothing" not found/);
});
