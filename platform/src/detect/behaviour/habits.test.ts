import { describe, expect, test } from "vitest";
import type { LogEvent, Signal } from "../../model/index.ts";
import { call, DAY, daily, HOUR, MINUTE, times, told } from "./events.fixture.ts";
import { dumpAll, loadAll, ownBehaviours } from "./index.ts";

const ordinary = (days: number) =>
  daily(days, (day) => times(10, (i) => call(day * DAY + i * HOUR, { name: i % 2 === 0 ? "GetItem" : "Query" })));
/** Days of somebody else in the account, so that the account has habits too. */
const thief: Partial<LogEvent> = { ip: "185.220.101.33", userAgent: "aws-cli/2.9.19 Linux source/x86_64.kali", credential: "AKIAX" };
const at = 20 * DAY;
const secrets: Partial<LogEvent> = { service: "secretsmanager", name: "ListSecrets" };
const take: Partial<LogEvent> = { service: "secretsmanager", name: "GetSecretValue" };

const user = (over: Partial<LogEvent> = {}): Partial<LogEvent> => ({
  principal: "arn:aws:iam::012345678901:user/new",
  principalType: "user",
  session: "",
  credential: "AKIANEW",
  ...over,
});

describe("unusual calls", () => {
  test.each<[string, readonly LogEvent[], readonly LogEvent[], readonly string[]]>([
    ["new API, place and program: told", ordinary(20), [call(at, { ...thief, ...take })], ["anomalous-credential-access medium"]],
    ["only looking around: low", ordinary(20), [call(at, { ...thief, ...secrets })], ["anomalous-discovery low"]],
    ["a new API alone", ordinary(20), [call(at, take)], []],
    ["a new place alone", ordinary(20), [call(at, { ip: thief.ip as string })], []],
    ["a new program alone", ordinary(20), [call(at, { userAgent: "curl/8 AWS_Lambda_x" })], []],
    ["six days are no habit", ordinary(6), [call(6 * DAY, { ...thief, ...take })], []],
    ["seven days and fifty events are", ordinary(7), [call(7 * DAY, { ...thief, ...take })], ["anomalous-credential-access medium"]],
    ["seven days and few events are not", daily(7, (day) => [call(day * DAY)]), [call(7 * DAY, { ...thief, ...take })], []],
    [
      "once per tactic and day",
      ordinary(20),
      times(5, (i) => call(at + i * HOUR, { ...thief, ...take, region: `r-${i}` })),
      ["anomalous-credential-access medium"],
    ],
    [
      "again the next day",
      ordinary(20),
      [call(at, { ...thief, ...take }), call(at + DAY + 1, { ...thief, ...take, name: "BatchGetSecretValue" })],
      ["anomalous-credential-access medium", "anomalous-credential-access medium"],
    ],
    ["harmless calls never", ordinary(20), [call(at, { ...thief, service: "logs", name: "PutLogEvents", readOnly: false })], []],
    ["a service in between has no place", ordinary(20), [call(at, { ...take, ip: "", userAgent: "cloudformation.amazonaws.com" })], []],
    [
      "a stranger to the account that makes keys: by the account's habits",
      ordinary(20),
      [call(at, user({ ...thief, service: "iam", name: "CreateAccessKey", readOnly: false }))],
      ["anomalous-persistence medium"],
    ],
    ["a newcomer from the usual place", ordinary(20), [call(at, user({ service: "iam", name: "CreateAccessKey", readOnly: false }))], []],
    ["a newcomer who only reads", ordinary(20), [call(at, user({ ...thief, ...secrets }))], []],
    ["AWS itself", ordinary(20), [call(at, { ...thief, ...take, principalType: "service", principal: "config.amazonaws.com" })], []],
  ])("%s", (_name, before, now, expected) => {
    const habits = ownBehaviours();
    told(habits, before);
    expect(told(habits, now).filter((line) => line.startsWith("anomalous"))).toEqual(expected);
  });

  test("shows what is usual against what is now, and the calls around", () => {
    const habits = ownBehaviours();
    told(habits, ordinary(20));
    const [, companion] = [call(at, { ...thief, ...secrets }), call(at + MINUTE, { ...thief, ...take })];
    const found = habits.flatMap((habit) => habit.take(companion as LogEvent)).find(({ words }) => words.detector.startsWith("anomalous"));
    expect(found?.contrasts).toContainEqual({
      dimension: "api",
      now: "secretsmanager:GetSecretValue",
      frequency: "unseen",
      usual: ["dynamodb:GetItem", "dynamodb:Query"],
      of: "function",
    });
    expect(found?.contrasts?.find(({ dimension }) => dimension === "network")?.usual).toEqual(["54.250.0.0/16"]);
  });

  test("what peers do is less strange (worker-1, worker-2, …)", () => {
    const role = (n: number) => ({ principal: `arn:aws:iam::012345678901:role/worker-${n}`, session: `worker-${n}`, credential: "" });
    const busy = (n: number) =>
      daily(20, (day) => [
        ...times(8, (i) => call(day * DAY + i * HOUR, role(n))),
        ...(n > 1 ? [call(day * DAY, { ...role(n), ...take })] : []),
      ]);
    const now = [call(at, { ...role(1), ...take, ip: thief.ip as string })];
    const alone = ownBehaviours();
    told(alone, busy(1));
    const among = ownBehaviours();
    told(
      among,
      [busy(1), busy(2), busy(3)].flat().toSorted((a, b) => a.time - b.time),
    );
    expect(told(alone, now)).toEqual(["anomalous-credential-access medium"]);
    expect(told(among, now)).toEqual([]);
  });

  test("one busy day makes nothing usual, only less new", () => {
    const habits = ownBehaviours();
    told(habits, ordinary(20));
    for (const habit of habits) for (const event of times(500, (i) => call(at + i * 1_000, { ...thief, ...take }))) habit.learn(event);
    expect(told(habits, [call(at + 2 * DAY, { ...thief, ...take })]).filter((line) => line.startsWith("anomalous"))).toEqual([
      "anomalous-credential-access low",
    ]);
  });

  test("who is under suspicion teaches nothing", () => {
    const suspect = (habits: ReturnType<typeof ownBehaviours>) => {
      const signal = {
        severity: "high",
        principal: call(0).principal,
        principalType: "role",
        session: "orders",
        account: call(0).account,
        until: call(at).time,
      } as Partial<Signal> as Signal;
      for (const habit of habits) habit.told?.(signal);
    };
    const days = daily(6, (day) => [call(at + day * DAY, { ...thief, ...take })]);
    const after = [call(at + 6 * DAY, { ...thief, ...take })];
    const [trusting, wary] = [ownBehaviours(), ownBehaviours()];
    for (const habits of [trusting, wary]) told(habits, ordinary(20));
    suspect(wary);
    for (const habits of [trusting, wary]) for (const habit of habits) for (const event of days) habit.learn(event);
    expect(told(trusting, after)).toEqual([]);
    expect(told(wary, after)).toContain("anomalous-credential-access medium");
  });

  describe("what was told as unusual teaches nothing for a month", () => {
    // The thief keeps to one call, twice a day from two regions; the habits of the victim go on.
    const both = (day: number) => [
      ...times(10, (i) => call(day * DAY + i * HOUR, { name: i % 2 === 0 ? "GetItem" : "Query" })),
      ...times(2, (i) => call(day * DAY + 12 * HOUR + i, { ...thief, ...take, region: `r-${i}` })),
    ];
    const unusual = (habits: ReturnType<typeof ownBehaviours>, day: number) =>
      told(habits, both(day)).filter((line) => line === "anomalous-credential-access medium");

    test("one call a day is told every day", () => {
      const habits = ownBehaviours();
      told(habits, ordinary(20));
      const days = Array.from({ length: 29 }, (_, i) => unusual(habits, 20 + i).length);
      expect(days).toEqual(days.map(() => 1));
    });

    test("then it is learned, in two days, and it is remembered since when", () => {
      const before = ownBehaviours();
      told(before, ordinary(20));
      for (let day = 20; day < 45; day += 1) unusual(before, day);
      const habits = ownBehaviours();
      loadAll(habits, JSON.parse(JSON.stringify(dumpAll(before))) as ReturnType<typeof dumpAll>);
      expect(Array.from({ length: 12 }, (_, i) => unusual(habits, 45 + i).length)).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
    });
  });

  test("knows since when somebody comes from a network", () => {
    const habits = ownBehaviours();
    const knows = (event: LogEvent) => habits.map((habit) => habit.knows?.(event)).find((known) => known !== undefined);
    told(habits, ordinary(20));
    told(habits, [call(18 * DAY + HOUR, { ip: "203.0.113.7" })]);
    expect(knows(call(20 * DAY))).toEqual({ network: "54.250.0.0/16", since: 20, networks: [20, 2], active: 20 });
    expect(knows(call(20 * DAY, { ip: "203.0.113.200" }))).toEqual({ network: "203.0.0.0/16", since: 2, networks: [20, 2], active: 20 });
    expect(knows(call(20 * DAY, { ip: "192.0.2.1" }))).toEqual({ network: "192.0.0.0/16", since: 0, networks: [20, 2], active: 20 });
    expect(knows(call(20 * DAY, user()))).toEqual({ network: "54.250.0.0/16", since: 0, networks: [], active: 0 });
    expect(knows(call(20 * DAY, { principalType: "service", principal: "config.amazonaws.com" }))).toBeUndefined();
    // What lies more than a month back is forgotten.
    expect(knows(call(60 * DAY))?.since).toBe(0);
  });

  test("old events are learned from without a word", () => {
    const habits = ownBehaviours();
    const events = [...ordinary(20), call(at, { ...thief, ...take })];
    for (const habit of habits) for (const event of events) habit.learn(event);
    expect(told(habits, [call(at + 1_000, { ...thief, service: "secretsmanager", name: "BatchGetSecretValue" })])).toContain(
      "anomalous-credential-access medium",
    );
  });
});
