import type { Contrast, Feed, LogEvent, Signal } from "../../model/index.ts";
import type { Actor, Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import { type Geo, kilometres, type Place } from "./geo.ts";
import { familyOf, networkOf } from "./names.ts";
import type { Sender } from "./senders.ts";
import { type Habit, type State, sorted } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

interface Stay {
  time: number;
  readonly ip: string;
  readonly agent: string;
  readonly network: string;
  readonly family: string;
}

const MOST = 50_000;
const [FAR, FAST] = [500, 900];
const HOUR = 3_600_000;
/** Without places: two networks and two programs within this. */
const SHORT = 600_000;

/** People who are in two places faster than anybody travels. */
export class Travel implements Habit {
  readonly feeds: readonly Feed[] = ["cloudtrail"];
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #geo: Geo | undefined;
  readonly #gateways: readonly string[];
  readonly #stays = new Bounded<string, Stay>(MOST);
  /** By address. */
  readonly #known = new Bounded<string, boolean>(MOST);

  constructor(
    actors: Actors,
    voice: Voice,
    { geo, gateways = [] }: { readonly geo?: Geo | undefined; readonly gateways?: readonly string[] | undefined } = {},
  ) {
    this.#actors = actors;
    this.#voice = voice;
    this.#geo = geo;
    this.#gateways = gateways;
  }

  take(event: LogEvent): readonly Told[] {
    if (event.ip === "" || event.error === "AuthFailure") return nothing;
    const sender = this.#actors.sender(event);
    if (!sender?.actor.human) return nothing;
    const { actor } = sender;
    const before = this.#stays.peek(actor.key);
    if (before && before.ip === event.ip && event.time - before.time < SHORT / 10 && event.time >= before.time) return nothing;
    if (sender.isPrivate || sender.userAgent.endsWith(".amazonaws.com") || this.#isGateway(sender.ip)) return nothing;
    if (before?.ip === event.ip && before.agent === event.userAgent) {
      before.time = Math.max(before.time, event.time);
      return nothing;
    }
    const { ip, userAgent: agent, network, family } = sender;
    if (!before || event.time >= before.time) this.#stays.set(actor.key, { time: event.time, ip, agent, network, family });
    if (!before || before.ip === event.ip) return nothing;
    return this.#judge(event, sender, before);
  }

  #judge(event: LogEvent, { actor, network, family }: Sender<Actor>, before: Stay): readonly Told[] {
    const elapsed = Math.abs(event.time - before.time);
    const [here, there] = [this.#geo?.look(event.ip), this.#geo?.look(before.ip)];
    const distance = here && there ? kilometres(here, there) : undefined;
    const far = distance === undefined ? undefined : distance > FAR && distance > (FAST * Math.max(elapsed, 60_000)) / HOUR;
    if (far === true || (far === undefined && isAbroad(here, there) && elapsed < HOUR)) {
      if (!this.#voice.may(`travel ${actor.key}`, event.time)) return nothing;
      const [now, usual] = [shown(here, event.ip), shown(there, before.ip)];
      const contrasts: readonly Contrast[] = [{ dimension: "country", now, frequency: "unseen", usual: [usual], of: "principal" }];
      return say("impossible-travel", { events: [event], contrasts, ...(far === undefined ? { severity: "low" } : {}) });
    }
    // Places are known and near: nothing. Unknown: less can be said.
    if (far === false || (here?.country !== undefined && here.country === there?.country)) return nothing;
    if (network === before.network || elapsed > SHORT || family === before.family) return nothing;
    if (!this.#voice.may(`networks ${actor.key}`, event.time)) return nothing;
    return say("two-networks-at-once", {
      events: [event],
      contrasts: [{ dimension: "network", now: network, frequency: "unseen", usual: [before.network], of: "principal" }],
    });
  }

  /** The company's own ways out, and clouds: an address there is not where a person is. */
  #isGateway(ip: string): boolean {
    return this.#known.of(ip, () => this.#isWayOut(ip));
  }

  #isWayOut(ip: string): boolean {
    const network = this.#geo?.look(ip)?.network ?? "";
    if (/\b(amazon|microsoft|google cloud|cloudflare)\b/i.test(network)) return true;
    return this.#gateways.some((gateway) => gateway === ip || gateway === networkOf(ip) || network.startsWith(`${gateway} `));
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
    for (const [key, { time, ip, agent }] of this.#stays) rows.push([key, [time, ip, agent]]);
    return { "last:stays": sorted(rows) };
  }

  load(state: State): void {
    for (const [key, [time, where, what]] of state["last:stays"] ?? []) {
      const [ip, agent] = [String(where), String(what)];
      this.#stays.set(key, { time: Number(time), ip, agent, network: networkOf(ip), family: familyOf(agent) });
    }
  }
}

function isAbroad(a: Place | undefined, b: Place | undefined): boolean {
  return a?.country !== undefined && b?.country !== undefined && a.country !== b.country;
}

function shown(place: Place | undefined, ip: string): string {
  return [place?.country, ip].filter((part) => part !== undefined).join(" ");
}
