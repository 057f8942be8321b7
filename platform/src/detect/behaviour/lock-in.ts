import type { LogEvent, Signal } from "../../model/index.ts";
import type { Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import { familyOf, isPrivate, networkOf } from "./names.ts";
import { Profiles } from "./profiles.ts";
import { dayOf, type Habit, type State, sorted } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

type Kind = "function" | "instance" | "session";

/** Where temporary credentials were used first. */
interface Lock {
  readonly time: number;
  readonly network: string;
  readonly family: string;
  readonly kind: Kind;
  /** Whether they were seen in Lambda's runtime. */
  inRuntime: boolean;
  /** Of the last use in the first network. */
  last: number;
  /** Of the last event, as written: most events are like the one before. */
  ip: string;
  agent: string;
}

const MOST = 200_000;
/** Two uses of a session nearer than this are at the same time. */
const AT_ONCE = 1_800_000;
const [NETWORK, PROGRAM] = [1, 2];
const INSTANCE = /^i-[0-9a-f]{8,17}$/;

/**
 * Temporary credentials stay where they were issued: in the function, the instance, the hands. No list of addresses is needed, the
 * first use tells (Bengtson, Black Hat 2018).
 */
export class LockIn implements Habit {
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #locks = new Bounded<string, Lock>(MOST);
  readonly #places: Profiles;

  constructor(actors: Actors, voice: Voice, max = 200_000) {
    this.#actors = actors;
    this.#voice = voice;
    this.#places = new Profiles(max);
  }

  take(event: LogEvent): readonly Told[] {
    if (!event.credential.startsWith("ASIA") || event.ip === "") return nothing;
    let lock = this.#locks.get(event.credential);
    if (lock && lock.ip === event.ip && lock.agent === event.userAgent && event.time >= lock.last && event.time - lock.last < AT_ONCE)
      return nothing;
    const actor = this.#actors.of(event);
    const day = dayOf(event.time);
    if (!actor || actor.account === "" || !(day > 0)) return nothing;
    const foreign = this.#inForeignEndpoint(event);
    if (foreign) return this.#told("credential-in-foreign-endpoint", event, event.credential);
    if (isPrivate(event.ip) || event.record["vpcEndpointId"] !== undefined) return nothing;
    const family = familyOf(event.userAgent);
    // A service that calls with a caller's credentials is not elsewhere.
    if (family === "" || family.endsWith(".amazonaws.com") || family === "AWS Internal") return nothing;
    const network = networkOf(event.ip);
    const inRuntime = event.userAgent.includes("AWS_Lambda_");
    const kind: Kind = inRuntime || actor.inFunction ? "function" : INSTANCE.test(event.session) ? "instance" : "session";
    if (!lock) {
      lock = { time: event.time, network, family, kind, inRuntime, last: event.time, ip: event.ip, agent: event.userAgent };
      this.#locks.set(event.credential, lock);
    }
    if (inRuntime) actor.inFunction = true;
    lock.inRuntime ||= inRuntime;
    const entity = this.#places.id(kind === "session" ? actor.key : `${kind} ${actor.role} ${event.session}`);
    const told = this.#judge(event, { lock, kind, entity, network, family, inRuntime, day });
    if (told.length === 0) {
      lock.ip = event.ip;
      lock.agent = event.userAgent;
      if (network === lock.network) lock.last = Math.max(lock.last, event.time);
      if (event.time >= actor.frozenUntil) this.#learn(event, { kind, entity, network, family, inRuntime, day });
    }
    this.#places.tidy();
    return told;
  }

  #judge(event: LogEvent, { lock, kind, entity, network, family, inRuntime, day }: Use & { readonly lock: Lock }): readonly Told[] {
    const knows = (dimension: number, value: string) => this.#places.days(entity, dimension, this.#places.id(value), day) > 0;
    if (kind === "function") {
      if (inRuntime || !(lock.inRuntime || this.#places.activeDays(entity, day) > 0)) return nothing;
      // Lambda's own networks are learned from all functions of the account; a second client in the same function is its habit.
      const all = this.#places.id(`runtime ${event.account}`);
      const inside = this.#places.days(all, NETWORK, this.#places.id(network), day + 1) > 0;
      if (inside || knows(PROGRAM, family)) return nothing;
      return this.#told("function-credential-elsewhere", event, event.credential, this.#usual(all, day));
    }
    if (network === lock.network || knows(NETWORK, network)) return nothing;
    if (kind === "instance") {
      const changed = family !== lock.family && !knows(PROGRAM, family);
      return this.#told(
        "instance-credential-elsewhere",
        event,
        event.credential,
        `${lock.network} ${lock.family}`,
        changed ? "high" : "medium",
      );
    }
    const atOnce = Math.abs(event.time - lock.last) <= AT_ONCE;
    if (!atOnce || family === lock.family || knows(PROGRAM, family)) return nothing;
    return this.#told("session-in-two-places", event, event.credential, `${lock.network} ${lock.family}`);
  }

  #usual(entity: number, day: number): string {
    return this.#places
      .usual(entity, NETWORK, day + 1)
      .slice(0, 5)
      .map(({ value }) => this.#places.text(value))
      .join(", ");
  }

  #learn(event: LogEvent, { kind, entity, network, family, inRuntime, day }: Use): void {
    if (kind === "function" && inRuntime) {
      const all = this.#places.id(`runtime ${event.account}`);
      this.#places.touch(all, NETWORK, this.#places.id(network), day);
    }
    // Days a function was in its runtime: what is compared with.
    if (kind !== "function" || inRuntime) {
      this.#places.seen(entity, day);
      this.#places.touch(entity, NETWORK, this.#places.id(network), day);
    }
    this.#places.touch(entity, PROGRAM, this.#places.id(family), day);
  }

  #inForeignEndpoint(event: LogEvent): boolean {
    const owner = event.record["vpcEndpointAccountId"];
    if (typeof owner !== "string" || owner === "" || owner === event.account) return false;
    return INSTANCE.test(event.session) || (this.#actors.of(event)?.inFunction ?? false);
  }

  #told(id: Parameters<typeof say>[0], event: LogEvent, key: string, usual = "", severity?: "high" | "medium"): readonly Told[] {
    if (!this.#voice.may(`lock ${id} ${key}`, event.time)) return nothing;
    const now = `${networkOf(event.ip)} ${familyOf(event.userAgent)}`;
    const contrasts =
      usual === "" ? [] : [{ dimension: "network" as const, now, frequency: "unseen" as const, usual: [usual], of: "principal" as const }];
    return say(id, { events: [event], contrasts, ...(severity ? { severity } : {}) });
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
    const rows: [string, (string | number)[]][] = [];
    for (const [key, { time, network, family, kind, inRuntime }] of this.#locks)
      rows.push([key, [time, network, family, kind, inRuntime ? 1 : 0]]);
    return { "first:credentials": sorted(rows), "days:runtimes": this.#places.dump() };
  }

  load(state: State): void {
    this.#places.load(state["days:runtimes"] ?? []);
    for (const [key, [time, network, family, kind, inRuntime]] of state["first:credentials"] ?? [])
      this.#locks.set(key, {
        time: Number(time),
        network: String(network),
        family: String(family),
        kind: kind as Kind,
        inRuntime: inRuntime === 1,
        last: Number(time),
        ip: "",
        agent: "",
      });
  }
}

interface Use {
  readonly kind: Kind;
  readonly entity: number;
  readonly network: string;
  readonly family: string;
  readonly inRuntime: boolean;
  readonly day: number;
}
