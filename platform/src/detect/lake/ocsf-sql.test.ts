import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { exampleMonth, monthOf } from "../drills/month.ts";
import { readLogBytes } from "../sources/delivery.ts";
import { readLog } from "../sources/read.ts";
import { type Duck, openDuck } from "./duck.ts";
import { ocsfOf } from "./ocsf/event.ts";
import { lakeTables } from "./read.ts";
import { structures } from "./structure.ts";
import { LakeWriter } from "./writer.ts";

const scratch = mkdtempSync(join(tmpdir(), "yagura-ocsf-"));
let duck: Duck;
beforeAll(async () => {
  duck = await openDuck();
});
afterAll(() => {
  duck.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Only what there is: a column of a Parquet file cannot be missing, so what is missing is null there. */
function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present);
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? Number(value) : value;
  const entries = Object.entries(value).map(([key, inner]) => [key, present(inner)] as const);
  const kept = entries.filter(([, inner]) => inner !== null && inner !== undefined);
  return kept.length === 0 && entries.length > 0 ? null : Object.fromEntries(kept);
}

/** The columns of the class's structure; what the structure does not have is in the record only. */
function structured(value: unknown, structure: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (structure === "VARCHAR") return typeof value === "string" ? value : JSON.stringify(value);
  if (Array.isArray(structure)) return Array.isArray(value) ? value.map((item) => structured(item, structure[0])) : null;
  if (typeof structure !== "object" || structure === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(structure).map(([key, inner]) => [key, structured(fields[key], inner)]));
}

/** Columns have no halves of characters, and not the separator they come with. */
const column = (value: unknown): unknown => over(value, (text) => whole(text).replaceAll("\u001e", "\ufffd"));
const record = (value: unknown): unknown => over(value, whole);
const whole = (text: string) => Buffer.from(text).toString();
function over(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => over(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), over(inner, change)]));
}

/** An object as files are read, with its bytes where it is whole. */
function objectOf(text: string, name: string): { readonly events: readonly LogEvent[]; readonly bytes?: Buffer } {
  const bytes = Buffer.from(text);
  const { events, isWhole } = readLogBytes(bytes, name);
  return isWhole ? { events, bytes } : { events };
}

async function compare(groups: readonly { readonly events: readonly LogEvent[]; readonly bytes?: Buffer }[]): Promise<number> {
  const folder = mkdtempSync(join(scratch, "lake-"));
  const writer = await LakeWriter.open(folder);
  for (const { events, bytes } of groups) await writer.add(events, bytes);
  await writer.close();
  const wanted = new Map(groups.flatMap(({ events }) => events.map((event) => [event.id, event] as const)));
  const table = lakeTables(folder).events;
  if (table === undefined) return 0;
  let compared = 0;
  for (const row of await duck.rows(`SELECT *, "time"::BIGINT AS t FROM ${table}`)) {
    const event = wanted.get(String(row["y_id"])) as LogEvent;
    const { kind, event: ocsf } = ocsfOf(event);
    const made = Object.fromEntries(Object.keys(structures[kind]).map((name) => [name, row[name]]));
    expect(column(present(made))).toEqual(column(present(structured(JSON.parse(JSON.stringify(ocsf)), structures[kind]))));
    expect(JSON.parse(String(row["raw_data"]))).toEqual(record(event.record));
    expect([row["t"], row["y_error"], row["y_ip"], row["y_name"]]).toEqual(column([event.time, event.error, event.ip, event.name]));
    compared += 1;
  }
  return compared;
}

test("what the columns say is what the mapping of one event says", async () => {
  const text = JSON.stringify({ Records: monthOf({ ...exampleMonth, days: 2 }) });
  const { events } = readLog(text, "month");
  // From the text, from the records, and other logs between them.
  const half = Math.floor(events.length / 2);
  const others = readLog(
    [
      "2 123456789012 eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 ACCEPT OK",
      "2 123456789012 eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491206 1793491266 REJECT OK",
    ].join("\n"),
    "flow",
  ).events;
  const first = JSON.stringify({ Records: events.slice(0, half).map((event) => event.record) });
  const parts = [objectOf(first, "first"), { events: others }, { events: events.slice(half) }];
  expect(await compare(parts)).toBe(events.length + others.length);
}, 60_000);

