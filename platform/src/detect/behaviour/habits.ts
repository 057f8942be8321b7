import type { Contrast, Dimension, Frequency, LogEvent, Signal } from "../../model/index.ts";
import type { Actor, Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import type { Geo } from "./geo.ts";
import { familyOf, networkOf, operationOf } from "./names.ts";
import { Peers } from "./peers.ts";
import { Profiles } from "./profiles.ts";
import { type Risk, riskOf } from "./risk.ts";
import { dayOf, type Habit, LEAP, type State } from "./state.ts";
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
/** Sets of values already looked at today. */
const CACHE = 1 << 14;
const ROW = WIDTH + 2;
const COMPANIONS = 600_000;
const MOST_USUAL = 20;

interface Level {
  readonly entity: number;
  readonly of: Contrast["of"];
}

/**
 * Calls nobody is used to: how surprising the API, its service and region, the network and country, the program, the bucket and the
 * error are for who calls, in bits, with a back-off from the caller to its role, its account and the organisation.
 */
export class Habits implements Habit {
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #geo: Geo | undefined;
  readonly #profiles: Profiles;
  readonly #peers: Peers;
  readonly #cache = new Int32Array(CACHE * ROW);
  readonly #values = new Int32Array(WIDTH);
  readonly #apis = new Map<string, Map<string, number>>();
  readonly #services = new Map<number, number>();
  readonly #places = new Map<string, { readonly network: number; readonly country: number }>();
  readonly #agents = new Map<string, number>();
  readonly #risks = new Map<number, Risk>();
  readonly #entities = new Map<number, { actor: number; role: number; account: number; pending: number }>();
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
    const actor = this.#actors.of(event);
    if (!actor) return nothing;
    const day = dayOf(event.time);
    if (!(day > 0) || (this.#latest > 0 && day > this.#latest + LEAP)) return nothing;
    if (day > this.#latest) this.#latest = day;
    if (this.#era !== this.#profiles.era) this.#forgetIds();
    const who = this.#entities.get(actor.id) ?? this.#meet(actor);
    who.pending += 1;
    this.#read(event);
    if (this.#isKnownToday(actor.id, day)) return nothing;
    const told = this.#judge(event, actor, who, day);
    if (event.time >= actor.frozenUntil) this.#learn(who, day);
    if (this.#profiles.tidy()) this.#forgetIds();
    return told;
  }

  learn(event: LogEvent): void {
    this.#voice.muted = true;
    this.take(event);
    this.#voice.muted = false;
  }

  told(signal: Signal): void {
    this.#actors.told(signal);
  }

  /** Fills the values of the event, as numbers: no object is made on the way most events go. */
  #read(event: LogEvent): void {
    const values = this.#values;
    let names = this.#apis.get(event.service);
    if (!names) this.#apis.set(event.service, (names = new Map()));
    let api = names.get(event.name);
    if (api === undefined) {
      api = this.#profiles.id(`${event.service}:${operationOf(event.name)}`);
      this.#services.set(api, this.#profiles.id(event.service));
      if (names.size > 5_000) names.clear();
      names.set(event.name, api);
    }
    let agent = this.#agents.get(event.userAgent);
    if (agent === undefined) {
      agent = this.#profiles.id(familyOf(event.userAgent));
      if (this.#agents.size > 20_000) this.#agents.clear();
      this.#agents.set(event.userAgent, agent);
    }
    let place = this.#places.get(event.ip);
    if (!place) {
      const where = event.ip === "" ? undefined : this.#geo?.look(event.ip);
      const network = where?.network ?? (event.ip === "" ? "" : networkOf(event.ip));
      place = { network: this.#profiles.id(network), country: this.#profiles.id(where?.country ?? "") };
      if (this.#places.size > 50_000) this.#places.clear();
      this.#places.set(event.ip, place);
    }
    values[0] = api;
    values[1] = this.#services.get(api) ?? 0;
    values[2] = this.#profiles.id(event.region);
    values[3] = place.country;
    values[4] = place.network;
    values[5] = agent;
    values[6] = event.service === "s3" ? this.#bucketOf(event) : 0;
    values[7] = event.error === "" ? 0 : this.#profiles.id(event.error);
  }

  #bucketOf(event: LogEvent): number {
    const given = event.record["requestParameters"] as { readonly bucketName?: unknown } | null | undefined;
    const bucket = given?.bucketName;
    return typeof bucket === "string" ? this.#profiles.id(bucket) : 0;
  }

  #isKnownToday(actor: number, day: number): boolean {
    const values = this.#values;
    let hash = Math.imul(actor, 0x9e37_79b1) ^ day;
    for (let i = 0; i < WIDTH; i += 1) hash = Math.imul(hash ^ (values[i] as number), 0x85eb_ca6b) ^ (hash >>> 15);
    const at = ((hash ^ (hash >>> 13)) & (CACHE - 1)) * ROW;
    const cache = this.#cache;
    let same = cache[at] === actor && cache[at + 1] === day;
    for (let i = 0; same && i < WIDTH; i += 1) same = cache[at + 2 + i] === values[i];
    if (same) return true;
    cache[at] = actor;
    cache[at + 1] = day;
    for (let i = 0; i < WIDTH; i += 1) cache[at + 2 + i] = values[i] as number;
    return false;
  }

  #meet(actor: Actor) {
    const id = (text: string) => this.#profiles.id(text);
    const who = { actor: id(actor.key), role: id(actor.role), account: id(`account ${actor.account}`), pending: 0 };
    if (this.#entities.size > 100_000) this.#entities.clear();
    this.#entities.set(actor.id, who);
    this.#peers.meet(actor, who.actor);
    return who;
  }

  #learn(who: { actor: number; role: number; account: number; pending: number }, day: number): void {
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

  #judge(event: LogEvent, actor: Actor, who: { actor: number; role: number; account: number; pending: number }, day: number) {
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
    for (const map of [this.#apis, this.#services, this.#places, this.#agents, this.#risks, this.#entities]) map.clear();
    this.#peers.clear();
    this.#cache.fill(0);
    this.#everybody = this.#profiles.id("*");
    this.#era = this.#profiles.era;
  }

  dump(): State {
    return { "days:habits": this.#profiles.dump(), "last:suspects": [...this.#actors.suspects()] };
  }

  load(state: State): void {
    this.#profiles.load(state["days:habits"] ?? []);
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
