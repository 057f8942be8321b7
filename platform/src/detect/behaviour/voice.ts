import type { Contrast, LogEvent, Severity } from "../../model/index.ts";
import { type BehaviourId, behaviourWords } from "../../words/behaviours.ts";
import type { Sighting } from "../signals.ts";
import { Bounded } from "./bounded.ts";

export type Told = Omit<Sighting, "lineage">;
export const nothing: readonly Told[] = [];

/** Repetitions of the same are not told within this. */
const QUIET = 24 * 3_600_000;

/** Who may speak: nobody while old events are learned, and nobody about the same thing twice a day. */
export class Voice {
  muted = false;
  readonly #spoke = new Bounded<string, number>(100_000);

  /** True once per key and day. */
  may(key: string, time: number): boolean {
    if (this.muted) return false;
    const before = this.#spoke.peek(key);
    if (before !== undefined && Math.abs(time - before) < QUIET) return false;
    this.#spoke.set(key, time);
    return true;
  }
}

interface Saying {
  readonly events: readonly LogEvent[];
  readonly contrasts?: readonly Contrast[];
  readonly severity?: Severity;
  readonly group?: string;
}

/** What a behaviour says, in its words. */
export function say(id: BehaviourId, { events, contrasts = [], severity, group }: Saying): readonly Told[] {
  const words = behaviourWords[id];
  return [
    {
      words: severity === undefined ? words : { ...words, severity },
      kind: "behaviour",
      events,
      contrasts,
      ...(group === undefined ? {} : { group }),
    },
  ];
}
