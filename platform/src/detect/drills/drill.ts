import type { LogEvent, Severity, Signal, Words } from "../../model/index.ts";
import type { Detector } from "../detector.ts";
import { readLog } from "../sources/read.ts";
import { Stories } from "../stories/stories.ts";
import { type Attack, attackRecords, attacks, stepId } from "./attacks.ts";
import { Random } from "./random.ts";

/** How one attack fared. */
export interface Drilled {
  readonly attack: string;
  readonly title: Words;
  readonly began: number;
  /** Severity of the gravest story that holds a step of it; undefined when nothing was seen. */
  readonly severity: Severity | undefined;
  /** Milliseconds from the first step to the first event of the first signal that speaks of the attack. */
  readonly delay: number | undefined;
  readonly stories: number;
  readonly steps: number;
  readonly seen: number;
  /** `service:Operation` of steps no signal speaks of, each once. */
  readonly missed: readonly string[];
}

export interface DrillResult {
  readonly attacks: readonly Drilled[];
  /** Stories of medium or worse without any step of an attack in them. */
  readonly others: number;
  readonly events: number;
}

/** Hides the attacks in the events (in order of time) and looks what the detector makes of them. */
export function drill(background: readonly LogEvent[], detector: Detector): DrillResult {
  const first = background[0]?.time ?? 0;
  const last = background.at(-1)?.time ?? first;
  const account = commonest(background.map((e) => e.account)) || "012345678901";
  const region = commonest(background.map((e) => e.region)) || "ap-northeast-1";
  const hidden = attacks.map((attack, i) => {
    // In the last third: what learns habits has had time to learn.
    const at = Math.round(last - ((last - first) / 3) * ((attacks.length - i) / (attacks.length + 1)));
    const around = { account, region, random: new Random(i + 1) };
    const records = attackRecords(attack, around, at);
    return { attack, at, events: readLog(JSON.stringify({ Records: records }), `drill ${attack.id}`).events };
  });
  const events = [...background, ...hidden.flatMap((h) => h.events)].toSorted((a, b) => a.time - b.time);
  const signals: Signal[] = events.flatMap((event) => detector.take(event));
  const together = new Stories();
  for (const signal of signals.toSorted((a, b) => a.time - b.time)) together.add(signal);
  const stories = together.list();
  const isStep = (id: string) => id.startsWith("drill-");
  return {
    events: events.length,
    others: stories.filter((s) => GRAVE.has(s.severity) && !s.signals.some((signal) => signal.events.some(isStep))).length,
    attacks: hidden.map(({ attack, at, events: steps }) => {
      const own = (signal: Signal) => signal.events.some((id) => id.startsWith(`drill-${attack.id}-`));
      const about = stories.filter((story) => story.signals.some(own));
      const speaking = about.flatMap((story) => story.signals.filter(own));
      const told = new Set(speaking.flatMap((signal) => [...signal.events, ...signal.actions]));
      return {
        ...summaryOf(attack, steps, told),
        began: at,
        severity: about[0]?.severity,
        delay: speaking.length === 0 ? undefined : Math.min(...speaking.map((signal) => signal.time)) - at,
        stories: about.filter((story) => GRAVE.has(story.severity)).length,
      };
    }),
  };
}

const GRAVE: ReadonlySet<Severity> = new Set(["medium", "high", "critical"]);

function summaryOf(attack: Attack, steps: readonly LogEvent[], told: ReadonlySet<string>) {
  const missed = steps.filter((event, i) => !told.has(stepId(attack.id, i)) && !told.has(`${event.service}:${event.name}`));
  return {
    attack: attack.id,
    title: attack.title,
    steps: steps.length,
    seen: steps.length - missed.length,
    missed: [...new Set(missed.map((event) => `${event.service}:${event.name}`))],
  };
}

function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
