import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Problem } from "../model/index.ts";
import { verifiedDigests } from "./digests.ts";

const root = mkdtempSync(join(tmpdir(), "yagura-digests-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ACCOUNT = "012345678901";
const DIGEST = `AWSLogs/${ACCOUNT}/CloudTrail-Digest/us-east-1/2026/10/01/${ACCOUNT}_CloudTrail-Digest_us-east-1_t_us-east-1_20261001T010000Z.json`;
const LOG = `AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/2026/10/01/${ACCOUNT}_CloudTrail_us-east-1_20261001T0055Z_a.json`;
const RECORDS = JSON.stringify({ Records: [] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "trail-"));
});

function put(key: string, text: string): void {
  mkdirSync(join(folder, key, ".."), { recursive: true });
  writeFileSync(join(folder, key), text);
}

const digest = JSON.stringify({
  awsAccountId: ACCOUNT,
  digestEndTime: "2026-10-01T01:00:00Z",
  digestS3Bucket: "trail",
  digestS3Object: DIGEST,
  logFiles: [{ s3Bucket: "trail", s3Object: LOG, hashValue: createHash("sha256").update(RECORDS).digest("hex") }],
});

async function verified(...paths: readonly string[]) {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const keys = join(root, "keys.json");
  writeFileSync(keys, JSON.stringify({ PublicKeyList: [] }));
  const signals = await verifiedDigests(
    paths,
    { publicKeys: keys } as Parameters<typeof verifiedDigests>[1],
    "en",
    (problem) => problems.push(problem),
    (line) => notes.push(line),
  );
  return { problems: problems.map(({ code, detail }) => [code, detail["fault"] ?? ""]), notes, signals };
}

test("what was to be verified and was not is a problem, not a note", async () => {
  put(LOG, RECORDS);
  expect(await verified(folder)).toEqual({ problems: [["E_DIGEST_NONE", ""]], notes: [], signals: [] });
  expect(await verified("-")).toMatchObject({ problems: [["E_DIGEST_NONE", ""]] });
  expect(await verified(join(folder, "nowhere"))).toMatchObject({ problems: [["E_DIGEST_NONE", ""]] });
});

test("a copy that is as it was written", async () => {
  put(LOG, RECORDS);
  put(DIGEST, digest);
  const { problems, notes, signals } = await verified(folder);
  expect([problems, signals]).toEqual([[], []]);
  expect(notes).toEqual([expect.stringContaining("1 log file is as CloudTrail wrote it, 0 faults; the signatures of 1 digest could not")]);
});

test.each([
  ["changed", () => put(LOG, `${RECORDS} `), "log-changed"],
  ["gone", () => rmSync(join(folder, LOG)), "log-missing"],
])("a log that was %s is a problem and a signal", async (_, tamper, fault) => {
  put(LOG, RECORDS);
  put(DIGEST, digest);
  tamper();
  const { problems, signals } = await verified(folder);
  expect(problems).toEqual([["E_DIGEST", fault]]);
  expect(signals).toMatchObject([{ detector: "cloudtrail-digest", account: ACCOUNT, resources: [LOG] }]);
});

test("a digest that cannot be read is no proof of anything, but told", async () => {
  put(LOG, RECORDS);
  put(DIGEST, digest.slice(0, -20));
  expect(await verified(folder)).toMatchObject({ problems: [["E_DIGEST", "not-readable"]], signals: [] });
});
