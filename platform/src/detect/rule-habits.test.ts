import { describe, expect, test } from "vitest";
import type { LogEvent } from "../model/index.ts";
import type { Acquaintance } from "./acquaintance.ts";
import { type Graded, RuleHabits } from "./rule-habits.ts";
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
/** The account was there long before; the role too, and always from the same network. */
const OLD = -60;
const HOME: Acquaintance = { network: "198.51.0.0/16", since: 30, networks: [30], active: 30 };
const AWAY: Acquaintance = { network: "203.0.0.0/16", since: 0, networks: [30], active: 30 };

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

interface How {
  readonly known?: Acquaintance;
  readonly words?: RuleWords;
  readonly lineage?: readonly string[];
  readonly values?: readonly string[];
}

function weigh(habits: RuleHabits, of: LogEvent, how: How = {}): Graded {
  habits.note(of);
  const values = how.values ?? [`bucket ${String(of.record["bucket"])}`];
  return habits.weigh({ words, known: HOME, lineage: [], events: [of], ...how, values });
}
const severity = (habits: RuleHabits, of: LogEvent, how?: How) => weigh(habits, of, how).words.severity;

/** Habits after the same was done on these days, in an account watched since a day. */
function after(days: readonly number[], how?: How, since = OLD): RuleHabits {
  const habits = new RuleHabits();
  habits.note(event(since));
  for (const day of days) weigh(habits, event(day), how);
  return habits;
}

