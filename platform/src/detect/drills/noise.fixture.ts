import type { LogEvent, Severity, Signal, Story } from "../../model/index.ts";
import { ownBehaviours } from "../behaviour/index.ts";
import { derivedFields } from "../derived.ts";
import { Detector } from "../detector.ts";
import { ownRulesFolder, readRules } from "../own-rules.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import { readLog } from "../sources/read.ts";
import { gravity } from "../stories/gravity.ts";
import { Stories } from "../stories/stories.ts";
import { DAY } from "./desk.fixture.ts";

const { rules } = readRules(ownRulesFolder());
const ruleSet = new RuleSet(rules, { derived: derivedFields });
const WINDOW = 600_000;
/** Two weeks, as GuardDuty and Detective ask for. */
export const LEARNING = 14 * DAY;

/** The whole detector, which knows nothing yet. */
export const newDetector = () => new Detector({ rules: ruleSet, own: new Set(rules.map((rule) => rule.id)), behaviours: ownBehaviours() });

export const eventsOf = (records: readonly unknown[]): readonly LogEvent[] => readLog(JSON.stringify({ Records: records }), "month").events;

/** What was told between two times. */
export interface Noise {
  /** Share of the windows of ten minutes in which an alert of medium or worse began, and one of high or worse. */
  readonly share: number;
  readonly high: number;
  /** Signals that were told lower than their rules say. */
  readonly lowered: number;
  readonly stories: readonly Story[];
}

/** What is told of some signals from one time to another. */
export function noiseOf(all: readonly Signal[], from: number, to: number): Noise {
  const signals = all.filter((signal) => signal.time >= from && signal.time < to);
  const together = new Stories();
  for (const signal of signals) together.add(signal);
  const stories = together.list();
  const share = (severity: Severity) => {
    const loud = [...signals, ...stories].filter((told) => gravity(told.severity) >= gravity(severity));
    return new Set(loud.map((told) => Math.floor(told.time / WINDOW))).size / ((to - from) / WINDOW);
  };
  const lowered = signals.filter(({ weighed, severity }) => weighed !== undefined && weighed.from !== severity).length;
  return { share: share("medium"), high: share("high"), lowered, stories };
}

/** The noise of a month: of its first two weeks, in which nothing is known yet, and of the days after them. */
export function noiseOfMonth(records: readonly unknown[], start: number, days: number): { readonly first: Noise; readonly later: Noise } {
  const detector = newDetector();
  const signals = eventsOf(records).flatMap((event) => detector.take(event));
  return { first: noiseOf(signals, start, start + LEARNING), later: noiseOf(signals, start + LEARNING, start + days * DAY) };
}
