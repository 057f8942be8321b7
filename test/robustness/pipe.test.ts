import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { folder, yagura } from "./yagura.ts";

const at = folder();
const USER = "arn:aws:iam::012345678901:user/kei";
const logs = JSON.stringify({
  Records: Array.from({ length: 3 }, (_, i) => ({
    eventVersion: "1.11",
    eventID: `e-${i}`,
    eventTime: `2026-11-01T00:00:0${i}Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "us-east-1",
    recipientAccountId: "012345678901",
    sourceIPAddress: "198.51.100.7",
    userIdentity: { type: "IAMUser", arn: USER, accountId: "012345678901" },
  })),
});

test.each([
  ["plain", Buffer.from(logs)],
  ["gzip", gzipSync(logs)],
])("every command that takes logs takes them from a pipe: %s", async (kind, input) => {
  const quiet = ["--lang", "en", "--no-progress"];
  const detected = await yagura(["detect", "-", ...quiet], { input });
  expect([detected.code, detected.stderr]).toEqual([0, expect.stringContaining("3 events in 1 object")]);
  const lake = join(at, kind);
  const written = await yagura(["lake", "write", lake, "-", ...quiet], { input });
  expect([written.code, written.stderr]).toEqual([0, expect.not.stringContaining("could not be read")]);
  for (const path of [lake, "-"]) {
    const found = await yagura(["investigate", USER, path, "--format", "json", ...quiet], path === "-" ? { input } : {});
    expect([found.code, (JSON.parse(found.stdout) as { events: number }).events]).toEqual([0, 3]);
  }
});
