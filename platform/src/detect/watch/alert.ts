import type { LogEvent, Severity, Signal, Story } from "../../model/index.ts";
import type { Detector, DetectorState, Forgotten } from "../detector.ts";
import { gravity } from "../stories/gravity.ts";
import { Stories } from "../stories/stories.ts";

/** What is told. The same events make the same ids, whoever tells it. */
export type Alert =
  | { readonly kind: "signal"; readonly id: string; readonly story: string; readonly signal: Signal }
  | { readonly kind: "story"; readonly id: string; readonly story: Story };

export interface AlerterState {
  readonly detector: DetectorState;
  readonly recent: readonly Signal[];
  readonly worst: readonly (readonly [story: string, severity: Severity])[];
}

/** Signals that a story is made of; older ones leave it. */
const MAX_RECENT = 2_000;

/**
 * One detector and what it makes known: each signal that is grave enough, once; and the story when several signals together weigh
 * more than each of them.
 */
export class Alerter {
  readonly #min: Severity;
  readonly #recent: Signal[] = [];
  readonly #worst = new Map<string, Severity>();
  readonly detector: Detector;

  constructor(detector: Detector, min: Severity) {
    this.detector = detector;
    this.#min = min;
  }

  take(events: readonly LogEvent[]): readonly Alert[] {
    const signals = events.flatMap((event) => this.detector.take(event));
    if (signals.length === 0) return [];
    this.#recent.push(...signals);
    if (this.#recent.length > MAX_RECENT) this.#recent.splice(0, this.#recent.length - MAX_RECENT);
    const together = new Stories();
    for (const signal of this.#recent.toSorted((a, b) => a.time - b.time)) together.add(signal);
    const fresh = new Set(signals);
    const out: Alert[] = [];
    for (const story of together.list()) {
      const added = story.signals.filter((signal) => fresh.has(signal));
      if (added.length === 0) continue;
      for (const signal of added)
        if (gravity(signal.severity) >= gravity(this.#min)) out.push({ kind: "signal", id: signal.id, story: story.id, signal });
      if (this.#weighsMore(story)) out.push({ kind: "story", id: `${story.id}-${story.severity}`, story });
    }
    return out;
  }

  #weighsMore(story: Story): boolean {
    const alone = Math.max(...story.signals.map((signal) => gravity(signal.severity)));
    const before = this.#worst.get(story.id);
    const told = before === undefined ? alone : Math.max(alone, gravity(before));
    if (gravity(story.severity) <= told || gravity(story.severity) < gravity(this.#min)) return false;
    this.#worst.set(story.id, story.severity);
    if (this.#worst.size > MAX_RECENT) this.#worst.delete(this.#worst.keys().next().value as string);
    return true;
  }

  dump(): AlerterState {
    return { detector: this.detector.dump(), recent: this.#recent, worst: [...this.#worst] };
  }

  /** Takes back what `dump` gave; what of it begins anew. */
  load(state: AlerterState): readonly Forgotten[] {
    const forgotten = this.detector.load(state.detector);
    this.#recent.push(...state.recent);
    for (const [story, severity] of state.worst) this.#worst.set(story, severity);
    return forgotten;
  }
}
