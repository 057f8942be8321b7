import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Batch } from "../../platform/src/detect/sources/batch.ts";
import { readBytes, readLogFiles } from "../../platform/src/detect/sources/files.ts";
import { readLog } from "../../platform/src/detect/sources/read.ts";
import { ACCOUNT } from "../../platform/src/detect/sources/records.test-helper.ts";
import type { Problem } from "../../platform/src/model/index.ts";
import { goods, HOSTILE, trail } from "./lines.ts";

const json = JSON.stringify;
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 100);
/** No input of this size may take longer, in CPU time. */
const SLOW_MS = 2_000;

/** What holds whatever is read. */
function holds({ events, broken }: Batch): void {
  for (const event of events) {
    expect(event.time).toBeGreaterThan(0);
    expect(() => new Date(event.time + 9 * 3_600_000).toISOString()).not.toThrow();
    expect(event.id).not.toBe("");
    for (const field of ["account", "region", "service", "name", "principal", "session", "credential", "ip", "userAgent", "error"] as const)
      expect(typeof event[field]).toBe("string");
    for (const resource of event.resources) expect(typeof resource).toBe("string");
    expect(() => json(event)).not.toThrow();
  }
  const places = broken.map(({ place }) => place.index);
  expect(new Set(places).size).toBe(places.length);
  for (const { sample, place } of broken) {
    expect(sample.length).toBeLessThanOrEqual(200);
    expect(place.object).toBe("log");
    expect(place.index).toBeLessThan(events.length + broken.length);
  }
}

function inTime<T>(work: () => T): T {
  const began = process.cpuUsage();
  const out = work();
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(SLOW_MS);
  return out;
}

describe("good records", () => {
  test.each(goods)("$name is read as such", ({ text, feed }) => {
    const { events, broken } = readLog(text, "log");
    expect([events.length, broken.length]).toEqual([1, 0]);
    expect(events[0]).toMatchObject({ feed });
    holds({ events, broken });
  });

  test.each(goods.filter(({ text, feed }) => text.includes(ACCOUNT) && feed !== "s3-access"))(
    "$name: the account keeps its zero, even where a reader made a number of it",
    ({ text }) => {
      expect(readLog(text, "log").events[0]?.account).toBe(ACCOUNT);
      const asNumber = text.replaceAll(`"${ACCOUNT}"`, String(Number(ACCOUNT)));
      expect(readLog(asNumber, "log").events[0]?.account).toBe(ACCOUNT);
    },
  );
});

describe("anything at all", () => {
  test("random bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const read = await readBytes(Buffer.from(bytes), "log").catch((error: unknown) => error as Error);
        // Only bytes that claim to be packed or Parquet may be refused as a whole.
        if (read instanceof Error) expect([0x1f, 0x50]).toContain(bytes[0]);
        else holds(read);
      }),
      { numRuns: RUNS },
    );
  });

  test("random text, JSON and lines", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 500 }),
      fc.json({ maxDepth: 6 }),
      fc.array(fc.json()).map((l) => l.join("\n")),
    );
    fc.assert(
      fc.property(text, (content) => holds(readLog(content, "log"))),
      { numRuns: RUNS * 5 },
    );
  });

  test.each(goods)("$name: cut, doubled and overwritten anywhere", ({ text }) => {
    const put = fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.constantFrom(...HOSTILE, '"', "{", "[", "]}", "null", "-", "1e999", "\\"),
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(12), put, (at, cut, what) =>
        holds(readLog(text.slice(0, at) + what + text.slice(at + cut), "log")),
      ),
      { numRuns: RUNS },
    );
  });

  /** Values of any type in place of any field. */
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1e300, -1e300, "", [], {}, [[]], [null], { a: null }, ...HOSTILE),
    fc.jsonValue({ maxDepth: 3 }),
  );
  test.each(goods.filter(({ text }) => text.startsWith("{") || text.startsWith("[")))("$name: any value in any field", ({ text }) => {
    const paths = pathsOf(JSON.parse(text));
    fc.assert(
      fc.property(fc.constantFrom(...paths), odd, (path, value) => holds(readLog(json(replaced(JSON.parse(text), path, value)), "log"))),
      { numRuns: RUNS * 3 },
    );
  });

  test.each(goods.filter(({ text }) => !text.startsWith("{") && !text.startsWith("[")))("$name: any value in any field", ({ text }) => {
    const [row = "", ...head] = text.split("\n").toReversed();
    const separator = row.includes("\t") ? "\t" : " ";
    const cells = row.split(separator);
    const value = fc.oneof(
      fc.constantFrom(...HOSTILE, "-", "", "99999999999999999999999", "0", "-1", "NaN", '"', "["),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.nat(cells.length - 1), value, (at, what) =>
        holds(readLog([...head.toReversed(), cells.with(at, what).join(separator)].join("\n"), "log")),
      ),
      { numRuns: RUNS * 2 },
    );
  });
});

