import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { Daily, stands } from "./daily.ts";
import { Distinct, hashOf } from "./distinct.ts";
import { account, call, DAY, HOUR, start, told } from "./events.fixture.ts";
import { frequencyOf } from "./habits.ts";
import { dumpAll, loadAll, merge, ownBehaviours, type State } from "./index.ts";
import { familyOf, isPrivate, networkOf, operationOf } from "./names.ts";
import { patternOf } from "./peers.ts";
import { Profiles } from "./profiles.ts";
import { riskOf } from "./risk.ts";
import { bitsIn, mark, shifted } from "./state.ts";

const key = fc.constantFrom("a", "b", "__proto__", "constructor");
const days = fc
  .tuple(fc.integer({ min: 20_000, max: 20_060 }), fc.integer({ min: 0, max: 0x1fff_ffff }), fc.integer({ min: 0, max: 1_000 }))
  .map(([last, bits, n]) => [last, (bits << 1) | 1, n]);
const dailyRow = fc
  .tuple(fc.integer({ min: 20_000, max: 20_060 }), fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 30, maxLength: 30 }))
  .map(([last, values]) => [last, ...values]);
const stamped = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom("x", "y", ""), fc.constantFrom("p", "q"));
const table = <T extends readonly (string | number)[]>(row: fc.Arbitrary<T>) =>
  fc.uniqueArray(fc.tuple(key, row), { selector: ([k]) => k }).map((rows) => rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
const state: fc.Arbitrary<State> = fc.record(
  { "days:habits": table(days), "daily:bursts": table(dailyRow), "first:credentials": table(stamped), "last:stays": table(stamped) },
  { requiredKeys: [] },
);

describe("what was learned can be kept and merged", () => {
  test("merging does not care who is first", () =>
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(merge(a, b)).toEqual(merge(b, a));
      }),
    ));
  test("merging does not care about the grouping", () =>
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      }),
    ));
  test("nothing adds nothing", () =>
    fc.assert(
      fc.property(state, (a) => {
        expect(merge(a, {})).toEqual(merge({}, a));
      }),
    ));

  const event = fc
    .record({
      hour: fc.integer({ min: 0, max: 24 * 40 }),
      name: fc.constantFrom("GetItem", "Query", "ListTables", "DeleteTable"),
      ip: fc.constantFrom("54.250.1.2", "203.0.113.9", "10.0.0.1", ""),
      userAgent: fc.constantFrom("aws-cli/2", "x AWS_Lambda_nodejs22.x", ""),
      session: fc.constantFrom("orders", "sato@acme.example", "i-0123456789abcdef0"),
      error: fc.constantFrom("", "AccessDenied"),
    })
    .map(({ hour, ...rest }) => call(hour * HOUR, rest));
  const events = fc.array(event, { maxLength: 60 }).map((list) => list.toSorted((a, b) => a.time - b.time));
  const learned = (list: readonly LogEvent[]) => {
    const habits = ownBehaviours();
    for (const one of list) for (const habit of habits) habit.learn(one);
    return habits;
  };

  test("saved and loaded is the same, through JSON", () =>
    fc.assert(
      fc.property(events, (list) => {
        const before = dumpAll(learned(list));
        const after = ownBehaviours();
        loadAll(after, JSON.parse(JSON.stringify(before)) as State);
        expect(dumpAll(after)).toEqual(before);
      }),
      { numRuns: 60 },
    ));

  test("the same events tell the same", () =>
    fc.assert(
      fc.property(events, (list) => {
        expect(told(ownBehaviours(), list)).toEqual(told(ownBehaviours(), list));
      }),
      { numRuns: 60 },
    ));

  test("two workers with half of the days each know what one knows", () => {
    const list = Array.from({ length: 20 }, (_, day) => [call(day * DAY), call(day * DAY + HOUR, { name: `Get${day % 3}` })]).flat();
    const halves = [list.filter((_, i) => i % 4 < 2), list.filter((_, i) => i % 4 >= 2)].map((half) => dumpAll(learned(half)));
    const both = merge(halves[0] as State, halves[1] as State);
    const whole = dumpAll(learned(list));
    const bitmaps = (s: State) => s["days:habits"]?.map(([k, [last, bits]]) => [k, last, bits]);
    expect(bitmaps(both)).toEqual(bitmaps(whole));
  });
});

