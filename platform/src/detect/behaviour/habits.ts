import type { Contrast, Dimension, Feed, Frequency, LogEvent, Signal } from "../../model/index.ts";
import type { Acquaintance } from "../acquaintance.ts";
import type { Actor, Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import type { Geo } from "./geo.ts";
import { Lately } from "./lately.ts";
import { Peers } from "./peers.ts";
import { Profiles } from "./profiles.ts";
import { type Risk, riskOf } from "./risk.ts";
import type { Sender } from "./senders.ts";
import { DAYS, dayOf, type Habit, LEAP, type State, sorted } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

/** Dimensions of a call; the place is the number in the profiles. What each weighs, and what it says about: what, where, how. */
export const asked: readonly { readonly dimension: Dimension; readonly weight: number; readonly kind: number }[] = [
  { dimension: "api", weight: 1, kind: 1 },
  { dimension: "service", weight: 0.5, kind: 1 },
  { dimension: "region", weight: 1, kind: 2 },
  { dimension: "country", weight: 1, kind: 4 },
  { dimension: "network", weight: 1, kind: 4 },
  { dimension: "user-agent", weight: 0.7, kind: 8 },
  { dimension: "bucket", weight: 0.6, kind: 16 },
  { dimension: "error", weight: 0.3, kind: 0 },
];
const WIDTH = asked.length;
const [API, SERVICE] = [0, 1];
const [NETWORK, AGENT] = [4, 5];
/** A habit is one after so many active days and events. */
const MATURE_DAYS = 7;
const MATURE_EVENTS = 50;
/** Bits of surprise: what is told as medium, and as low. */
const LOUD = 18;
const FAINT = 14;
/** Senders whose numbers are remembered. */
const SENDERS = 50_000;
const COMPANIONS = 600_000;
const MOST_USUAL = 20;

/** An actor's numbers in the profiles, and its calls that were not counted yet. */
interface Who {
  readonly actor: number;
  readonly role: number;
  readonly account: number;
  pending: number;
}

/** A sender's numbers in the profiles. */
interface From {
  readonly who: Who;
  readonly region: number;
  readonly country: number;
  readonly network: number;
  readonly agent: number;
}

interface Level {
  readonly entity: number;
  readonly of: Contrast["of"];
}

/**
 * Calls nobody is used to: how surprising the API, its service and region, the network and country, the program, the bucket and the
 * error are for who calls, in bits, with a back-off from the caller to its role, its account and the organisation.
 */
export class Habits implements Habit {
  readonly feeds: readonly Feed[] = ["cloudtrail"];
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #geo: Geo | undefined;
  readonly #profiles: Profiles;
  readonly #peers: Peers;
  /** The event at hand: sender, operation, bucket, error, day; and its values, actor, day. */
  readonly #call = new Int32Array(5);
  readonly #values = new Int32Array(WIDTH + 2);
  readonly #calls = new Lately(5);
  readonly #known = new Lately(WIDTH + 2);
  readonly #senders = new Map<number, From>();
  readonly #risks = new Map<number, Risk>();
  readonly #entities = new Map<number, Who>();
  /** Actor and API that were told as unusual → the first day. */
  readonly #doubts = new Bounded<string, number>(20_000);
  /** Whether the event at hand is one of them. */
  #doubted = false;
  readonly #companions = new Bounded<string, LogEvent[]>(5_000);
  #everybody = 0;
  #latest = 0;
  #era = 0;

  constructor(actors: Actors, voice: Voice, { geo, max }: { readonly geo?: Geo | undefined; readonly max?: number | undefined } = {}) {
    this.#actors = actors;
    this.#voice = voice;
    this.#geo = geo;
    this.#profiles = new Profiles(max);
    this.#peers = new Peers(this.#profiles);
    this.#everybody = this.#profiles.id("*");
  }

  get rows(): number {
    return this.#profiles.rows;
  }

  take(event: LogEvent): readonly Told[] {
    const sender = this.#actors.sender(event);
    if (!sender) return nothing;
    const { actor } = sender;
    const day = dayOf(event.time);
    if (!(day > 0) || (this.#latest > 0 && day > this.#latest + LEAP)) return nothing;
    if (day > this.#latest) this.#latest = day;
    if (this.#era !== this.#profiles.era) this.#forgetIds();
    const from = this.#senders.get(sender.id) ?? this.#place(sender);
    const { who } = from;
    who.pending += 1;
    const operation = this.#actors.operation(event);
    const bucket = event.service === "s3" ? this.#bucketOf(event) : 0;
    const error = event.error === "" ? 0 : this.#profiles.id(event.error);
    // Most calls were made today already, by the same sender or by another that is no different: they are only counted.
    const call = this.#call;
    call[0] = sender.id;
    call[1] = operation.id;
    call[2] = bucket;
    call[3] = error;
    call[4] = day;
    if (this.#calls.has(call)) return nothing;
    this.#values.set([
      this.#profiles.id(operation.api),
      this.#profiles.id(operation.service),
      from.region,
      from.country,
      from.network,
      from.agent,
      bucket,
      error,
      actor.id,
      day,
    ]);
    if (this.#known.has(this.#values)) return nothing;
    this.#doubted = false;
    const told = this.#judge(event, actor, who, day);
    if (event.time >= actor.frozenUntil && !this.#doubted) this.#learn(who, day);
    if (this.#profiles.tidy()) this.#forgetIds();
    return told;
  }

  /** What was told as unusual teaches nothing for a month: told once and usual by the third day would be a slow attacker's way. */
  #doubt(actor: Actor, day: number): void {
    if (this.#voice.muted) return;
    const key = `${actor.key}\n${this.#profiles.text(this.#values[API] as number)}`;
    this.#doubted = day - this.#doubts.of(key, () => day) < DAYS;
  }

  learn(event: LogEvent): void {
    this.#voice.muted = true;
    this.take(event);
    this.#voice.muted = false;
  }

  told(signal: Signal): void {
    this.#actors.told(signal);
  }

  knows(event: LogEvent): Acquaintance | undefined {
    const sender = this.#actors.sender(event);
    if (!sender) return undefined;
    if (this.#era !== this.#profiles.era) this.#forgetIds();
    const { who, network } = this.#senders.get(sender.id) ?? this.#place(sender);
    const day = dayOf(event.time);
    const since = (value: number) => this.#profiles.since(who.actor, NETWORK + 1, value, day);
    const networks = this.#profiles.usual(who.actor, NETWORK + 1, day);
    return {
      network: this.#profiles.text(network),
      since: since(network),
      networks: networks.map(({ value }) => since(value)),
      active: this.#profiles.activeDays(who.actor, day),
    };
  }

  #place(sender: Sender<Actor>): From {
    const { actor, ip } = sender;
    const where = ip === "" ? undefined : this.#geo?.look(ip);
    const from = {
      who: this.#entities.get(actor.id) ?? this.#meet(actor),
      region: this.#profiles.id(sender.region),
      country: this.#profiles.id(where?.country ?? ""),
      network: this.#profiles.id(where?.network ?? (ip === "" ? "" : sender.network)),
      agent: this.#profiles.id(sender.family),
    };
    if (this.#senders.size >= SENDERS) this.#senders.clear();
    this.#senders.set(sender.id, from);
    return from;
  }

  #bucketOf(event: LogEvent): number {
    const given = event.record["requestParameters"] as { readonly bucketName?: unknown } | null | undefined;
    const bucket = given?.bucketName;
    return typeof bucket === "string" ? this.#profiles.id(bucket) : 0;
  }

  #meet(actor: Actor): Who {
    const id = (text: string) => this.#profiles.id(text);
    const who = { actor: id(actor.key), role: id(actor.role), account: id(`account ${actor.account}`), pending: 0 };
    if (this.#entities.size > 100_000) {
      this.#entities.clear();
      this.#senders.clear();
    }
    this.#entities.set(actor.id, who);
    this.#peers.meet(actor, who.actor);
    return who;
  }

  #learn(who: Who, day: number): void {
    const entities = who.role === who.actor ? [who.actor, who.account] : [who.actor, who.role, who.account];
    for (const entity of [...entities, this.#everybody]) {
      this.#profiles.seen(entity, day, who.pending);
      for (let i = 0; i < WIDTH; i += 1)
        if ((this.#values[i] as number) !== 0) this.#profiles.touch(entity, i + 1, this.#values[i] as number, day);
    }
    who.pending = 0;
  }

  #isMature(entity: number, day: number, pending: number): boolean {
    return this.#profiles.activeDays(entity, day) >= MATURE_DAYS && this.#profiles.events(entity) + pending >= MATURE_EVENTS;
  }

  #judge(event: LogEvent, actor: Actor, who: Who, day: number): readonly Told[] {
    const risk = this.#riskOf(this.#values[API] as number);
    // A service that calls on somebody's behalf is not that person's place or program.
    if (risk.weight === 0 || event.ip === "") return nothing;
    const own = this.#isMature(who.actor, day, who.pending);
    const around: Level[] = [
      { entity: who.account, of: "account" },
      { entity: this.#everybody, of: "account" },
    ];
    const levels: Level[] = own ? [{ entity: who.actor, of: actor.inFunction ? "function" : "principal" }, ...around] : around;
    if (own && who.role !== who.actor) levels.splice(1, 0, { entity: who.role, of: "peers" });
    if (!own && !(risk.weight === 3 && this.#isMature(who.account, day, 0))) return nothing;
    const first = levels[0] as Level;
    let [score, kinds] = [0, 0];
    for (const [i, { weight, kind }] of asked.entries()) {
      if (this.#values[i] === 0 || this.#profiles.days(first.entity, i + 1, this.#values[i] as number, day) > 1) continue;
      const bits = this.#surprise(levels, i, day);
      if (bits < 2) continue;
      score += weight * bits;
      kinds |= kind;
    }
    if ((kinds & 1) !== 0 && score > 4) this.#keep(actor, event);
    // One new thing alone is everyday life; a stranger must be strange by place and program.
    if (score < FAINT || bitCount(kinds) < 2 || (!own && !this.#isStranger(who.account, day))) return nothing;
    const known = this.#peersKnow(levels, who.actor, day);
    if (score - known < FAINT || (known > 0 && bitCount(kinds & ~1) < 2)) return nothing;
    score -= known;
    const severity = score >= LOUD && risk.weight >= 2 ? "medium" : "low";
    if (severity === "medium") this.#doubt(actor, day);
    if (!this.#voice.may(`habits ${actor.key} ${risk.tactic} ${severity}`, event.time)) return nothing;
    const events = (this.#companions.peek(actor.key) ?? []).filter((e) => e !== event && Math.abs(event.time - e.time) <= COMPANIONS);
    return say(`anomalous-${risk.tactic}`, {
      events: [event, ...events],
      severity,
      contrasts: this.#contrasts(first, day),
      group: risk.tactic,
    });
  }

  /** Bits that are no surprise after all: callers like this one do the same. */
  #peersKnow(levels: readonly Level[], entity: number, day: number): number {
    let known = 0;
    for (const i of [API, SERVICE]) {
      const bits = this.#surprise(levels, i, day);
      const among = this.#peers.surprise(entity, i + 1, this.#values[i] as number, day);
      known += (asked[i]?.weight ?? 0) * (bits - Math.min(bits, among));
    }
    return known;
  }

  #isStranger(account: number, day: number): boolean {
    return [NETWORK, AGENT].every(
      (i) => this.#values[i] !== 0 && this.#profiles.days(account, i + 1, this.#values[i] as number, day) === 0,
    );
  }

  /** −log₂ of how likely the value is: its share of the active days of the first who knows it, less for each who does not. */
  #surprise(levels: readonly Level[], i: number, day: number): number {
    const value = this.#values[i] as number;
    let p = 1;
    for (const { entity } of levels) {
      const active = this.#profiles.activeDays(entity, day);
      if (active === 0) continue;
      const days = this.#profiles.days(entity, i + 1, value, day);
      if (days > 0) return -Math.log2(Math.min(1, (p * days) / active));
      p *= this.#profiles.escape(entity, i + 1, day);
    }
    return -Math.log2(p / 4);
  }

  #contrasts({ entity, of }: Level, day: number): readonly Contrast[] {
    const out: Contrast[] = [];
    for (const [i, { dimension }] of asked.entries()) {
      const value = this.#values[i] as number;
      if (value === 0) continue;
      const days = this.#profiles.days(entity, i + 1, value, day);
      if (days > 1) continue;
      const usual = this.#profiles.usual(entity, i + 1, day).slice(0, MOST_USUAL);
      // Errors and buckets: nothing usual is no contrast.
      if (usual.length === 0 && i > AGENT) continue;
      out.push({
        dimension,
        now: this.#profiles.text(value),
        frequency: frequencyOf(days),
        usual: usual.map((u) => this.#profiles.text(u.value)),
        of,
      });
    }
    return out;
  }

  #keep(actor: Actor, event: LogEvent): void {
    const list = this.#companions.of(actor.key, () => []);
    list.push(event);
    if (list.length > MOST_USUAL) list.shift();
  }

  #riskOf(api: number): Risk {
    let risk = this.#risks.get(api);
    if (!risk) this.#risks.set(api, (risk = riskOf(this.#profiles.text(api))));
    return risk;
  }

  #forgetIds(): void {
    for (const map of [this.#senders, this.#risks, this.#entities]) map.clear();
    this.#peers.clear();
    this.#calls.clear();
    this.#known.clear();
    this.#everybody = this.#profiles.id("*");
    this.#era = this.#profiles.era;
  }

  dump(): State {
    return {
      "days:habits": this.#profiles.dump(),
      "first:doubts": sorted([...this.#doubts].map(([key, day]) => [key, [day]] as const)),
      "last:suspects": [...this.#actors.suspects()],
    };
  }

  load(state: State): void {
    this.#profiles.load(state["days:habits"] ?? []);
    for (const [key, [day]] of state["first:doubts"] ?? []) this.#doubts.set(key, Number(day));
    for (const [key, [until]] of state["last:suspects"] ?? []) this.#actors.suspect(key, Number(until));
  }
}

/** GuardDuty's classes by active days of the last 30. */
export function frequencyOf(days: number): Frequency {
  return days === 0 ? "unseen" : days === 1 ? "rare" : days <= 7 ? "infrequent" : "frequent";
}

function bitCount(kinds: number): number {
  let n = 0;
  for (let rest = kinds; rest > 0; rest >>= 1) n += rest & 1;
  return n;
}
