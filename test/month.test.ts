import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { behaviours } from "../platform/src/cli/behaviours.ts";
import { derivedFields } from "../platform/src/detect/derived.ts";
import { Detector } from "../platform/src/detect/detector.ts";
import { exampleMonth, monthOf } from "../platform/src/detect/drills/month.ts";
import { ownRulesFolder, readRules } from "../platform/src/detect/own-rules.ts";
import { RuleSet } from "../platform/src/detect/sigma/ruleset.ts";
import { readLog } from "../platform/src/detect/sources/read.ts";
import { Stories } from "../platform/src/detect/stories/stories.ts";
import { tell } from "../platform/src/govern/stories/tell.ts";
import type { Story } from "../platform/src/model/index.ts";

const FOLDER = fileURLToPath(new URL("../examples/month", import.meta.url));
const { rules } = readRules(ownRulesFolder());
const GRAVE = new Set(["medium", "high", "critical"]);

function storiesOf(records: readonly unknown[]): readonly Story[] {
  const config = { settings: {}, exceptions: [], problems: [] };
  const detector = new Detector({
    rules: new RuleSet(rules, { derived: derivedFields }),
    own: new Set(rules.map((rule) => rule.id)),
    behaviours: behaviours(config),
  });
  const { events, broken } = readLog(JSON.stringify({ Records: records }), "month");
  expect(broken).toEqual([]);
  const together = new Stories();
  const signals = events.flatMap((event) => detector.take(event));
  for (const signal of signals.toSorted((a, b) => a.time - b.time)) together.add(signal);
  return together.list().filter((story) => GRAVE.has(story.severity));
}

describe("a normal month with three hidden attacks (R30, R45)", () => {
  test("the shipped files are what the generator makes", () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".gz"));
    const shipped = files
      .toSorted((a, b) => (a < b ? -1 : 1))
      .flatMap((name) => (JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString()) as { Records: unknown[] }).Records);
    expect(shipped).toEqual(JSON.parse(JSON.stringify(monthOf(exampleMonth))));
  });

  test("gives three stories, one for each attack, told in both languages", () => {
    const stories = storiesOf(monthOf(exampleMonth));
    const attacks = stories.map(
      (story) => new Set(story.signals.flatMap((s) => s.events).map((id) => (id.startsWith("drill-") ? id.slice(0, -4) : "other"))),
    );
    expect(attacks.map((set) => [...set].join(" ")).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      "drill-leaked-key-ransom",
      "drill-stolen-function-credentials",
      "drill-taken-developer-session",
    ]);
    for (const story of stories) {
      for (const lang of ["en", "ja"] as const) {
        const told = tell(story, lang, () => undefined);
        for (const lines of [told.happened, told.unusual, told.reach, told.first]) expect(lines.length).toBeGreaterThan(0);
        const all = [told.title, told.headline, ...told.happened, ...told.unusual, ...told.first].join("\n");
        if (lang === "ja") expect(all).toMatch(/[\u3040-\u30ff]/);
        else expect(all).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      }
    }
  });

  test.each([1, 2, 3, 4, 5])("a month without attacks (seed %i) is quiet", (seed) => {
    const stories = storiesOf(monthOf({ ...exampleMonth, seed, attacks: false }));
    expect(stories.filter((story) => story.severity !== "medium").map((story) => story.signals.map((s) => s.title.en))).toEqual([]);
    expect(stories.length).toBeLessThan(2);
  });
});
