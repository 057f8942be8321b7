import { expect, test } from "vitest";
import type { Signal, Weighed } from "../../model/index.ts";
import { detectWords } from "../../words/detect.ts";
import { tell } from "./tell.ts";

const words = { en: "A table was read.", ja: "テーブルの読み取り" };

function signal(weighed?: Weighed): Signal {
  return {
    id: "s",
    detector: "d",
    kind: "rule",
    severity: "low",
    title: words,
    description: words,
    first: words,
    tactics: ["collection"],
    techniques: [],
    time: 0,
    until: 0,
    count: 1,
    account: "012345678901",
    region: "us-east-1",
    principal: "arn:aws:iam::012345678901:role/export",
    principalType: "role",
    credential: "",
    session: "",
    lineage: [],
    ips: ["192.0.2.1"],
    userAgent: "",
    actions: [],
    resources: [],
    contrasts: [],
    events: ["e"],
    ...(weighed === undefined ? {} : { weighed }),
  };
}

function happened(of: Signal, lang: "en" | "ja"): string {
  const story = { ...of, signals: [of], accounts: [], principals: [of.principal], credentials: [] };
  return tell(story, lang, () => undefined).happened[0] ?? "";
}

test("why a signal is told lower stands behind it, in both languages", () => {
  const habit: Weighed = { why: "habit", from: "high", days: 6, watched: 0 };
  expect(happened(signal(), "en")).toMatch(/\)$/);
  expect(happened(signal(habit), "en")).toBe(`${happened(signal(), "en")}. ${detectWords.en.weighed(habit, "low")}`);
  expect(happened(signal(habit), "ja")).toBe(`${happened(signal(), "ja")}。${detectWords.ja.weighed(habit, "low")}`);
});

test("what was told lower is counted by why", () => {
  const [en, ja] = [detectWords.en.lowered, detectWords.ja.lowered];
  expect(en({ habit: 2, young: 0 })).toContain("2 by habit of the caller; ");
  expect(en({ habit: 1, young: 3 })).toContain("1 by habit of the caller, 3 because the account");
  expect(ja({ habit: 0, young: 3 })).toContain("シグナル 3 件の重大度を、ルールの値より下げました（アカウントの監視期間が短いため 3 件）");
});

test.each([
  [
    { why: "habit", from: "medium", days: 4, watched: 0 },
    "low",
    "instead of medium: the caller did the same on 4 days",
    "「中」から「低」",
  ],
  [{ why: "young", from: "high", days: 0, watched: 1 }, "medium", "for only 1 day, too few", "まだ 1 日目"],
  [{ why: "young", from: "high", days: 2, watched: 3 }, "low", "only 3 days, and the caller did the same on 2 of them", "そのうち 2 日"],
  [{ why: "young", from: "medium", days: 0, watched: 2 }, "medium", "Not weighed together", "引き上げは行っていません"],
] as const)("%o told as %s", (weighed, severity, en, ja) => {
  expect(detectWords.en.weighed(weighed, severity)).toContain(en);
  expect(detectWords.ja.weighed(weighed, severity)).toContain(ja);
});