describe("a habit", () => {
  test("what was done on four earlier days since a week is told as low, and says why", () => {
    const told = weigh(after([0, 1, 2, 3]), event(7));
    expect(told.words.severity).toBe("low");
    expect(told.weighed).toEqual({ why: "habit", from: "high", days: 4, watched: 0 });
    expect(told.words.description.en).toBe(
      "d. Told as low instead of high: the caller did the same on 4 days before, with the same program and from the same network.",
    );
    expect(told.words.description.ja).toContain("これまでに 4 日");
  });

  test.each([
    ["too few days", [0, 1, 2], event(8), {}],
    ["not for a week yet", [0, 1, 2, 3], event(6), {}],
    ["long ago", [0, 1, 2, 3], event(60), {}],
    ["another bucket", [0, 1, 2, 3, 4], event(8, { record: { bucket: "customers" } }), {}],
    ["another program", [0, 1, 2, 3, 4], event(8, { userAgent: "aws-cli/2.31.0" }), {}],
    ["another principal", [0, 1, 2, 3, 4], event(8, { principal: "arn:aws:iam::012345678901:role/other" }), {}],
    ["the same role in another account", [0, 1, 2, 3, 4], event(8, { account: "111122223333" }), { lineage: ["AKIAX"] }],
    ["another person behind the role", [0, 1, 2, 3, 4], event(8, { session: "kei@example.com" }), {}],
    ["from a network nobody knows", [0, 1, 2, 3, 4], event(8), { known: AWAY }],
  ] as const)("is none, and it is told as always: %s", (_why, days, of, how) => {
    const told = weigh(after(days), of, how);
    expect(told).toEqual({ words });
  });

  test("needs no behaviour that knows networks", () => {
    const habits = after([], {}, 0);
    const unknown = (of: LogEvent) => habits.weigh({ words, known: undefined, lineage: ["AKIAX"], events: [of], values: [] });
    for (const day of [0, 1, 2, 3]) unknown(event(day));
    expect(unknown(event(7)).words.severity).toBe("low");
    expect(unknown(event(7, { ip: "203.0.113.9" })).words.severity).toBe("high");
  });

  test("of a workload that comes from everywhere is not bound to a network; of a person it always is", () => {
    const roaming = (network: string): How => ({ known: { network, since: 0, networks: [9, 8, 7], active: 9 } });
    const habits = after([]);
    for (const day of [0, 1, 2, 3]) weigh(habits, event(day), roaming(`n${day}`));
    const told = weigh(habits, event(7), roaming("n9"));
    expect(told.weighed).toEqual({ why: "habit", from: "high", days: 4, watched: 0, roams: true });
    expect(told.words.description.en).toMatch(/with the same program, from one network or another, as it always does\.$/);
    expect(told.words.description.ja).not.toContain("同じネットワーク");
    expect(told.words.severity).toBe("low");
    // Once is enough: whose next networks are too young yet still has none of its own.
    expect(severity(habits, event(8), { known: { network: "n9", since: 0, networks: [9, 8, 7], active: 10 } })).toBe("low");
    expect(severity(habits, event(60), { known: { network: "n9", since: 0, networks: [9, 8, 7], active: 10 } })).toBe("high");
    const never = after([]);
    for (const day of [0, 1, 2, 3]) weigh(never, event(day), { known: { network: `n${day}`, since: 0, networks: [9, 8, 6], active: 9 } });
    expect(severity(never, event(7), { known: { network: "n9", since: 0, networks: [9, 8, 6], active: 9 } })).toBe("high");
    const kei = { session: "kei@example.com" };
    for (const day of [0, 1, 2, 3]) weigh(habits, event(day, kei), roaming(`n${day}`));
    expect(severity(habits, event(7, kei), roaming("n9"))).toBe("high");
  });

  test("of who came from many networks in the account's first week is bound to none as well", () => {
    // A new network each day of the first three.
    const known = (day: number): Acquaintance => ({
      network: `n${day}`,
      since: 0,
      networks: [0, 1, 2].map((first) => day - first).filter((since) => since > 0),
      active: Math.min(day, 9),
    });
    const told = Array.from({ length: 14 }, (_, day) => day);
    const habits = after([], {}, 0);
    const levels = told.map((day) => severity(habits, event(day), { known: known(day), lineage: ["AKIAX"] }));
    expect(levels.lastIndexOf("high")).toBe(9);
    expect(levels[10]).toBe("low");
  });

  test("of every week needs three weeks only, to the day", () => {
    expect(severity(after([0, 7]), event(14))).toBe("low");
    expect(severity(after([0, 8]), event(14))).toBe("high");
    expect(severity(after([7]), event(14))).toBe("high");
    expect(severity(after([0, 7], { known: AWAY }), event(14), { known: AWAY })).toBe("high");
    expect(severity(after([0, 7]), event(14, { record: { bucket: "customers" } }))).toBe("high");
  });

  test("takes a new thing in as slowly as it began", () => {
    const habits = after([0, 1, 2, 3, 4]);
    const other = { record: { bucket: "customers" } };
    expect([8, 9, 10, 14, 15].map((day) => severity(habits, event(day, other)))).toEqual(["high", "high", "high", "high", "low"]);
  });

  test("holds although one in five things is new", () => {
    const secrets = (...names: readonly string[]): How => ({ values: names });
    const habits = after([0, 1, 2, 3], secrets("a", "b", "c", "d", "e"));
    expect(severity(habits, event(8), secrets("a", "b", "c", "d", "new"))).toBe("low");
    expect(severity(habits, event(8), secrets("a", "b", "c", "new", "newer"))).toBe("high");
  });

  test("far more than on the busiest day is told as always, apart from the rest, and is not the next measure", () => {
    const habits = after([0, 0, 0, 1, 2, 3, 4]);
    const many = (day: number, n: number) => Array.from({ length: n }, () => weigh(habits, event(day)));
    const told = many(8, 17);
    expect(told.map((one) => one.words.severity)).toEqual([...Array.from({ length: 15 }, () => "low"), "high", "high"]);
    expect(told.at(-1)?.group).not.toBe(told[0]?.group);
    // Twice the measure, not five times.
    expect(
      many(9, 31)
        .map((one) => one.words.severity)
        .indexOf("high"),
    ).toBe(30);
  });

  test("is told apart from what is none: within the hour that would be a repetition of it", () => {
    const habits = after([0, 1, 2, 3, 4]);
    const [usual, other] = [weigh(habits, event(8)), weigh(habits, event(8, { record: { bucket: "customers" } }))];
    expect(usual.group).toBe("habit low");
    expect(other.group).toBeUndefined();
  });
});

describe("a stranger", () => {
  const daily = (from: number, n: number) => Array.from({ length: n }, (_, i) => from + i);

  test.each([
    ["whose network nobody knew, although that is old by now", (day: number) => ({ ...AWAY, since: day })],
    ["who is not known at all", () => ({ network: "x", since: 0, networks: [], active: 0 })],
  ] as const)("%s, has no habit after 20 days, and after 31 one that is told", (_who, known) => {
    const habits = after([]);
    const told = daily(0, 31).map((day) => severity(habits, event(day), { known: known(day) }));
    expect(new Set(told.slice(0, 30))).toEqual(new Set(["high"]));
    expect(told[30]).toBe("low");
  });

  test("stays one while under suspicion", () => {
    const habits = after([]);
    const known = (day: number) => ({ ...AWAY, since: day });
    habits.told(event(0), "another", "high");
    expect(daily(0, 25).map((day) => severity(habits, event(day), { known: known(day) }))).toEqual(daily(0, 25).map(() => "high"));
  });
});