describe("days", () => {
  test("a bitmap holds the last 30 days, in whatever order they come", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 150 }), { minLength: 1, maxLength: 80 }), (list) => {
        let at = { bits: 1, last: list[0] as number };
        for (const day of list.slice(1)) at = mark(at.bits, at.last, day);
        const last = Math.max(...list);
        expect(at.last).toBe(last);
        // A day that came before the window moved is forgotten with it; one that came after is not taken: both are 30 days.
        expect(bitsIn(at.bits)).toBe(new Set(list.filter((day) => last - day < 30)).size);
      }),
    ));
  test("after 30 days nothing is left", () => {
    expect(shifted(0x3fff_ffff, 30)).toBe(0);
    expect(bitsIn(shifted(0x3fff_ffff, 29))).toBe(1);
  });
  test.each([
    [0, "unseen"],
    [1, "rare"],
    [2, "infrequent"],
    [7, "infrequent"],
    [8, "frequent"],
    [30, "frequent"],
  ])("%i days are %s", (n, frequency) => expect(frequencyOf(n)).toBe(frequency));
});

describe("profiles", () => {
  test("count days before the day, not events, and forget", () => {
    const profiles = new Profiles();
    const [who, what] = [profiles.id("who"), profiles.id("what")];
    for (const day of [100, 100, 100, 101, 105]) profiles.touch(who, 1, what, day);
    expect([105, 106, 130, 131, 135, 200].map((day) => profiles.days(who, 1, what, day))).toEqual([2, 3, 2, 1, 0, 0]);
    expect(profiles.days(who, 2, what, 106)).toBe(0);
  });
  test("one day teaches 100 new values at most", () => {
    const profiles = new Profiles();
    const who = profiles.id("who");
    for (let i = 0; i < 300; i += 1) profiles.touch(who, 1, profiles.id(`v${i}`), 100);
    expect(profiles.usual(who, 1, 101)).toHaveLength(100);
  });
  test("a group without habit is never surprised", () => {
    const profiles = new Profiles();
    const who = profiles.id("who");
    for (let i = 0; i < 900; i += 1) profiles.touch(who, 1, profiles.id(`v${i}`), 100 + Math.floor(i / 90));
    expect(profiles.escape(who, 1, 111)).toBe(1);
  });
  test("room is bounded, whatever comes", () => {
    const profiles = new Profiles(1_000);
    for (let i = 0; i < 20_000; i += 1) {
      profiles.touch(profiles.id(`e${i % 97}-${i}`), 1, profiles.id(`v${i}`), 100 + Math.floor(i / 1_000));
      profiles.tidy();
    }
    expect(profiles.rows).toBeLessThanOrEqual(1_002);
    expect(profiles.era).toBeGreaterThan(0);
  });
});

describe("quantities", () => {
  test("a day counts once", () => {
    const series = new Daily(10);
    for (let day = 1; day <= 10; day += 1) series.raise("k", day, 10);
    series.raise("k", 10, 1_000);
    const usual = series.usual("k", 11);
    expect(usual).toMatchObject({ days: 10, spread: 0, most: 1_000 });
    expect(stands(900, usual, { floor: 1 })).toBe(false);
    expect(stands(1_600, usual, { floor: 1 })).toBe(true);
    expect(stands(1_600, usual, { floor: 2_000 })).toBe(false);
    expect(series.usual("k", 60).days).toBe(0);
  });
  test.each([10, 100, 1_000, 20_000])("about %i different values", (n) => {
    const sketch = new Distinct();
    for (let round = 0; round < 2; round += 1) for (let i = 0; i < n; i += 1) sketch.add(`value ${i}`);
    expect(Math.abs(sketch.count() - n) / n).toBeLessThan(0.2);
  });
  test("a hash is 32 bits", () => fc.assert(fc.property(fc.string(), (s) => hashOf(s) >= 0 && hashOf(s) <= 0xffff_ffff)));
});

