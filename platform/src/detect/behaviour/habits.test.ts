import { describe, expect, test } from "vitest";
import type { LogEvent, Signal } from "../../model/index.ts";
import { call, DAY, daily, HOUR, MINUTE, times, told } from "./events.fixture.ts";
import { ownBehaviours } from "./index.ts";

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

  test("old events are learned from without a word", () => {
    const habits = ownBehaviours();
    const events = [...ordinary(20), call(at, { ...thief, ...take })];
    for (const habit of habits) for (const event of events) habit.learn(event);
    expect(told(habits, [call(at + 1_000, { ...thief, service: "secretsmanager", name: "BatchGetSecretValue" })])).toContain(
      "anomalous-credential-access medium",
    );
  });
});
