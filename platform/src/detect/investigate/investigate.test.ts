import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Entity, LogEvent, Signal } from "../../model/index.ts";
import type { Geo } from "../behaviour/geo.ts";
import { exampleMonth, monthOf } from "../drills/month.ts";
import { compactLake } from "../lake/compact.ts";
import { LakeWriter } from "../lake/writer.ts";
import { readLog } from "../sources/read.ts";
import { writeBundle } from "./bundle.ts";
import { entityOf } from "./entity.ts";
import { investigate } from "./investigate.ts";
import { lakeSource } from "./lake-source.ts";
import { memorySource } from "./memory.ts";

const scratch = mkdtempSync(join(tmpdir(), "yagura-investigate-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const forms: readonly (readonly [string, Entity])[] = [
  ["012345678901", { kind: "account", value: "012345678901" }],
  ["198.51.100.7", { kind: "ip", value: "198.51.100.7" }],
  ["2001:db8::1", { kind: "ip", value: "2001:db8::1" }],
  ["i-0123456789abcdef0", { kind: "instance", value: "i-0123456789abcdef0" }],
  ["arn:aws:ec2:eu-west-1:1:instance/i-0123456789abcdef0", { kind: "instance", value: "i-0123456789abcdef0" }],
  ["AKIAIOSFODNN7EXAMPLE", { kind: "access-key", value: "AKIAIOSFODNN7EXAMPLE" }],
  ["arn:aws:iam::1:role/path/r", { kind: "role", value: "arn:aws:iam::1:role/path/r" }],
  ["arn:aws:iam::1:user/u", { kind: "user", value: "arn:aws:iam::1:user/u" }],
  ["arn:aws:sts::1:assumed-role/r/mika@example.com", { kind: "session", value: "mika@example.com" }],
  ["arn:aws:lambda:eu-west-1:1:function:orders:live", { kind: "function", value: "orders" }],
  ["s3://data/key", { kind: "bucket", value: "data" }],
  ["arn:aws:s3:::data/key", { kind: "bucket", value: "data" }],
  ["aws-cli/2.15 Python/3", { kind: "user-agent", value: "aws-cli/2.15 Python/3" }],
  ["5e".repeat(16), { kind: "finding", value: "5e".repeat(16) }],
  ["function:orders", { kind: "function", value: "orders" }],
  ["user-agent:curl", { kind: "user-agent", value: "curl" }],
  ["orders", { kind: "name", value: "orders" }],
];
for (const [text, entity] of forms) test(`${text} is ${entity.kind}`, () => expect(entityOf(text)).toEqual(entity));

const USER = "arn:aws:iam::012345678901:user/mika";
let n = 0;
function call(time: string, more: object = {}, who: string = USER): LogEvent {
  n += 1;
  const record = {
    eventVersion: "1.11",
    eventID: `e-${n}`,
    eventTime: time,
    eventSource: "s3.amazonaws.com",
    eventName: "ListBuckets",
    awsRegion: "ap-northeast-1",
    recipientAccountId: "012345678901",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.15 Python/3 Linux",
    userIdentity: { type: "IAMUser", arn: who, accessKeyId: "AKIAEXAMPLEEXAMPLE01" },
    ...more,
  };
  return readLog(JSON.stringify(record), "log").events[0] as LogEvent;
}
const habit = Array.from({ length: 40 }, (_, i) => call(`2026-10-${String(1 + (i % 20)).padStart(2, "0")}T0${i % 9}:00:00Z`));
const attack = [
  call("2026-10-25T10:00:00Z"),
  call("2026-10-25T10:30:00Z", {
    sourceIPAddress: "203.0.113.9",
    userAgent: "Boto3/1.2",
    eventName: "GetObject",
    requestParameters: { bucketName: "secret" },
  }),
  call("2026-10-25T10:31:00Z", {
    sourceIPAddress: "203.0.113.9",
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    requestParameters: { roleArn: "arn:aws:iam::012345678901:role/admin" },
    responseElements: { credentials: { accessKeyId: "ASIAEXAMPLEEXAMPLE02" } },
  }),
];
const others = Array.from({ length: 9 }, (_, i) => call("2026-10-25T09:00:00Z", {}, `arn:aws:iam::012345678901:user/other-${i}`));
const all = [...habit, ...attack, ...others];
const geo: Geo = {
  look: (ip) =>
    ip === "203.0.113.9"
      ? { country: "BR", network: "AS2 two", latitude: -10, longitude: -53 }
      : { country: "JP", network: "AS1 one", latitude: 36, longitude: 138 },
};
const ask = (text: string, more: object = {}) => investigate(memorySource(all), { entity: entityOf(text), geo, ...more });

describe("an answer", () => {
  test("tells usual from new, and Detective's indicators", async () => {
    const found = await ask(USER, { flagged: new Set(["203.0.113.9", "192.0.2.1"]) });
    expect(found.events).toBe(43);
    expect(found.baseline).toMatchObject({ events: 40, days: 20 });
    const api = found.did.filter((count) => count.dimension === "api");
    expect(api.map((count) => [count.value, count.before, count.during])).toEqual([
      ["s3:ListBuckets", 40, 1],
      ["s3:GetObject", 0, 1],
      ["sts:AssumeRole", 0, 1],
    ]);
    expect(found.indicators.map((i) => [i.type, i.value])).toEqual([
      ["IMPOSSIBLE_TRAVEL", USER],
      ["FLAGGED_IP_ADDRESS", "203.0.113.9"],
      ["NEW_GEOLOCATION", "BR"],
      ["NEW_ASO", "AS2 two"],
      ["NEW_USER_AGENT", "boto3"],
    ]);
    expect(found.timeline.map((m) => [m.name, m.isNew])).toEqual([
      ["ListBuckets", false],
      ["GetObject", true],
      ["AssumeRole", true],
    ]);
    expect(found.assumptions).toMatchObject([{ from: USER, to: "arn:aws:iam::012345678901:role/admin", n: 1 }]);
    expect(found.gaps).toEqual(["no-detection"]);
  });

  test("without a past nothing is called new, and it says so", async () => {
    const found = await ask("arn:aws:iam::012345678901:user/other-1");
    expect(found.indicators).toEqual([]);
    expect(found.gaps).toContain("no-baseline");
  });

  test("what nobody else uses is nearer than what everybody uses", async () => {
    const { related } = await ask(USER);
    const rank = (value: string) => related.findIndex((r) => r.value === value);
    expect(rank("arn:aws:s3:::secret")).toBeLessThan(rank("198.51.100.7"));
    expect(related.find((r) => r.value === "198.51.100.7")).toMatchObject({ principals: 10, of: 10, rarity: 0 });
    expect(related.find((r) => r.value === "arn:aws:s3:::secret")).toMatchObject({ principals: 1, of: 10, rarity: 3.32 });
  });

  test("every kind of entity finds its calls", async () => {
    const counts: readonly (readonly [string, number])[] = [
      ["203.0.113.9", 2],
      ["012345678901", 52],
      ["AKIAEXAMPLEEXAMPLE01", 52],
      ["ASIAEXAMPLEEXAMPLE02", 1],
      ["s3://secret", 1],
      ["role:admin", 1],
      ["mika", 43],
      ["user-agent:Boto3", 1],
    ];
    for (const [text, events] of counts) expect([text, (await ask(text)).events]).toEqual([text, events]);
    const nothing = await ask("nobody");
    expect([nothing.events, nothing.gaps[0], nothing.first]).toEqual([0, "no-data", undefined]);
  });

  test("the scope time is what is asked for", async () => {
    const found = await ask(USER, { at: Date.parse("2026-10-05T00:00:00Z"), hours: 48 });
    expect(found.timeline.every((m) => Math.abs(m.time - Date.parse("2026-10-05T00:00:00Z")) <= 24 * 3_600_000)).toBe(true);
    const cut = await ask(USER, { limit: 2 });
    expect([cut.timeline.length, cut.timelineTotal]).toEqual([2, 3]);
    expect(cut.gaps).toContain("timeline-cut");
  });

  test("a finding leads to who it is about", async () => {
    const signal = {
      id: "ab".repeat(16),
      detector: "x",
      kind: "rule",
      severity: "high",
      title: { en: "t", ja: "t" },
      description: { en: "", ja: "" },
      first: { en: "", ja: "" },
      tactics: ["impact"],
      techniques: ["T1485"],
      time: attack[1]?.time,
      until: attack[1]?.time,
      count: 1,
      account: "012345678901",
      region: "",
      principal: USER,
      principalType: "user",
      credential: "",
      session: "",
      lineage: [],
      ips: [],
      userAgent: "",
      actions: [],
      resources: [],
      contrasts: [],
      events: [],
    } as unknown as Signal;
    const source = memorySource(all, { signals: [signal], stories: [] });
    const found = await investigate(source, { entity: entityOf(signal.id) });
    expect(found.events).toBe(43);
    expect(found.indicators.map((i) => [i.type, i.value])).toEqual(
      expect.arrayContaining([
        ["TTP_OBSERVED", "T1485"],
        ["RELATED_FINDING", signal.id],
      ]),
    );
  });
});

test("a lake answers what the logs answer, before and after compaction", async () => {
  const folder = join(scratch, "lake");
  const { events } = readLog(JSON.stringify({ Records: monthOf({ ...exampleMonth, days: 4, attacks: false }) }), "month");
  const writer = await LakeWriter.open(folder);
  await writer.add([...events, ...all]);
  await writer.close();
  const compare = async () => {
    for (const text of [
      USER,
      "012345678901",
      "203.0.113.9",
      "s3://secret",
      "role:admin",
      "function:orders-create",
      "ASIAEXAMPLEEXAMPLE02",
    ]) {
      const question = { entity: entityOf(text), geo };
      const source = await lakeSource(folder);
      const raw = await lakeSource(folder, { rollups: false });
      try {
        const [lake, memory, slow] = [
          await investigate(source, question),
          await investigate(memorySource([...events, ...all]), question),
          await investigate(raw, question),
        ];
        expect(lake).toEqual(memory);
        expect(slow.did).toEqual(memory.did);
      } finally {
        source.close();
        raw.close();
      }
    }
  };
  await compare();
  await compactLake(folder);
  await compare();
}, 120_000);

test("a case bundle can be checked by its hashes", async () => {
  const folder = join(scratch, "case");
  const names = writeBundle(folder, await ask(USER), attack, { "page.txt": "x" }, (value) => JSON.stringify(value));
  const lines = readFileSync(join(folder, "hashes.sha256"), "utf8").trim().split("\n");
  expect(lines).toHaveLength(names.length);
  for (const line of lines) {
    const [hash, name = ""] = line.split("  ");
    expect(
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ).toBe(hash);
  }
  expect(readFileSync(join(folder, "records.ndjson"), "utf8").split("\n")).toHaveLength(attack.length + 1);
});
