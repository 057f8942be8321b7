import type { Feed, LogEvent, Signal } from "../../model/index.ts";
import { Bounded } from "./bounded.ts";
import { amount } from "./bursts.ts";
import { Daily, median, stands } from "./daily.ts";
import { type Flow, flowOf } from "./flow.ts";
import { networkOf } from "./names.ts";
import { Profiles } from "./profiles.ts";
import { dayOf, type Habit, type State } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";
import { megabytes } from "./volume.ts";

const HOUR = 3_600_000;
const MOST = 20_000;
const MATURE = 7;
/** Bytes in an hour to one new network. */
const LARGE = 500e6;
/** Packets a second to one address that nothing ordinary sends. */
const FLOOD = 50_000;
/** Times that are looked at for a beat, and how even they must be. */
const BEATS = 32;
const EVEN = 0.9;
/** Time synchronisation and names beat by their nature. */
const BEATING: ReadonlySet<number> = new Set([53, 123]);
const NETWORK = 1;

interface Window {
  hour: number;
  bytes: number;
}

interface Beat {
  readonly times: number[];
  readonly bytes: number[];
  first: number;
}

/** What leaves the network: much to somewhere new, a beat like a clock's, a flood. */
export class Traffic implements Habit {
  readonly feeds: readonly Feed[] = ["vpc-flow"];
  readonly #voice: Voice;
  readonly #windows = new Bounded<string, Window>(MOST);
  readonly #daily = new Daily(MOST);
  readonly #beats = new Bounded<string, Beat>(MOST);
  readonly #networks = new Profiles(200_000);

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  take(event: LogEvent): readonly Told[] {
    const flow = flowOf(event);
    if (!flow || flow.refused || flow.outward === 0) return nothing;
    const day = dayOf(event.time);
    if (!(day > 0)) return nothing;
    const owner = `${event.account} ${flow.interface}`;
    const told = this.#flood(event, flow, owner) ?? this.#volume(event, flow, owner, day) ?? this.#beat(event, flow, owner, day) ?? nothing;
    const entity = this.#networks.id(owner);
    this.#networks.seen(entity, day);
    this.#networks.touch(entity, NETWORK, this.#networks.id(networkOf(flow.peer)), day);
    const all = this.#networks.id(`account ${event.account}`);
    this.#networks.touch(all, NETWORK, this.#networks.id(networkOf(flow.peer)), day);
    this.#networks.tidy();
    return told;
  }

  #flood(event: LogEvent, flow: Flow, owner: string): readonly Told[] | undefined {
    if (flow.packets / flow.seconds < FLOOD || !this.#voice.may(`flood ${owner} ${flow.peer}`, event.time)) return undefined;
    const now = `${flow.peer}: ${Math.round(flow.packets / flow.seconds).toLocaleString("en")}/s`;
    return say("flood", {
      events: [event],
      contrasts: [{ dimension: "volume", now, frequency: "unseen", usual: [], of: "principal" }],
      group: owner,
    });
  }

  #volume(event: LogEvent, flow: Flow, owner: string, day: number): readonly Told[] | undefined {
    const hour = Math.floor(event.time / HOUR);
    const network = networkOf(flow.peer);
    const window = this.#windows.of(`${owner} ${network}`, () => ({ hour, bytes: 0 }));
    if (hour > window.hour) [window.hour, window.bytes] = [hour, 0];
    window.bytes += flow.outward;
    const entity = this.#networks.id(owner);
    const isNew = this.#networks.days(entity, NETWORK, this.#networks.id(network), day) === 0;
    const usual = this.#daily.usual(owner, day);
    this.#daily.raise(owner, day, window.bytes);
    if (!isNew || usual.days < MATURE || !stands(window.bytes, usual, { floor: LARGE, times: 3 })) return undefined;
    if (!this.#voice.may(`egress ${owner}`, event.time)) return undefined;
    const networks = this.#networks.usual(entity, NETWORK, day).slice(0, 20);
    return say("egress-volume", {
      events: [event],
      contrasts: [
        amount(window.bytes, usual, megabytes),
        {
          dimension: "network",
          now: network,
          frequency: "unseen",
          usual: networks.map((n) => this.#networks.text(n.value)),
          of: "principal",
        },
      ],
      group: owner,
    });
  }

  #beat(event: LogEvent, flow: Flow, owner: string, day: number): readonly Told[] | undefined {
    if (flow.reply || BEATING.has(flow.port)) return undefined;
    const key = `${owner} ${flow.peer} ${flow.port}`;
    const beat = this.#beats.of(key, () => ({ times: [], bytes: [], first: event.time }));
    const last = beat.times.at(-1) ?? 0;
    if (event.time <= last) return undefined;
    beat.times.push(event.time);
    beat.bytes.push(flow.outward);
    if (beat.times.length < BEATS) return undefined;
    const score = (regularity(intervals(beat.times), 30_000) + regularity(beat.bytes, 128)) / 2;
    beat.times.length = 0;
    beat.bytes.length = 0;
    // What several machines of the account talk to, or for days, is a service.
    const entity = this.#networks.id(owner);
    const known = this.#networks.days(entity, NETWORK, this.#networks.id(networkOf(flow.peer)), day) > 0;
    if (score < EVEN || known || this.#networks.activeDays(entity, day) < MATURE) return undefined;
    if (!this.#voice.may(`beacon ${key}`, event.time)) return undefined;
    const now = `${flow.peer}:${flow.port}`;
    return say("beacon", {
      events: [event],
      contrasts: [{ dimension: "address", now, frequency: "unseen", usual: [], of: "principal" }],
      group: key,
    });
  }

  learn(event: LogEvent): void {
    this.#voice.muted = true;
    this.take(event);
    this.#voice.muted = false;
  }

  told(_signal: Signal): void {}

  dump(): State {
    return { "daily:egress": this.#daily.dump(), "days:networks": this.#networks.dump() };
  }

  load(state: State): void {
    this.#daily.load(state["daily:egress"] ?? []);
    this.#networks.load(state["days:networks"] ?? []);
  }
}

function intervals(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, i) => time - (times[i] as number));
}

/** 1 for a clock, 0 for chance: how symmetric (Bowley) and how near to their median the values are. `wide` is a spread that is none. */
export function regularity(values: readonly number[], wide: number): number {
  if (values.length < 4) return 0;
  const order = values.toSorted((a, b) => a - b);
  const at = (share: number) => order[Math.floor(share * (order.length - 1))] as number;
  const [low, mid, high] = [at(0.25), at(0.5), at(0.75)];
  const skew = high === low ? 0 : Math.abs((low + high - 2 * mid) / (high - low));
  const deviation = median(order.map((value) => Math.abs(value - mid)));
  // A spread is wide by itself, or against the interval.
  return (1 - skew + Math.max(0, 1 - deviation / Math.min(wide, Math.max(1, mid)))) / 2;
}