/** Every place of a value, as keys from the top. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (String(i) === key ? replaced(item, rest, by) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}

describe("one bad record does not cost the others", () => {
  const bad = fc.oneof(
    fc.constantFrom(
      "{",
      '{"eventVersion":"1"',
      "[[[[[[[]]]]]]]",
      "{}",
      "null",
      '"text"',
      `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
      "{]",
    ),
    fc.constantFrom(...HOSTILE).map((text) => json({ eventVersion: "1.11", eventName: text, eventTime: text })),
  );
  test("records one a line", () => {
    const good = (i: number) => json({ ...trail, eventID: `e-${i}` });
    fc.assert(
      fc.property(fc.array(bad, { maxLength: 5 }), fc.nat(5), (lines, at) => {
        const all = [0, 1, 2, 3, 4].map(good);
        const { events, broken } = readLog(all.toSpliced(at, 0, ...lines).join("\n"), "log");
        holds({ events, broken });
        expect(events.map(({ id }) => id)).toEqual(["e-0", "e-1", "e-2", "e-3", "e-4"]);
        expect(broken.map(({ place }) => place.index)).toEqual(lines.map((_, i) => at + i));
      }),
      { numRuns: RUNS },
    );
  });

  test.each(goods.filter(({ isLine, text }) => isLine && !text.startsWith("{") && !text.startsWith("[")))("$name", ({ text }) => {
    const lines = [text, "x", text, text.slice(0, 30), text];
    const { events, broken } = readLog(lines.join("\n"), "log");
    expect([events.length, broken.map(({ place }) => place.index)]).toEqual([3, [1, 3]]);
  });

  test.each(goods.filter(({ feed }) => ["s3-access", "load-balancer", "api-access"].includes(feed)))(
    "$name: a user agent that reads like a header hides nothing",
    ({ text }) => {
      for (const agent of ["x srcaddr x", "srcaddr", " log-status ", "#Fields: a b"]) {
        const evil = text.replace(/curl\/8|GET \/a HTTP|sqlmap/, agent);
        const { events, broken } = readLog(`${text}\n${evil}\n${text}`, "log");
        expect([events.length, broken.length]).toEqual([3, 0]);
      }
    },
  );

  test("a delivery with a damaged record gives the others, and a cut one what is whole", () => {
    const records = Array.from({ length: 5 }, (_, i) => json({ ...trail, eventID: `e-${i}` }));
    const whole = `{"Records":[${records.join(",")}]}`;
    fc.assert(
      fc.property(fc.nat(whole.length), fc.constantFrom("{", "}", '"', "\\", "]", "\u0000", "x"), (at, what) => {
        const { events, broken } = readLog(whole.slice(0, at) + what + whole.slice(at), "log");
        holds({ events, broken });
        // The wrapper itself, which names what this is, is the only thing none can be read without.
        if (at > '{"Records":['.length) expect(events.length).toBeGreaterThanOrEqual(4);
      }),
      { numRuns: RUNS * 5 },
    );
    fc.assert(
      fc.property(fc.integer({ min: '{"Records":['.length + 1, max: whole.length - 1 }), (end) => {
        const { events } = readLog(whole.slice(0, end), "log");
        expect(events.length).toBe(records.filter((_, i) => end >= 12 + records.slice(0, i + 1).join(",").length).length);
      }),
      { numRuns: RUNS },
    );
  });

  test("deep nesting is damage, whatever stands around it, and takes no time", () => {
    for (const depth of [1_000, 10_000, 100_000]) {
      for (const deep of [`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`, `${"[".repeat(depth)}1${"]".repeat(depth)}`]) {
        const spoiled = json({ ...trail, requestParameters: "DEEP" }).replace('"DEEP"', deep);
        for (const text of [deep, spoiled, `{"Records":[${json(trail)},${spoiled}]}`, `${spoiled}\n${json(trail)}`]) {
          const read = inTime(() => readLog(text, "log"));
          holds(read);
          expect(read.broken.length).toBe(1);
          expect(read.events.length).toBe(text.includes(json(trail)) ? 1 : 0);
        }
      }
    }
  });
});

describe("size", () => {
  const huge = "x".repeat(1_000_000);
  test.each(goods)("$name with a field of a megabyte", ({ text }) => {
    const first = /[\w.-]{5,}/g;
    for (const [word] of [...text.matchAll(first)].slice(0, 40)) {
      const read = inTime(() => readLog(text.replace(word, huge), "log"));
      for (const { sample } of read.broken) expect(sample.length).toBeLessThanOrEqual(200);
    }
  });

  test.each([
    " ",
    "\t",
    "[",
    '"',
    "\\",
    '"\\',
    "a ",
    "{",
    "#Fields: ",
    "srcaddr ",
    "[01/Nov/2026:",
    "%",
    '{"Records":[',
    '{"eventVersion"',
    "\n",
    "\r",
    "\u0000",
  ])("%j a hundred thousand times over", (piece) => {
    const many = piece.repeat(100_000);
    for (const text of [
      many,
      `{"Records":[${many}`,
      `a b [01/Nov/2026:00:00:05 +0000] ${many}`,
      `https 2026-${many}`,
      `srcaddr start\n${many}`,
    ])
      inTime(() => readLog(text, "log"));
  });
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "yagura-fuzz-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = async (bytes: Uint8Array) => {
    writeFileSync(join(folder, "log"), bytes);
    const problems: Problem[] = [];
    const batches: Batch[] = [];
    for await (const { batch } of readLogFiles([join(folder, "log")], (problem) => problems.push(problem))) batches.push(batch);
    return { problems, events: batches.flatMap(({ events }) => events), broken: batches.flatMap(({ broken }) => broken) };
  };

  test("a gzip file that is cut off: it is told, and the records before are given", async () => {
    // Texts that do not pack well, so that a cut in the middle leaves something before it.
    const lines = Array.from({ length: 400 }, (_, i) =>
      json({ ...trail, eventID: `e-${i}`, userAgent: Math.sin(i).toString(36).repeat(5) }),
    );
    const packed = gzipSync(lines.join("\n"));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: packed.length - 1 }), async (end) => {
        const { problems, events, broken } = await read(packed.subarray(0, end));
        expect(problems.map(({ code }) => code)).toEqual(["E_LOG_NOT_READABLE"]);
        expect(events.map(({ id }) => id)).toEqual(lines.slice(0, events.length).map((_, i) => `e-${i}`));
        expect(broken.length).toBeLessThanOrEqual(1);
        if (end > packed.length / 2) expect(events.length).toBeGreaterThan(20);
      }),
      { numRuns: Math.min(RUNS, 50) },
    );
  });

  test("a gzip file with damaged bytes throws nothing and invents nothing", async () => {
    const packed = gzipSync(Array.from({ length: 50 }, (_, i) => json({ ...trail, eventID: `e-${i}` })).join("\n"));
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Buffer.from(packed);
        damaged[at] = byte;
        const { problems, events, broken } = await read(damaged);
        holds({ events, broken: broken.map((b) => ({ ...b, place: { ...b.place, object: "log" } })) });
        if (!damaged.equals(packed) && problems.length === 0 && broken.length === 0) expect(events.length).toBe(50);
      }),
      { numRuns: Math.min(RUNS, 50) },
    );
  });
});
