import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { recordedUse } from "./call-records.ts";
import type { Context } from "./context.ts";

const folder = mkdtempSync(join(tmpdir(), "yagura-calls-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROLE = "arn:aws:iam::111122223333:role/worker";
const record = {
  userIdentity: { type: "AssumedRole", sessionContext: { sessionIssuer: { arn: ROLE } } },
  eventTime: "2026-05-01T10:00:00Z",
  eventSource: "dynamodb.amazonaws.com",
  eventName: "GetItem",
  awsRegion: "us-east-1",
  recipientAccountId: "111122223333",
};

async function used(files: Readonly<Record<string, string>>, isStopped = false) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const signal = isStopped ? AbortSignal.abort() : new AbortController().signal;
  const places = Object.keys(files).map((name) => join(folder, name));
  const found = await recordedUse(places, {}, { signal } as Context);
  return { unread: found?.ledger.windowOf(ROLE)?.unread, ledger: found?.ledger, codes: found?.problems.map(({ code }) => code) };
}
const good = JSON.stringify({ Records: [record] });

test("records that were all read speak for what is not in them", async () => {
  expect(await used({ "a.json": good })).toMatchObject({ unread: undefined, codes: [] });
});

test.each([
  ["garbage", { "a.json": good, "b.json.gz": "garbage" }, 1, ["E_RECORD_BROKEN"]],
  ["a file that is cut off", { "a.json": good, "b.json": good.slice(0, -2) }, 1, ["E_RECORDS_CUT_OFF"]],
  ["a record that is none", { "a.json": `${good}\n{"eventSource": 1}` }, 1, ["E_RECORD_BROKEN"]],
])("beside %s they do not", async (_, files, unread, codes) => {
  expect(await used(files)).toMatchObject({ unread, codes });
});

test("nor when the reading was stopped", async () => {
  const { ledger } = await used({ "a.json": good }, true);
  expect(ledger?.unread).toBe(1);
});
