import { expect, test } from "vitest";
import { call, DAY, HOUR } from "./behaviour/events.fixture.ts";
import { ownBehaviours } from "./behaviour/index.ts";
import { derivedFields } from "./derived.ts";
import { Detector } from "./detector.ts";
import { exampleMonth, monthOf } from "./drills/month.ts";
import { ownRulesFolder, readRules } from "./own-rules.ts";
import { RuleSet } from "./sigma/ruleset.ts";
import { readLog } from "./sources/read.ts";

const rules = new RuleSet(readRules(ownRulesFolder()).rules, { derived: derivedFields });
const fresh = () => new Detector({ rules, own: new Set(), behaviours: ownBehaviours() });

test("an object at a time gives what an event at a time gives, and lets go of the events", () => {
  const { events } = readLog(JSON.stringify({ Records: monthOf({ ...exampleMonth, seed: 7 }) }), "month");
  events.sort((a, b) => a.time - b.time);
  const [one, all] = [fresh(), fresh()];
  const single = events.flatMap((event) => one.take(event));
  expect(single.length).toBeGreaterThan(3);
  const parts = Array.from({ length: Math.ceil(events.length / 500) }, (_, i) => events.slice(i * 500, i * 500 + 500));
  const batched = parts.flatMap((part) => all.takeAll(part));
  expect(batched).toEqual(single);
  expect(all.dump()).toEqual(one.dump());
});

test("events are taken in order of time, and the list is empty then", () => {
  const taken: number[] = [];
  const watch = { take: (event: { time: number }) => (taken.push(event.time), []) };
  const detector = new Detector({ rules: new RuleSet([]), own: new Set(), behaviours: [watch] });
  const events = [call(DAY), call(HOUR), call(2 * DAY), call(HOUR * 2)];
  const times = events.map(({ time }) => time);
  detector.takeAll(events);
  expect(taken).toEqual(times.toSorted((a, b) => a - b));
  expect(events).toEqual([]);
});
