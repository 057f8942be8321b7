import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDuck, quoted } from "../../platform/src/detect/lake/duck.ts";
import { readBytes } from "../../platform/src/detect/sources/files.ts";
import { ACCOUNT } from "../../platform/src/detect/sources/records.test-helper.ts";
import { HOSTILE } from "./lines.ts";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 100);
const SLOW_MS = 5_000;
const folder = mkdtempSync(join(tmpdir(), "yagura-fuzz-parquet-"));
let flows: Buffer;

beforeAll(async () => {
  const duck = await openDuck();
  const rows = HOSTILE.map(
    (text, i) =>
      `(5, '${ACCOUNT}', ${quoted(text.replaceAll("\u0000", "").replaceAll("\ud800", "x"))}, '10.0.0.5', '198.51.100.2', 44321, 443, 1793491205::BIGINT + ${i}, 1793491265::BIGINT, 'REJECT', 'OK', 'egress')`,
  );
  await duck.run(
    `CREATE TABLE f AS SELECT * FROM (VALUES ${rows.join(",")}) t(version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, "start", "end", action, log_status, flow_direction)`,
  );
  for (const compression of ["zstd", "snappy"])
    await duck.run(`COPY f TO ${quoted(join(folder, `${compression}.parquet`))} (FORMAT parquet, COMPRESSION ${compression})`);
  duck.close();
  flows = readFileSync(join(folder, "snappy.parquet"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["zstd", "snappy"])("a flow log in Parquet (%s)", async (compression) => {
  const { events, broken } = await readBytes(readFileSync(join(folder, `${compression}.parquet`)), "log");
  expect([events.length, broken.length]).toEqual([HOSTILE.length, 0]);
  expect(events[0]).toMatchObject({ feed: "vpc-flow", account: ACCOUNT, ip: "198.51.100.2", error: "REJECT", time: 1_793_491_205_000 });
  expect(events[0]?.resources).toEqual([HOSTILE[0]]);
});

test("damaged bytes: refused, or read; never a hang, never a time that is none", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(flows.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
      const damaged = isCut ? flows.subarray(0, at) : Buffer.from(flows);
      if (!isCut) damaged[at] = byte;
      const began = process.cpuUsage();
      const read = await readBytes(damaged, "log").catch((error: unknown) => error as Error);
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1_000).toBeLessThan(SLOW_MS);
      if (read instanceof Error) return;
      for (const event of read.events) {
        expect(() => new Date(event.time + 9 * 3_600_000).toISOString()).not.toThrow();
        expect(() => JSON.stringify(event)).not.toThrow();
      }
    }),
    { numRuns: RUNS * 5 },
  );
});
