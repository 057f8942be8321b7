import { expect, test } from "vitest";
import { derivedFields } from "../derived.ts";
import { Detector } from "../detector.ts";
import { exampleMonth, monthOf } from "../drills/month.ts";
import { ownRulesFolder, readRules } from "../own-rules.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import { readLog } from "../sources/read.ts";
import { gravity } from "../stories/gravity.ts";
import { Stories } from "../stories/stories.ts";
import { ownBehaviours } from "./index.ts";

const { rules } = readRules(ownRulesFolder());

test.each([7, 19, 301, 4_242, 90_210])("an ordinary month is quiet (seed %i)", (seed) => {
  const detector = new Detector({ rules: new RuleSet(rules, { derived: derivedFields }), own: new Set(), behaviours: ownBehaviours() });
  const stories = new Stories();
  const { events } = readLog(JSON.stringify({ Records: monthOf({ ...exampleMonth, seed, attacks: false }) }), "month");
  for (const event of events) for (const signal of detector.take(event)) stories.add(signal);
  const worst = stories.list().map((story) => story.severity);
  const told = stories.list().map((story) => `${story.severity} ${story.signals.map((s) => s.title.en).join("; ")}`);
  expect(
    worst.filter((severity) => gravity(severity) >= gravity("high")),
    told.join("\n"),
  ).toEqual([]);
  expect(worst.filter((severity) => severity === "medium").length, told.join("\n")).toBeLessThan(2);
  // What behaviours alone say of it is less still.
  expect(
    stories
      .list()
      .flatMap((story) => story.signals.filter((s) => s.kind === "behaviour"))
      .map((s) => s.detector),
  ).toEqual([]);
});
