import type { Feed, LogEvent, Signal } from "../../model/index.ts";
import type { Actors } from "./actors.ts";
import { Bounded } from "./bounded.ts";
import { amount } from "./bursts.ts";
import { Daily, stands } from "./daily.ts";
import { Distinct } from "./distinct.ts";
import { dayOf, type Habit, type State } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

const HOUR = 3_600_000;
const MOST = 20_000;
/** Bytes and keys in an hour below which nothing is told: with a habit, and without one. */
const [LARGE, HUGE] = [100e6, 5e9];
const KEYS = 1_000;

interface Window {
  hour: number;
  bytes: number;
  keys: Distinct;
  readonly events: LogEvent[];
}

/** How much of a bucket a caller reads in an hour, in bytes and in different keys. */
export class ReadVolume implements Habit {
  readonly feeds: readonly Feed[] = ["cloudtrail", "s3-access"];
  readonly #actors: Actors;
  readonly #voice: Voice;
  readonly #windows = new Bounded<string, Window>(MOST);
  readonly #daily = new Daily(MOST);

  constructor(actors: Actors, voice: Voice) {
    this.#actors = actors;
    this.#voice = voice;
  }

  take(event: LogEvent): readonly Told[] {
    if (event.service !== "s3" || event.error !== "") return nothing;
    const read = readOf(event);
    if (!read || event.principal === "" || event.principalType === "service") return nothing;
    const actor = this.#actors.of(event);
    const key = `${actor?.key ?? event.principal} ${read.bucket}`;
    const hour = Math.floor(event.time / HOUR);
    const window = this.#windows.of(key, () => ({ hour, bytes: 0, keys: new Distinct(), events: [] }));
    if (hour > window.hour) {
      window.hour = hour;
      window.bytes = 0;
      window.keys = new Distinct();
      window.events.length = 0;
    }
    window.bytes += read.bytes;
    window.keys.add(read.key);
    if (window.events.length < 20) window.events.push(event);
    const day = dayOf(event.time);
    const teaches = !actor || event.time >= actor.frozenUntil;
    if (teaches) this.#daily.raise(`bytes ${key}`, day, window.bytes);
    if (window.bytes >= LARGE) {
      const usual = this.#daily.usual(`bytes ${key}`, day);
      if (stands(window.bytes, usual, { floor: usual.days >= 3 ? LARGE : HUGE }) && this.#voice.may(`volume ${key}`, event.time))
        return say("read-volume", {
          events: window.events,
          contrasts: [amount(window.bytes, usual, megabytes)],
          ...(usual.days >= 3 ? {} : { severity: "low" }),
        });
    }
    // The sketch is asked now and then only.
    if (window.events.length < 20 || (event.time & 15) !== 0) return nothing;
    const keys = window.keys.count();
    if (teaches) this.#daily.raise(`keys ${key}`, day, keys);
    const usual = this.#daily.usual(`keys ${key}`, day);
    if (usual.days < 3 || !stands(keys, usual, { floor: KEYS, times: 5 }) || !this.#voice.may(`volume ${key}`, event.time)) return nothing;
    return say("read-volume", { events: window.events, contrasts: [amount(keys, usual)] });
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
    return { "daily:volume": this.#daily.dump() };
  }

  load(state: State): void {
    this.#daily.load(state["daily:volume"] ?? []);
  }
}

export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;

/** What was read: from CloudTrail's data events and from the bucket's own access log. */
function readOf(event: LogEvent): { readonly bucket: string; readonly key: string; readonly bytes: number } | undefined {
  if (event.feed === "cloudtrail" && (event.name === "GetObject" || event.name === "SelectObjectContent")) {
    const request = event.record["requestParameters"] as Record<string, unknown> | null | undefined;
    const more = event.record["additionalEventData"] as Record<string, unknown> | null | undefined;
    const [bucket, key] = [request?.["bucketName"], request?.["key"]];
    return typeof bucket === "string" && typeof key === "string" ? { bucket, key, bytes: count(more?.["bytesTransferredOut"]) } : undefined;
  }
  if (event.feed === "s3-access" && event.name.startsWith("REST.GET.OBJECT")) {
    const { bucket, key, bytessent: bytes } = event.record as Record<string, unknown>;
    return typeof bucket === "string" && typeof key === "string" ? { bucket, key, bytes: count(bytes) } : undefined;
  }
  return undefined;
}

function count(value: unknown): number {
  const n = Number(value);
  return Number.isFinite(n) && n > 0 ? n : 0;
}
