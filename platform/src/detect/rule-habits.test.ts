import { expect, test } from "vitest";
import type { LogEvent } from "../model/index.ts";
import { RuleHabits } from "./rule-habits.ts";
import type { RuleWords } from "./rule-words.ts";

const DAY = 86_400_000;
const words: RuleWords = {
  detector: "many",
  severity: "high",
  title: { en: "t", ja: "題" },
  description: { en: "d.", ja: "説明。" },
  first: { en: "f", ja: "最初" },
  tactics: [],
  techniques: [],
};
const read = (event: LogEvent, field: string) => event.record[field];

function event(day: number, over: Partial<LogEvent> = {}): LogEvent {
  return {
    feed: "cloudtrail",
    id: `e${day}`,
    time: (20_000 + day) * DAY,
    account: "012345678901",
    region: "us-west-2",
    service: "s3",
    name: "DeleteObject",
    principal: "arn:aws:iam::012345678901:role/spark",
    principalType: "role",
    credential: "ASIAX",
    session: "i-0a",
    ip: "198.51.100.1",
    userAgent: "aws-sdk-java/2.31.54 exec-env/EMR",
    error: "",
    readOnly: false,
    resources: [],
    record: { bucket: "lake" },
    ...over,
  };
}

/** Habits after the same was done on these days. */
function after(days: readonly number[]): RuleHabits {
  const habits = new RuleHabits();
  for (const day of days) habits.words(words, ["bucket"], [event(day)], read);
  return habits;
}
const severity = (habits: RuleHabits, of: LogEvent) => habits.words(words, ["bucket"], [of], read).words.severity;

test("what was done on four earlier days since a week is told as low, and says why", () => {
  const habits = after([0, 1, 2, 3]);
  const { words: now } = habits.words(words, ["bucket"], [event(7)], read);
  expect(now.severity).toBe("low");
  expect(now.description.en).toContain("many days before");
  expect(now.description.ja).toContain("繰り返し");
});

test.each([
  ["too few days", [0, 1, 2], event(8)],
  ["not for a week yet", [0, 1, 2, 3], event(6)],
  ["long ago", [0, 1, 2, 3], event(60)],
  ["another bucket", [0, 1, 2, 3, 4], event(8, { record: { bucket: "customers" } })],
  ["another program", [0, 1, 2, 3, 4], event(8, { userAgent: "aws-cli/2.31.0" })],
  ["another principal", [0, 1, 2, 3, 4], event(8, { principal: "arn:aws:iam::012345678901:role/other" })],
  ["the same role in another account", [0, 1, 2, 3, 4], event(8, { account: "111122223333" })],
  ["another person behind the role", [0, 1, 2, 3, 4], event(8, { session: "kei@example.com" })],
] as const)("it is told as always: %s", (_why, days, of) => {
  expect(severity(after(days), of)).toBe("high");
});

test("an attacker who does it twice a day has no habit the next day", () => {
  const habits = after([0, 1, 2, 3, 4]);
  const stranger = { record: { bucket: "customers" } };
  expect([8, 8, 9].map((day) => severity(habits, event(day, stranger)))).toEqual(["high", "high", "high"]);
});

test("far more than on the busiest day is told as always, apart from the rest, and is not the next measure", () => {
  const habits = after([0, 0, 0, 1, 2, 3, 4]);
  const many = (day: number, n: number) => Array.from({ length: n }, () => habits.words(words, ["bucket"], [event(day)], read));
  const told = many(8, 17);
  expect(told.map((one) => one.words.severity)).toEqual([...Array.from({ length: 15 }, () => "low"), "high", "high"]);
  expect(told.map((one) => one.group === undefined).indexOf(false)).toBe(15);
  // Twice the measure, not five times.
  expect(
    many(9, 31)
      .map((one) => one.words.severity)
      .indexOf("high"),
  ).toBe(30);
});

test("who is under suspicion teaches nothing; the rule itself is no suspicion", () => {
  const suspected = after([0, 1]);
  suspected.told(event(1), "another", "high");
  for (const day of [2, 3, 4, 5]) severity(suspected, event(day));
  expect(severity(suspected, event(9))).toBe("high");
  const busy = after([0, 1, 2]);
  busy.told(event(2), "many", "high");
  severity(busy, event(3));
  expect(severity(busy, event(8))).toBe("low");
});

test("its memory is plain data", () => {
  const again = new RuleHabits();
  again.load(JSON.parse(JSON.stringify(after([0, 1, 2, 3]).dump())) as ReturnType<RuleHabits["dump"]>);
  expect(severity(again, event(8))).toBe("low");
});
