import type { Feed, LogEvent, Signal } from "../../model/index.ts";
import type { Actor, Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import { Profiles } from "./profiles.ts";
import type { Sender } from "./senders.ts";
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
  /** Of the last event: most events are like the one before. */
  ip: string;
  agent: string;
}

const MOST = 200_000;
/** Two uses of a session nearer than this are at the same time. */
const AT_ONCE = 1_800_000;
const [NETWORK, PROGRAM] = [1, 2];

/**
 * Temporary credentials stay where they were issued: in the function, the instance, the hands. No list of addresses is needed, the
 * first use tells (Bengtson, Black Hat 2018).
 */
export class LockIn implements Habit {
  readonly feeds: readonly Feed[] = ["cloudtrail"];
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
    const sender = this.#actors.sender(event);
    if (!sender) return nothing;
    let lock = this.#locks.get(sender.credential);
    const { actor, network, family, inRuntime, ip, userAgent: agent } = sender;
    if (lock && lock.ip === ip && lock.agent === agent && event.time >= lock.last && event.time - lock.last < AT_ONCE) return nothing;
    const day = dayOf(event.time);
    if (actor.account === "" || !(day > 0)) return nothing;
    if (inForeignEndpoint(event, sender)) return this.#told("credential-in-foreign-endpoint", event, sender);
    if (sender.isPrivate || event.record["vpcEndpointId"] !== undefined) return nothing;
    // A service that calls with a caller's credentials is not elsewhere.
    if (sender.isService) return nothing;
    const kind: Kind = inRuntime || actor.inFunction ? "function" : sender.isInstance ? "instance" : "session";
    if (!lock) {
      lock = { time: event.time, network, family, kind, inRuntime, last: event.time, ip, agent };
      this.#locks.set(event.credential, lock);
    }
    if (inRuntime) actor.inFunction = true;
    lock.inRuntime ||= inRuntime;
    const entity = this.#places.id(kind === "session" ? actor.key : `${kind} ${actor.role} ${event.session}`);
    const told = this.#judge(event, { sender, lock, kind, entity, network, family, inRuntime, day });
    if (told.length === 0) {
      lock.ip = ip;
      lock.agent = agent;
      if (network === lock.network) lock.last = Math.max(lock.last, event.time);
      if (event.time >= actor.frozenUntil) this.#learn(event, { sender, kind, entity, network, family, inRuntime, day });
    }
    this.#places.tidy();
    return told;
  }

  #judge(event: LogEvent, { lock, sender, kind, entity, network, family, inRuntime, day }: Use & { readonly lock: Lock }): readonly Told[] {
    const knows = (dimension: number, value: string) => this.#places.days(entity, dimension, this.#places.id(value), day) > 0;
    if (kind === "function") {
      if (inRuntime || !(lock.inRuntime || this.#places.activeDays(entity, day) > 0)) return nothing;
      // Lambda's own networks are learned from all functions of the account; a second client in the same function is its habit.
      const all = this.#places.id(`runtime ${event.account}`);
      const inside = this.#places.days(all, NETWORK, this.#places.id(network), day + 1) > 0;
      if (inside || knows(PROGRAM, family)) return nothing;
      return this.#told("function-credential-elsewhere", event, sender, this.#usual(all, day));
    }
    if (network === lock.network || knows(NETWORK, network)) return nothing;
    if (kind === "instance") {
      const changed = family !== lock.family && !knows(PROGRAM, family);
      return this.#told("instance-credential-elsewhere", event, sender, `${lock.network} ${lock.family}`, changed ? "high" : "medium");
    }
    const atOnce = Math.abs(event.time - lock.last) <= AT_ONCE;
    if (!atOnce || family === lock.family || knows(PROGRAM, family)) return nothing;
    return this.#told("session-in-two-places", event, sender, `${lock.network} ${lock.family}`);
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

  #told(id: Parameters<typeof say>[0], event: LogEvent, sender: Sender<Actor>, usual = "", severity?: "high" | "medium"): readonly Told[] {
    if (!this.#voice.may(`lock ${id} ${event.credential}`, event.time)) return nothing;
    const now = `${sender.network} ${sender.family}`;
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

function inForeignEndpoint(event: LogEvent, { isInstance, actor }: Sender<Actor>): boolean {
  const owner = event.record["vpcEndpointAccountId"];
  return typeof owner === "string" && owner !== "" && owner !== event.account && (isInstance || actor.inFunction);
}

interface Use {
  readonly sender: Sender<Actor>;
  readonly kind: Kind;
  readonly entity: number;
  readonly network: string;
  readonly family: string;
  readonly inRuntime: boolean;
  readonly day: number;
}
