import { Actors } from "./actors.ts";
import { Bursts } from "./bursts.ts";
import { Dns } from "./dns.ts";
import type { Geo } from "./geo.ts";
import { Habits } from "./habits.ts";
import { LockIn } from "./lock-in.ts";
import { Scans } from "./scans.ts";
import { Spend } from "./spend.ts";
import type { Habit, State } from "./state.ts";
import { Traffic } from "./traffic.ts";
import { Travel } from "./travel.ts";
import { Voice } from "./voice.ts";
import { ReadVolume } from "./volume.ts";

export { geoFrom } from "./geo.ts";
export { type Habit, merge, type State } from "./state.ts";

export interface BehaviourOptions {
  /** Places of addresses; without them networks are compared and less is said. */
  readonly geo?: Geo | undefined;
  /** Addresses, /16 networks or AS numbers of the company's own ways out: a person is not where they are. */
  readonly gateways?: readonly string[] | undefined;
  /** Rows of the profiles that are kept; the oldest go first. */
  readonly max?: number | undefined;
}

/** Everything that learns habits. All share who acts, and who is under suspicion. */
export function ownBehaviours(options: BehaviourOptions = {}): readonly Habit[] {
  const [actors, voice] = [new Actors(), new Voice()];
  return [
    new LockIn(actors, voice),
    new Habits(actors, voice, options),
    new Travel(actors, voice, options),
    new Bursts(actors, voice),
    new ReadVolume(actors, voice),
    new Spend(actors, voice),
    new Scans(voice),
    new Traffic(voice),
    new Dns(voice),
  ];
}

/** What all of them learned, as plain JSON. */
export function dumpAll(habits: readonly Habit[]): State {
  return Object.assign({}, ...habits.map((habit) => habit.dump())) as State;
}

export function loadAll(habits: readonly Habit[], state: State): void {
  for (const habit of habits) habit.load(state);
}