test("records of any content", async () => {
  const text = fc.oneof(fc.string(), fc.constantFrom("", "\u001e", "a\u001eb", "\n", "\0", "\ud800", "日本", "'", '"', "\\u001e", "\\"));
  const records = fc.sample(
    fc.record(
      {
        eventSource: fc.oneof(
          text,
          fc.constantFrom("s3.amazonaws.com", "iam.amazonaws.com", "sts.amazonaws.com", "dynamodb.amazonaws.com"),
        ),
        eventName: fc.oneof(text, fc.constantFrom("GetObject", "AssumeRole", "CreateUser", "AttachRolePolicy", "PutUserPolicy", "Scan")),
        awsRegion: fc.oneof(text, fc.constantFrom("cn-north-1", "us-gov-west-1", "eu-west-1")),
        recipientAccountId: fc.oneof(text, fc.constant("012345678901")),
        userIdentity: fc.oneof(
          fc.jsonValue(),
          fc.record({
            type: fc.constantFrom("AssumedRole", "IAMUser", "Root", "AWSService", "FederatedUser", "AWSAccount", "Unknown"),
            arn: text,
            accessKeyId: text,
            principalId: text,
            invokedBy: text,
          }),
        ),
        requestID: text,
        errorCode: text,
        errorMessage: fc.oneof(text, fc.jsonValue()),
        sourceIPAddress: fc.oneof(text, fc.constantFrom("198.51.100.7", "config.amazonaws.com")),
        userAgent: text,
        readOnly: fc.boolean(),
        requestParameters: fc.oneof(fc.jsonValue(), fc.record({ bucketName: text, roleArn: text, userName: text, tableName: text })),
        responseElements: fc.oneof(fc.jsonValue(), fc.constant({ credentials: { accessKeyId: "ASIAEXAMPLE" } })),
        resources: fc.oneof(fc.jsonValue(), fc.array(fc.record({ ARN: text }))),
      },
      { requiredKeys: ["eventSource", "eventName"] },
    ),
    { numRuns: 600, seed: 7 },
  );
  const objects = Array.from({ length: 60 }, (_, object) =>
    JSON.stringify({
      Records: records
        .slice(object * 10, object * 10 + 10)
        .map((one, i) => ({ eventVersion: "1.11", eventTime: "2026-11-01T00:00:05Z", eventID: `f-${object}-${i}`, ...one })),
    }),
  );
  const groups = objects.map((whole, i) => (i % 2 === 0 ? objectOf : readLog)(whole, `object-${i}`));
  expect(await compare(groups)).toBe(600);
}, 60_000);

test("a text that holds other records than it seemed to is not believed", async () => {
  const one = { eventVersion: "1.11", eventTime: "2026-11-01T00:00:05Z", eventSource: "s3.amazonaws.com", eventName: "X" };
  const [a, b] = ["a", "b"].map((eventID) => ({ ...one, eventID }));
  // As many records as events, but not one from each.
  const nested = objectOf(JSON.stringify({ Records: [a, { Records: [{}, b] }] }), "nested");
  expect(nested.events).toHaveLength(2);
  expect(await compare([nested])).toBe(2);
  // A record that holds what looks like another.
  const holding = JSON.stringify({ Records: [a, { ...b, requestParameters: { list: [{}, { eventVersion: "1" }] } }] });
  expect(await compare([objectOf(holding, "holding")])).toBe(2);
  const sent = JSON.stringify({ Records: [{ "detail-type": "AWS API Call via CloudTrail", detail: { ...one, eventID: "c" } }] });
  expect(await compare([objectOf(sent, "sent")])).toBe(1);
});
