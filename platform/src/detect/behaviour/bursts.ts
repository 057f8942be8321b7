import type { Contrast, Feed, LogEvent, Signal } from "../../model/index.ts";
import type { Actor, Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import { Daily, stands, type Usual } from "./daily.ts";
import { isRefusal } from "./names.ts";
import { dayOf, type Habit, type State } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

const WINDOW = 600_000;
const MOST = 20_000;
const SAMPLE = 20;
const MATURE = 7;

interface Window {
  number: number;
  readonly refused: Set<number>;
  readonly refusedServices: Set<string>;
  readonly read: Set<number>;
  readonly readServices: Set<string>;
  readonly refusals: LogEvent[];
  readonly reads: LogEvent[];
}

/** Many different calls in ten minutes that are refused, or that only look around. */
export class Bursts implements Habit {
  readonly feeds: readonly Feed[] = ["cloudtrail"];
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #windows = new Bounded<number, Window>(MOST);
  readonly #daily = new Daily(MOST * 2);

  constructor(actors: Actors, voice: Voice) {
    this.#actors = actors;
    this.#voice = voice;
  }

  take(event: LogEvent): readonly Told[] {
    const refused = event.error !== "" && isRefusal(event.error);
    if (!refused && !event.readOnly) return nothing;
    const actor = this.#actors.of(event);
    if (!actor || dayOf(event.time) === 0) return nothing;
    const window = this.#windowOf(actor, Math.floor(event.time / WINDOW), event.time >= actor.frozenUntil);
    const api = this.#actors.operation(event).hash;
    const told = refused ? this.#add(event, actor, window, api, true) : nothing;
    if (told.length > 0 || !event.readOnly) return told;
    return this.#add(event, actor, window, api, false);
  }

  #windowOf(actor: Actor, number: number, teaches: boolean): Window {
    let window = this.#windows.get(actor.id);
    if (teaches && number !== window?.number) this.#daily.raise(`days ${actor.key}`, dayOf(number * WINDOW), 1);
    if (!window) {
      window = {
        number,
        refused: new Set(),
        refusedServices: new Set(),
        read: new Set(),
        readServices: new Set(),
        refusals: [],
        reads: [],
      };
      this.#windows.set(actor.id, window);
    } else if (number > window.number) {
      window.number = number;
      for (const set of [window.refused, window.refusedServices, window.read, window.readServices]) if (set.size > 0) set.clear();
      window.refusals.length = 0;
      window.reads.length = 0;
    }
    return window;
  }

  #add(event: LogEvent, actor: Actor, window: Window, api: number, refused: boolean): readonly Told[] {
    const apis = refused ? window.refused : window.read;
    if (apis.has(api) || apis.size >= 1_000) return nothing;
    apis.add(api);
    const services = refused ? window.refusedServices : window.readServices;
    services.add(event.service);
    const sample = refused ? window.refusals : window.reads;
    if (sample.length < SAMPLE) sample.push(event);
    const day = dayOf(event.time);
    const key = `${refused ? "refused" : "read"} ${actor.key}`;
    // Habits are kept of who may teach; small numbers are no habit and need no memory.
    if (apis.size >= 4 && event.time >= actor.frozenUntil) this.#daily.raise(key, day, apis.size);
    const [floor, fewest] = refused ? [8, 4] : [25, 6];
    if (apis.size < floor || services.size < fewest) return nothing;
    const usual = this.#daily.usual(key, day);
    if (!stands(apis.size, usual, { floor, times: 2 }) || !this.#voice.may(`burst ${key}`, event.time)) return nothing;
    const known = this.#daily.usual(`days ${actor.key}`, day).days >= MATURE;
    return say(refused ? "refused-burst" : "enumeration-burst", {
      events: sample,
      severity: known || refused ? "medium" : "low",
      contrasts: [amount(apis.size, usual)],
    });
  }

  learn(event: LogEvent): void {
    this.#voice.muted = true;
    this.take(event);
    this.#voice.muted = false;
  }

  told(signal: Signal): void {
    this.#actors.told(signal);
  }

  dump(): State {
    return { "daily:bursts": this.#daily.dump() };
  }

  load(state: State): void {
    this.#daily.load(state["daily:bursts"] ?? []);
  }
}

/** A quantity against what it usually is. */
export function amount(now: number, usual: Usual, show: (n: number) => string = (n) => String(Math.round(n))): Contrast {
  return {
    dimension: "volume",
    now: show(now),
    frequency: usual.most === 0 ? "unseen" : "rare",
    usual: usual.most === 0 ? [] : [`≤ ${show(usual.most)}`],
    of: "principal",
  };
}
