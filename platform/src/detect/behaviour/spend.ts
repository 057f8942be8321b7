import type { Feed, LogEvent, Signal } from "../../model/index.ts";
import type { Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import { amount } from "./bursts.ts";
import { Daily, stands } from "./daily.ts";
import { Profiles } from "./profiles.ts";
import { dayOf, type Habit, type State } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

const HOUR = 3_600_000;
const MOST = 50_000;
const MATURE = 7;
/** Invocations in an hour, and dollars in an hour, below which nothing is told. */
const [CALLS, DOLLARS] = [1_000, 5];
/** USD per GB-second of Lambda on x86: an estimate is enough to see a leap. */
const PRICE = 0.0000166667;
const [REGION, FAMILY] = [1, 2];

/** Families with accelerators. */
const ACCELERATED = /^(p|g|gr|trn|inf|dl|vt|f)\d/;

interface Hour {
  hour: number;
  calls: number;
  dollars: number;
}

/** Functions that run far more than they use to, and machines where or of a kind the account never had. */
export class Spend implements Habit {
  readonly feeds: readonly Feed[] = ["cloudtrail", "lambda"];
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #hours = new Bounded<string, Hour>(MOST);
  readonly #daily = new Daily(MOST);
  readonly #accounts = new Profiles(50_000);
  #lastAccount = "";
  #lastRegion = "";
  #lastDay = 0;

  constructor(actors: Actors, voice: Voice) {
    this.#actors = actors;
    this.#voice = voice;
  }

  take(event: LogEvent): readonly Told[] {
    if (event.feed === "lambda") return this.#report(event);
    if (event.feed !== "cloudtrail" || event.account === "") return nothing;
    const day = dayOf(event.time);
    if (!(day > 0)) return nothing;
    const told = this.#actors.operation(event).starts ? this.#start(event, day) : nothing;
    if (told.length > 0) return told;
    this.#here(event, day);
    return event.service === "lambda" && event.name.startsWith("Invoke") ? this.#invoked(event) : nothing;
  }

  /** The account was active in the region that day. */
  #here(event: LogEvent, day: number): void {
    if (event.account === this.#lastAccount && event.region === this.#lastRegion && day === this.#lastDay) return;
    const actor = this.#actors.of(event);
    // Whoever is under suspicion opens no region.
    if (!actor || event.time < actor.frozenUntil || event.error !== "") return;
    [this.#lastAccount, this.#lastRegion, this.#lastDay] = [event.account, event.region, day];
    const account = this.#accounts.id(event.account);
    this.#accounts.seen(account, day);
    this.#accounts.touch(account, REGION, this.#accounts.id(event.region), day);
    this.#accounts.tidy();
  }

  #start(event: LogEvent, day: number): readonly Told[] {
    const account = this.#accounts.id(event.account);
    if (this.#accounts.activeDays(account, day) < MATURE) return nothing;
    const usual = (dimension: number) =>
      this.#accounts
        .usual(account, dimension, day)
        .slice(0, 20)
        .map(({ value }) => this.#accounts.text(value));
    const family = familyOf(event);
    const unseen = (dimension: number, value: string) =>
      value !== "" && this.#accounts.days(account, dimension, this.#accounts.id(value), day) === 0;
    const newRegion = unseen(REGION, event.region);
    const newFamily = ACCELERATED.test(family) && unseen(FAMILY, family);
    if (family !== "" && event.error === "") this.#accounts.touch(account, FAMILY, this.#accounts.id(family), day);
    if (!(newRegion || newFamily) || !this.#voice.may(`start ${event.account} ${event.region} ${family}`, event.time)) return nothing;
    return say("new-kind-of-machine", {
      events: [event],
      contrasts: [
        ...(newRegion
          ? [
              {
                dimension: "region" as const,
                now: event.region,
                frequency: "unseen" as const,
                usual: usual(REGION),
                of: "account" as const,
              },
            ]
          : []),
        ...(newFamily
          ? [{ dimension: "service" as const, now: family, frequency: "unseen" as const, usual: usual(FAMILY), of: "account" as const }]
          : []),
      ],
    });
  }

  #invoked(event: LogEvent): readonly Told[] {
    const request = event.record["requestParameters"] as Record<string, unknown> | null | undefined;
    const name = request?.["functionName"];
    return typeof name === "string" && name !== "" ? this.#count(`${event.account} ${name.slice(0, 200)}`, event, 0) : nothing;
  }

  #report(event: LogEvent): readonly Told[] {
    if (event.name !== "platform.report") return nothing;
    const { metrics } = (event.record["record"] ?? {}) as { readonly metrics?: Readonly<Record<string, unknown>> };
    const [ms, mb] = [Number(metrics?.["billedDurationMs"]), Number(metrics?.["memorySizeMB"])];
    const seconds = Number.isFinite(ms * mb) && ms > 0 && mb > 0 ? (ms / 1_000) * (mb / 1_024) : 0;
    return event.principal === "" ? nothing : this.#count(`log ${event.principal}`, event, seconds * PRICE);
  }

  #count(key: string, event: LogEvent, dollars: number): readonly Told[] {
    const number = Math.floor(event.time / HOUR);
    const hour = this.#hours.of(key, () => ({ hour: number, calls: 0, dollars: 0 }));
    if (number > hour.hour) [hour.hour, hour.calls, hour.dollars] = [number, 0, 0];
    hour.calls += 1;
    hour.dollars += dollars;
    const day = dayOf(event.time);
    this.#daily.raise(`calls ${key}`, day, hour.calls);
    if (dollars > 0) this.#daily.raise(`cost ${key}`, day, hour.dollars);
    if (hour.calls >= CALLS && (hour.calls & 63) === 0) {
      const usual = this.#daily.usual(`calls ${key}`, day);
      if (usual.days >= MATURE && stands(hour.calls, usual, { floor: CALLS, times: 5 }) && this.#voice.may(`calls ${key}`, event.time))
        return say("invocations-leap", { events: [event], contrasts: [{ ...amount(hour.calls, usual), of: "function" }] });
    }
    if (hour.dollars >= DOLLARS) {
      const usual = this.#daily.usual(`cost ${key}`, day);
      if (usual.days >= MATURE && stands(hour.dollars, usual, { floor: DOLLARS, times: 5 }) && this.#voice.may(`cost ${key}`, event.time))
        return say("cost-leap", { events: [event], contrasts: [{ ...amount(hour.dollars, usual, dollarsAnHour), of: "function" }] });
    }
    return nothing;
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
    return { "daily:spend": this.#daily.dump(), "days:machines": this.#accounts.dump() };
  }

  load(state: State): void {
    this.#daily.load(state["daily:spend"] ?? []);
    this.#accounts.load(state["days:machines"] ?? []);
  }
}

const dollarsAnHour = (n: number) => `$${n.toFixed(2)}/h`;

function familyOf(event: LogEvent): string {
  const request = event.record["requestParameters"] as Record<string, unknown> | null | undefined;
  const type = request?.["instanceType"];
  return typeof type === "string" ? (type.split(".")[0] ?? "").slice(0, 20) : "";
}
