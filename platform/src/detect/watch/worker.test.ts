import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { LogEvent, Problem } from "../../model/index.ts";
import { Detector, type DetectorState } from "../detector.ts";
import { parseRules } from "../sigma/parse.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import { readLog } from "../sources/read.ts";
import type { Alert } from "./alert.ts";
import { directoryInbox } from "./directory.ts";
import type { OnProblem } from "./inbox.ts";
import { Lease } from "./lease.ts";
import { Worker } from "./worker.ts";
import { Workers } from "./workers.ts";

const root = mkdtempSync(join(tmpdir(), "yagura-watch-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const folder = () => {
  folders += 1;
  const at = join(root, String(folders));
  mkdirSync(at);
  return at;
};

const { rules, problems } = parseRules(
  `title: Marker
id: marker
name: marker
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: Marker }, condition: selection }
level: high
---
title: Denied
id: denied
name: denied
logsource: { product: aws, service: cloudtrail }
detection: { selection: { errorCode: AccessDenied }, condition: selection }
level: low
---
title: Many denied
id: many-denied
name: many_denied
correlation: { type: event_count, rules: [denied], group-by: [userIdentity.arn], timespan: 10m, condition: { gte: 3 }, generate: true }
level: medium
---
title: Denied, then marked
id: both
correlation: { type: temporal_ordered, rules: [many_denied, marker], group-by: [userIdentity.arn], timespan: 20m, generate: true }
level: critical
`,
  "test.yml",
);
test("the rules of the tests are rules", () => expect([...problems, ...new RuleSet(rules, {}).problems]).toEqual([]));
const set = new RuleSet(rules, {});
const detector = () => new Detector({ rules: set, own: new Set() });

const record = (i: number, user: number, name: string, error = "", account = "000000000001") => ({
  eventVersion: "1.11",
  eventID: `e${i}`,
  eventTime: new Date(Date.UTC(2026, 9, 1) + i * 1000).toISOString(),
  eventSource: "s3.amazonaws.com",
  eventName: name,
  ...(error === "" ? {} : { errorCode: error }),
  userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${account}:user/u${user}`, accountId: account, accessKeyId: `AKIA${user}` },
  recipientAccountId: account,
});
const batchOf = (records: readonly unknown[]) => readLog(JSON.stringify({ Records: records }), "test");

const someEvents = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom("Marker", "GetObject"), fc.constantFrom("", "AccessDenied")), {
    maxLength: 40,
  })
  .map((rows) => batchOf(rows.map(([user, name, error], i) => record(i, user, name, error))).events as readonly LogEvent[]);

test("a detector that is kept and taken up again goes on as if nothing had been", () => {
  fc.assert(
    fc.property(someEvents, fc.nat(40), (events, at) => {
      const whole = detector();
      const expected = events.flatMap((event) => whole.take(event));
      const first = detector();
      const before = structuredClone(events.slice(0, at).flatMap((event) => first.take(event)));
      const second = detector();
      second.load(JSON.parse(JSON.stringify(first.dump())));
      const after = events.slice(at).flatMap((event) => second.take(event));
      expect([...before, ...after].map((s) => [s.detector, s.id])).toEqual(expected.map((s) => [s.detector, s.id]));
      expect(second.dump()).toEqual(JSON.parse(JSON.stringify(whole.dump())));
      // What comes again is known.
      expect(events.flatMap((event) => second.take(event))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

async function watching(
  state: string,
  tell: (alert: Alert) => void,
  f: (worker: Worker) => Promise<void>,
  onProblem: OnProblem = (problem) => expect.unreachable(problem.code),
): Promise<void> {
  const worker = new Worker({ state, detector, min: "medium", tell, onProblem, partitions: 4, deadAfter: 300 });
  worker.start();
  try {
    await f(worker);
  } finally {
    await worker.stop();
  }
}

test("what is learnt outlives the worker: a window that began in one run is filled in the next", async () => {
  const state = folder();
  const told: string[] = [];
  const tell = (alert: Alert) => told.push(alert.id);
  const denied = [1, 2, 3].map((i) => record(i, 1, "GetObject", "AccessDenied"));
  await watching(state, tell, (worker) => worker.accept([batchOf(denied.slice(0, 2))]));
  expect(told).toEqual([]);
  await watching(state, tell, (worker) => worker.accept([batchOf(denied)]));
  expect(told).toHaveLength(1);
  await watching(state, tell, (worker) => worker.accept([batchOf(denied)]));
  expect(told).toHaveLength(1);
});

test("a state of another version: what of it is of no use is told, the rest is kept", async () => {
  const state = folder();
  const told: string[] = [];
  const tell = (alert: Alert) => told.push(alert.id);
  const denied = [1, 2, 3].map((i) => record(i, 1, "GetObject", "AccessDenied"));
  await watching(state, tell, (worker) => worker.accept([batchOf(denied.slice(0, 1))]));
  const older = readdirSync(state, { recursive: true, encoding: "utf8" }).filter((name) => /state-[\d-]+$/.test(name));
  for (const name of older) {
    const snapshot = JSON.parse(readFileSync(join(state, name), "utf8")) as { state: { detector: DetectorState } };
    const { habits: _, seen, ...others } = snapshot.state.detector;
    const detector = { ...others, seen: { younger: seen.younger, older: seen.older } };
    writeFileSync(join(state, name), JSON.stringify({ ...snapshot, state: { ...snapshot.state, detector } }));
  }
  const problems: Problem[] = [];
  const again = (...records: readonly object[]) =>
    watching(
      state,
      tell,
      (worker) => worker.accept([batchOf(records)]),
      (problem) => problems.push(problem),
    );
  await again(...denied.slice(1, 2));
  const memories = ["ids", "habits"];
  expect(problems).toEqual(memories.map((memory) => ({ code: "E_WATCH_MEMORY", detail: { file: state, memory } })));
  // Once: what is written down then is of this version, and what comes again is known.
  await again(...denied.slice(1, 2));
  expect(problems).toHaveLength(2);
  expect(told).toEqual([]);
  await again(...denied.slice(2));
  expect(told).toHaveLength(1);
});

test("a crash at any point: what was taken in is looked at once, what was told is not told again", async () => {
  const state = folder();
  const told: string[] = [];
  const records = [1, 2, 3, 4].map((i) => record(i, i, "Marker"));
  // A copy of the state while it is worked on is what a crash leaves.
  const copies: { copy: string; before: readonly string[] }[] = [];
  const crash = () => {
    const copy = folder();
    cpSync(state, copy, { recursive: true });
    copies.push({ copy, before: [...told] });
  };
  await watching(
    state,
    (alert) => {
      crash();
      told.push(alert.id);
    },
    async (worker) => {
      for (const one of records) {
        await worker.accept([batchOf([one])]);
        crash();
      }
    },
  );
  expect(new Set(told).size).toBe(4);
  expect(copies).toHaveLength(8);
  for (const { copy, before } of copies) {
    // The one who wrote it is gone; on this machine its process is ours, so its sign of life is taken away.
    rmSync(join(copy, "workers"), { recursive: true, force: true });
    const again: string[] = [];
    await watching(
      copy,
      (alert) => again.push(alert.id),
      (worker) => worker.accept([batchOf(records)]),
    );
    expect(new Set(again).size).toBe(again.length);
    expect(again.filter((id) => before.includes(id))).toEqual([]);
    expect(new Set([...before, ...again])).toEqual(new Set(told));
  }
});

test("an alert that was written and not told is told by the successor", async () => {
  const state = folder();
  const broken = new Worker({
    state,
    detector,
    min: "medium",
    partitions: 1,
    onProblem: () => undefined,
    tell: () => {
      throw new Error("the reader is gone");
    },
  });
  broken.start();
  await broken.accept([batchOf([record(1, 1, "Marker")])]);
  await expect(broken.stop()).rejects.toThrow("the reader is gone");
  const told: string[] = [];
  await watching(
    state,
    (alert) => told.push(alert.id),
    async () => undefined,
  );
  expect(told).toHaveLength(1);
});

test("a lease has one owner, and goes to another when the owner is dead", () => {
  const state = folder();
  let now = 0;
  const clock = { deadAfter: 1000, now: () => now };
  const [a, b] = [new Workers(state, clock), new Workers(state, clock)];
  const at = folder();
  const [mine, theirs] = [new Lease(at, a), new Lease(at, b)];
  expect([mine.acquire(), theirs.acquire(), mine.holds()]).toEqual([true, false, true]);
  now = 900;
  a.beat();
  expect(theirs.acquire()).toBe(false);
  now = 2500;
  expect(theirs.acquire()).toBe(true);
  expect([mine.holds(), theirs.holds()]).toEqual([false, true]);
  theirs.release();
  expect(mine.acquire()).toBe(true);
  expect(readdirSync(at)).toHaveLength(1);
});

test("two workers share the partitions, and everything is looked at once", async () => {
  const state = folder();
  const told: string[] = [];
  const tell = (alert: Alert) => told.push(alert.id);
  const records = Array.from({ length: 200 }, (_, i) =>
    record(i, i, i % 10 === 0 ? "Marker" : "GetObject", "", String(100_000_000_000 + (i % 9))),
  );
  await watching(state, tell, (one) =>
    watching(state, tell, async (other) => {
      for (let i = 0; i < 200; i += 10) await (i % 20 === 0 ? one : other).accept([batchOf(records.slice(i, i + 20))]);
    }),
  );
  expect(told).toHaveLength(20);
  expect(new Set(told).size).toBe(20);
});

test("a folder: a new file is told of within two seconds, a file that grows counts once, a damaged record is kept aside", async () => {
  const [state, logs] = [folder(), folder()];
  const told: Alert[] = [];
  const problems: unknown[] = [];
  const stop = new AbortController();
  await watching(
    state,
    (alert) => told.push(alert),
    async (worker) => {
      const inbox = directoryInbox({ folder: logs, state, workers: worker.workers, onProblem: (p) => problems.push(p) });
      const running = inbox.run((batches) => worker.accept(batches), stop.signal);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const began = performance.now();
      mkdirSync(join(logs, "2026"));
      writeFileSync(join(logs, "part"), `${JSON.stringify(record(1, 1, "Marker"))}\n`);
      renameSync(join(logs, "part"), join(logs, "2026/one.json"));
      await waitFor(() => told.length === 1);
      expect(performance.now() - began).toBeLessThan(2_000);
      appendFileSync(join(logs, "2026/one.json"), `${JSON.stringify(record(2, 2, "Marker"))}\n{"eventVersion":`);
      await waitFor(() => told.length === 2);
      stop.abort();
      await running;
      expect(worker.events).toBe(2);
      expect(worker.broken).toBe(1);
    },
  );
  expect(problems).toEqual([]);
  expect(new Set(told.map((alert) => alert.id)).size).toBe(2);
});

async function waitFor(holds: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
