import { createHash } from "node:crypto";
import type { Contrast, LogEvent, Signal, Weighed } from "../model/index.ts";
import type { RuleWords } from "./rule-words.ts";
import { targetsOf } from "./targets.ts";

/** Repetitions of a signal within this time after its last event are the same signal. Milliseconds. */
const QUIET = 3_600_000;
const MAX_EVENTS = 20;
const MAX_VALUES = 50;
/** Signals that wait for their repetitions. */
const MAX_OPEN = 20_000;

/** What a detector has seen. */
export interface Sighting {
  readonly words: RuleWords;
  readonly kind: Signal["kind"];
  /** In order of time, at least one. */
  readonly events: readonly LogEvent[];
  readonly contrasts?: readonly Contrast[];
  readonly lineage: readonly string[];
  readonly weighed?: Weighed;
  /** What a repetition must share besides detector, account and principal. */
  readonly group?: string;
}

export type SignalsState = readonly (readonly [key: string, signal: Signal])[];

type Writable = { -readonly [K in keyof Signal]: Signal[K] extends readonly (infer T)[] ? T[] : Signal[K] };

/**
 * Makes signals of sightings. A repetition within an hour adds to the signal that is already there: an attacker who calls an API
 * a thousand times is one thing to look at.
 */
export class Signals {
  readonly #open = new Map<string, Writable>();

  /** The signals that wait for repetitions, as plain data. */
  dump(): SignalsState {
    return [...this.#open];
  }

  load(state: SignalsState): void {
    for (const [key, signal] of state) this.#open.set(key, structuredClone(signal) as Writable);
  }

  /** The new signal, or undefined when the sighting was a repetition. */
  add(sighting: Sighting): Signal | undefined {
    const first = sighting.events[0];
    if (!first) return undefined;
    const key = [sighting.words.detector, first.account, first.principal, first.credential, sighting.group ?? ""].join("\n");
    const open = this.#open.get(key);
    if (open && first.time <= open.until + QUIET && first.time >= open.time - QUIET) {
      for (const event of sighting.events) merge(open, event);
      for (const contrast of sighting.contrasts ?? []) if (open.contrasts.length < MAX_VALUES) open.contrasts.push(contrast);
      return undefined;
    }
    const signal = begin(sighting, first, key);
    for (const event of sighting.events.slice(1)) merge(signal, event);
    this.#open.delete(key);
    this.#open.set(key, signal);
    if (this.#open.size > MAX_OPEN) this.#open.delete(this.#open.keys().next().value as string);
    return signal;
  }
}

function begin({ words, kind, contrasts, lineage, weighed }: Sighting, event: LogEvent, key: string): Writable {
  return {
    ...words,
    tactics: [...words.tactics],
    techniques: [...words.techniques],
    id: createHash("sha256").update(`${key}\n${event.id}`).digest("hex").slice(0, 32),
    kind,
    time: event.time,
    until: event.time,
    count: 1,
    account: event.account,
    region: event.region,
    principal: event.principal,
    principalType: event.principalType,
    credential: event.credential,
    session: event.session,
    lineage: [...lineage],
    ips: event.ip === "" ? [] : [event.ip],
    userAgent: event.userAgent,
    actions: [`${event.service}:${event.name}`],
    resources: targetsOf(event).slice(0, MAX_VALUES),
    contrasts: [...(contrasts ?? [])],
    events: [event.id],
    ...(weighed === undefined ? {} : { weighed }),
  };
}

function merge(signal: Writable, event: LogEvent): void {
  signal.count += 1;
  signal.time = Math.min(signal.time, event.time);
  signal.until = Math.max(signal.until, event.time);
  if (signal.events.length < MAX_EVENTS) signal.events.push(event.id);
  if (event.ip !== "") addOnce(signal.ips, event.ip);
  addOnce(signal.actions, `${event.service}:${event.name}`);
  for (const resource of targetsOf(event)) addOnce(signal.resources, resource);
}

function addOnce(list: string[], value: string): void {
  if (list.length < MAX_VALUES && !list.includes(value)) list.push(value);
}
