import { createHash } from "node:crypto";
import type { LogEvent, RecordPlace } from "../../model/index.ts";
import { isTooDeep, sampleOf } from "./sample.ts";

/** A record that could not be read, and why. It is counted and kept aside; the others of its object stay. */
export interface Broken {
  readonly place: RecordPlace;
  readonly reason: "not-json" | "not-a-record" | "no-time" | "no-name" | "fields" | "too-deep" | "unknown-format";
  /** The beginning of it, for looking it up. Never shown without escaping. */
  readonly sample: string;
}

/** What one object held. */
export interface Batch {
  readonly events: LogEvent[];
  readonly broken: readonly Broken[];
  /** Whether the object is a delivery of CloudTrail's, and each record of it an event. */
  readonly isWhole?: boolean;
}

const SAMPLE = 200;

/** Gathers the records of one object. */
export class BatchBuilder {
  readonly events: LogEvent[] = [];
  readonly broken: Broken[] = [];
  readonly #object: string;
  /** Whether no record is nested too deeply, so that none has to be looked at. */
  isShallow = false;
  isWhole = false;
  #index = 0;
  #hash: string | undefined;

  constructor(object: string) {
    this.#object = object;
  }

  /** Takes the next record: an event, or why it is none. */
  add(event: LogEvent | Broken["reason"], raw: unknown): void {
    const fault = typeof event === "string" ? event : faultOf(event, this.isShallow ? undefined : raw);
    if (fault === undefined) this.keep(event as LogEvent);
    else this.broken.push({ place: { object: this.#object, index: this.#index }, reason: fault, sample: sampleOf(raw, SAMPLE) });
    this.#index += 1;
  }

  /** Takes an event that is sound. */
  keep(event: LogEvent): void {
    this.events.push(event);
  }

  /** An id for a record that has none of its own: the same whenever the same object is read. */
  nextId(): string {
    this.#hash ??= createHash("sha256").update(this.#object).digest("hex").slice(0, 24);
    return `${this.#hash}-${this.#index}`;
  }
}

/** What takes the records of an object. An object that turns out to be another kind of log is read once more, into another. */
export type NewBatch = (object: string) => BatchBuilder;

export const newBatch: NewBatch = (object) => new BatchBuilder(object);

/** The end of the year 9999: later times have no four digits. */
const LATEST = 253_402_300_799_999;

/** A time no calendar has, or a record that nobody can write down again. */
function faultOf(event: LogEvent, raw: unknown): Broken["reason"] | undefined {
  if (!(event.time > 0 && event.time <= LATEST)) return "no-time";
  return typeof raw === "object" && raw !== null && isTooDeep(raw) ? "too-deep" : undefined;
}

/** Text of a field; numbers as text, anything else `""`. */
export function str(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function obj(value: unknown): Json {
  return isObject(value) ? value : EMPTY;
}

const EMPTY: Json = {};

/** Account ids are twelve digits; a reader that made numbers of them lost their zeros. */
export function accountId(value: unknown): string {
  const text = str(value);
  return /^\d{1,11}$/.test(text) ? text.padStart(12, "0") : text;
}