describe("suspicion", () => {
  test("teaches nothing; the rule itself is no suspicion", () => {
    const suspected = after([0, 1]);
    suspected.told(event(1), "another", "high");
    for (const day of [2, 3, 4, 5]) severity(suspected, event(day));
    expect(severity(suspected, event(9))).toBe("high");
    const busy = after([0, 1, 2]);
    busy.told(event(2), "many", "high");
    severity(busy, event(3));
    expect(severity(busy, event(8))).toBe("low");
  });

  test("ends what was believed before", () => {
    const habits = after([0, 1, 2, 3, 4]);
    expect(severity(habits, event(8))).toBe("low");
    habits.told(event(8), "another", "high");
    expect(severity(habits, event(9))).toBe("high");
    expect(severity(habits, event(16))).toBe("low");
    const young = after([0, 1, 2], {}, 0);
    young.told(event(2), "another", "high");
    expect(severity(young, event(3))).toBe("high");
  });
});

describe("in an account that is new to us", () => {
  const medium: RuleWords = { ...words, severity: "medium" };

  test("a machine is told as medium at first and as low on the third day, and each time that and why is said", () => {
    const habits = after([], {}, 0);
    const told = [0, 1, 2, 3].map((day) => weigh(habits, event(day)));
    expect(told.map((one) => one.words.severity)).toEqual(["medium", "medium", "low", "low"]);
    expect(told[1]?.words.description.en).toBe(
      "d. Told as medium instead of high: the account has been watched for only 2 days, too few to know what its machines do.",
    );
    expect(told[2]?.words.description.en).toBe(
      "d. Told as low instead of high: the account has been watched for only 3 days, and the caller did the same on 2 of them.",
    );
    expect(told[2]?.words.description.ja).toBe(
      "説明。重大度を「高」から「低」に下げています。このアカウントの監視はまだ 3 日目ですが、同じ主体がそのうち 2 日、同じ操作を行っているためです。",
    );
  });

  test("medium stays medium at first, and says that it is not weighed with others", () => {
    const told = weigh(after([], {}, 0), event(0), { words: medium });
    expect(told.words.severity).toBe("medium");
    expect(told.weighed).toEqual({ why: "young", from: "medium", days: 0, watched: 1 });
    expect(told.words.description.en).toContain("Not weighed together with other steps");
    expect(told.words.description.ja).toContain("引き上げは行っていません");
  });

  test.each([
    ["a user", event(3, { principalType: "user", principal: "arn:aws:iam::012345678901:user/kei" }), {}],
    ["a person behind a role", event(3, { session: "kei@example.com" }), {}],
    ["a person of IAM Identity Center", event(3, { principal: "arn:aws:iam::012345678901:role/AWSReservedSSO_Dev_1" }), {}],
    ["a session that a key was seen to make", event(3), { lineage: ["AKIAX"] }],
    ["a session made of a session", event(3), { lineage: ["ASIAX", "arn:aws:iam::012345678901:role/a"] }],
  ] as const)("nobody else is believed: %s", (_who, of, how) => {
    expect(weigh(after([], {}, 0), of, how)).toEqual({ words });
  });

  test("who comes after the first week is a stranger", () => {
    const habits = after([], {}, 0);
    expect([8, 9, 10].map((day) => severity(habits, event(day), { known: AWAY }))).toEqual(["high", "high", "high"]);
  });

  test("two weeks later a first time is a first time", () => {
    expect(severity(after([], {}, 0), event(14))).toBe("high");
    expect(severity(after([], {}, 0), event(13))).toBe("medium");
  });

  test("older logs that come later make it old", () => {
    const habits = after([], {}, 0);
    expect(severity(habits, event(1))).toBe("medium");
    habits.note(event(-30, { feed: "vpc-flow" }));
    expect(severity(habits, event(1))).toBe("high");
  });

  test("another thing on the third day is no repetition", () => {
    const habits = after([0, 1, 2], {}, 0);
    expect(severity(habits, event(3, { record: { bucket: "customers" } }))).toBe("medium");
  });

  test("what the rule tells as low stays as it is", () => {
    const low: RuleWords = { ...words, severity: "low" };
    expect(weigh(after([0, 1, 2], { words: low }, 0), event(3), { words: low })).toEqual({ words: low });
  });
});

test("accounts beyond the room for them are as old as can be", () => {
  const habits = new RuleHabits();
  for (let n = 0; n < 20_000; n += 1) habits.note(event(0, { account: String(n) }));
  expect(severity(habits, event(0))).toBe("high");
  expect(severity(habits, event(0, { account: "19999" }))).toBe("medium");
});

test("its memory is plain data", () => {
  const reload = (habits: RuleHabits) => {
    const again = new RuleHabits();
    again.load(JSON.parse(JSON.stringify(habits.dump())) as ReturnType<RuleHabits["dump"]>);
    return again;
  };
  expect(severity(reload(after([0, 1, 2, 3])), event(8))).toBe("low");
  expect(severity(reload(after([0, 1, 2, 3], { known: AWAY })), event(8), { known: AWAY })).toBe("high");
  expect(severity(reload(after([], {}, 0)), event(2))).toBe("medium");
});