describe("names of things", () => {
  test.each([
    ["aws-cli/2.31.4 md/awscrt#0.27 ua/2.1 os/macos#25.1", "aws-cli macOS"],
    ["aws-sdk-js/3.1164.0 ua/2.1 exec-env/AWS_Lambda_nodejs22.x", "aws-sdk-js Lambda"],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome Windows"],
    ["APN/1.0 HashiCorp/1.0 Terraform/1.9.0", "apn terraform"],
    ["[aws-cli/2.9.19 Python/3.11.2 Linux/6.1.0-kali9-amd64]", "aws-cli kali Linux"],
    ["cloudformation.amazonaws.com", "cloudformation.amazonaws.com"],
    ["", ""],
  ])("%s", (userAgent, family) => expect(familyOf(userAgent)).toBe(family));
  test.each([
    ["203.0.113.9", "203.0.0.0/16"],
    ["2001:db8:1::1", "2001:db8::/32"],
    ["::1", "::/32"],
    ["nonsense", "nonsense"],
  ])("%s", (ip, network) => expect(networkOf(ip)).toBe(network));
  test.each(["10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "fd00::1", "127.0.0.1", "239.0.0.1"])(
    "%s is private",
    (ip) => expect(isPrivate(ip)).toBe(true),
  );
  test.each(["8.8.8.8", "172.32.0.1", "2600:1f14::1", "100.128.0.1"])("%s is public", (ip) => expect(isPrivate(ip)).toBe(false));
  test("versions of APIs are one", () => expect(operationOf("UpdateFunctionCode20150331v2")).toBe("UpdateFunctionCode"));
  test("counted names are one", () => expect(patternOf("worker-17")).toBe(patternOf("worker-3")));
  test.each([
    ["iam:CreateAccessKey", "persistence", 3],
    ["iam:AttachRolePolicy", "privilege-escalation", 3],
    ["cloudtrail:StopLogging", "defense-evasion", 3],
    ["secretsmanager:GetSecretValue", "credential-access", 2],
    ["s3:GetObject", "collection", 2],
    ["ec2:DescribeInstances", "discovery", 1],
    ["s3:DeleteBucket", "impact", 3],
    ["logs:PutLogEvents", "discovery", 0],
    ["kms:ScheduleKeyDeletion", "impact", 3],
  ])("%s is %s %i", (api, tactic, weight) => expect(riskOf(api)).toEqual({ tactic, weight }));
});

describe("hostile values", () => {
  const strange = ["__proto__", "constructor", "a\nb\0c", "<script>", "\u001b[31m", "x".repeat(1_000_000), "𝕏\ud800", ""];
  test("anything in any field is taken, kept short, and survives a dump", () => {
    const habits = ownBehaviours();
    for (let day = 0; day < 10; day += 1)
      for (const s of strange)
        for (const over of [
          { principal: s },
          { session: `${s}@` },
          { userAgent: s },
          { ip: s },
          { name: s },
          { service: s },
          { region: s },
          { account: s },
          { error: s },
          { credential: `ASIA${s}` },
          {
            service: "s3",
            name: "GetObject",
            record: { requestParameters: { bucketName: s, key: s }, additionalEventData: { bytesTransferredOut: s } },
          },
          { record: { requestParameters: s, additionalEventData: null, vpcEndpointAccountId: s } },
          { feed: "vpc-flow" as const, record: { srcaddr: s, dstaddr: s, bytes: s, packets: -1 } },
          { feed: "dns" as const, principal: s, resources: [`${s}.${s}`] },
          {
            feed: "lambda" as const,
            name: "platform.report",
            record: { record: { metrics: { billedDurationMs: s, memorySizeMB: 1e308 } } },
          },
        ])
          told(habits, [call(day * DAY, over)]);
    const text = JSON.stringify(dumpAll(habits));
    // A credential and a session of a million letters are kept whole nowhere.
    expect(text.length).toBeLessThan(20_000_000);
    const again = ownBehaviours();
    loadAll(again, JSON.parse(text) as State);
    expect(dumpAll(again)["days:habits"]).toEqual(dumpAll(habits)["days:habits"]);
  });

  test.each([Number.NaN, -1e15, 8.64e15, Number.POSITIVE_INFINITY])("a time of %d neither throws nor wipes what was learned", (time) => {
    const habits = ownBehaviours();
    told(
      habits,
      Array.from({ length: 10 }, (_, day) => call(day * DAY)),
    );
    const before = dumpAll(habits)["days:habits"];
    told(habits, [{ ...call(0), time }]);
    expect(dumpAll(habits)["days:habits"]).toEqual(before);
  });

  test("account ids keep their zeros", () => {
    const habits = ownBehaviours();
    told(habits, [call(0)]);
    expect(JSON.stringify(dumpAll(habits))).toContain(account);
    expect(start).toBeGreaterThan(0);
  });
});
