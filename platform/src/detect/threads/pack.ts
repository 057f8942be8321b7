import type { LogEvent } from "../../model/index.ts";
import { valueOf } from "../event-fields.ts";
import type { Broken } from "../sources/batch.ts";
import { type Match, type Operation, type Parcel, RESOURCE, ROW, type Sender } from "./parcel.ts";
import { type Path, pathsOf } from "./slim.ts";

/** Places of the rules that match an event, and the fields that are read of it because they did. */
export interface Matched {
  readonly rules: readonly number[];
  readonly fields: readonly string[];
}

/** Rows that are remembered before numbers begin anew. */
const MOST = 50_000;
/** Rows with the same key that are compared; beyond that a row is told again, which is no harm. */
const ALIKE = 32;

/** Packs the events of one object after another, for one receiver. */
export class Packer {
  readonly #matched: (event: LogEvent) => Matched | undefined;
  #senders = new Rows<Sender>(isOfSender, senderOf);
  #operations = new Rows<Operation>(isOfOperation, operationOf);
  #paths: (readonly Path[])[] = [];

  constructor(matched: (event: LogEvent) => Matched | undefined) {
    this.#matched = matched;
  }

  /** Packs events that are in order of time. */
  pack(object: string, events: readonly LogEvent[], broken: readonly Broken[]): Parcel {
    const anew = this.#senders.count + this.#operations.count > MOST;
    if (anew) {
      this.#senders = new Rows<Sender>(isOfSender, senderOf);
      this.#operations = new Rows<Operation>(isOfOperation, operationOf);
      this.#paths = [];
    }
    const times = new Float64Array(events.length);
    const rows = new Int32Array(events.length * ROW);
    const ids: string[] = [];
    const places: number[] = [];
    const parts: unknown[] = [];
    const matches: Match[] = [];
    for (let i = 0; i < events.length; i += 1) {
      const event = events[i] as LogEvent;
      times[i] = event.time;
      ids.push(event.id);
      const operation = this.#operations.of(event.name, event);
      const matched = this.#matched(event);
      const match = matched && matchOf(i, event, matched);
      if (match) matches.push(match);
      if (match?.[3] !== true) {
        const paths = (this.#paths[operation] ??= pathsOf(event.feed, event.service, event.name));
        for (let place = 0; place < paths.length; place += 1) {
          const value = valueAt(event.record, paths[place] as Path);
          if (value === undefined) continue;
          places.push(place);
          parts.push(value);
        }
      }
      for (const resource of event.resources) {
        places.push(RESOURCE);
        parts.push(resource);
      }
      rows[i * ROW] = this.#senders.of(event.credential, event);
      rows[i * ROW + 1] = operation;
      rows[i * ROW + 2] = parts.length;
    }
    const [senders, operations] = [this.#senders.taken(), this.#operations.taken()];
    return { object, broken, times, ids, rows, places: new Uint8Array(places), parts, senders, operations, anew, matches };
  }
}

/** The memory of a parcel that can change hands without a copy. */
export function transferable({ times, rows, places }: Parcel): readonly ArrayBuffer[] {
  return [times, rows, places].map((column) => column.buffer as ArrayBuffer);
}

function matchOf(place: number, event: LogEvent, { rules, fields }: Matched): Match {
  if (fields.length === 0) return [place, rules];
  const asked: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueOf(event, field);
    // An object may be there in part already; and one name is no name of a field that can be set.
    if ((typeof value === "object" && value !== null) || field === "__proto__") return [place, rules, event.record, true];
    // Fields are looked up by their whole name where no path leads to them.
    if (value !== undefined) asked[field] = value;
  }
  return [place, rules, asked];
}

/** What events share, each once. */
class Rows<T> {
  count = 0;
  readonly #isOf: (row: T, event: LogEvent) => boolean;
  readonly #make: (event: LogEvent) => T;
  readonly #known = new Map<string, { readonly number: number; readonly row: T }[]>();
  #fresh: T[] = [];

  constructor(isOf: (row: T, event: LogEvent) => boolean, make: (event: LogEvent) => T) {
    this.#isOf = isOf;
    this.#make = make;
  }

  of(key: string, event: LogEvent): number {
    let known = this.#known.get(key);
    if (!known) this.#known.set(key, (known = []));
    for (const { number, row } of known) if (this.#isOf(row, event)) return number;
    if (known.length >= ALIKE) known.length = 0;
    const row = this.#make(event);
    this.#fresh.push(row);
    known.push({ number: this.count, row });
    this.count += 1;
    return this.count - 1;
  }

  /** Those nobody was told of yet. */
  taken(): readonly T[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}

function isOfSender(row: Sender, event: LogEvent): boolean {
  return (
    row.ip === event.ip &&
    row.userAgent === event.userAgent &&
    row.session === event.session &&
    row.principal === event.principal &&
    row.region === event.region &&
    row.account === event.account &&
    row.credential === event.credential &&
    row.principalType === event.principalType
  );
}

function senderOf({ credential, ip, userAgent, session, principal, principalType, account, region }: LogEvent): Sender {
  return { credential, ip, userAgent, session, principal, principalType, account, region };
}

function isOfOperation(row: Operation, event: LogEvent): boolean {
  return (
    row.service === event.service &&
    row.error === event.error &&
    row.readOnly === event.readOnly &&
    row.name === event.name &&
    row.feed === event.feed
  );
}

function operationOf({ feed, service, name, error, readOnly }: LogEvent): Operation {
  return { feed, service, name, error, readOnly };
}

function valueAt(record: LogEvent["record"], path: Path): unknown {
  let value: unknown = record[path[0]];
  for (let i = 1; i < path.length; i += 1) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[path[i] as string];
  }
  return value;
}
