import type { LogEvent } from "../../model/index.ts";
import { valueOf } from "../event-fields.ts";
import { hashesOf } from "../seen-ids.ts";
import { type Batch, BatchBuilder } from "../sources/batch.ts";
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
  #parts: (readonly Group[])[] = [];
  #anew = false;

  constructor(matched: (event: LogEvent) => Matched | undefined) {
    this.#matched = matched;
  }

  /** Forgets what was told when that is much. To be called while no draft is open. */
  tidy(): void {
    if (this.#senders.count + this.#operations.count <= MOST) return;
    this.#senders = new Rows<Sender>(isOfSender, senderOf);
    this.#operations = new Rows<Operation>(isOfOperation, operationOf);
    this.#parts = [];
    this.#anew = true;
  }

  /** What takes the records of an object and packs each event at once: the rest of its record is gone before it is old. */
  open(object: string): Draft {
    return new Draft(object, this);
  }

  /** Packs what was read into a draft of `open`, or a batch of events. */
  close(object: string, batch: Batch): Parcel {
    const draft = batch instanceof Draft ? batch : this.open(object);
    for (const event of batch.events) draft.keep(event);
    const { times, ids, rows, places, parts, matches } = draft.inOrderOfTime();
    const parcel = {
      object,
      broken: batch.broken,
      times: new Float64Array(times),
      ids,
      hashes: hashesOf(ids),
      rows: new Int32Array(rows),
      places: new Uint8Array(places),
      parts,
      senders: this.#senders.taken(),
      operations: this.#operations.taken(),
      anew: this.#anew,
      matches,
    };
    this.#anew = false;
    return parcel;
  }

  put(event: LogEvent, { times, ids, rows, places, parts, matches }: Columns): void {
    const operation = this.#operations.of(event.name, event);
    const matched = this.#matched(event);
    const match = matched && matchOf(times.length, event, matched);
    if (match) matches.push(match);
    times.push(event.time);
    ids.push(event.id);
    if (match?.[3] !== true) {
      const { record } = event;
      for (const { name, below } of (this.#parts[operation] ??= grouped(pathsOf(event.feed, event.service, event.name)))) {
        const value = record[name];
        if (value === undefined) continue;
        for (const { place, rest } of below) {
          const part = valueAt(value, rest);
          if (part === undefined) continue;
          places.push(place);
          parts.push(part);
        }
      }
    }
    for (const resource of event.resources) {
      places.push(RESOURCE);
      parts.push(resource);
    }
    rows.push(this.#senders.of(event.credential, event), operation, parts.length);
  }
}

interface Columns {
  readonly times: number[];
  readonly ids: string[];
  readonly rows: number[];
  readonly places: number[];
  readonly parts: unknown[];
  readonly matches: Match[];
}

const noColumns = (): Columns => ({ times: [], ids: [], rows: [], places: [], parts: [], matches: [] });

/** The events of one object while they are packed. */
class Draft extends BatchBuilder {
  readonly #packer: Packer;
  readonly #columns = noColumns();

  constructor(object: string, packer: Packer) {
    super(object);
    this.#packer = packer;
  }

  override keep(event: LogEvent): void {
    this.#packer.put(event, this.#columns);
  }

  inOrderOfTime(): Columns {
    const { times, ids, rows, places, parts, matches } = this.#columns;
    if (times.every((time, i) => i === 0 || (times[i - 1] as number) <= time)) return this.#columns;
    const byEvent = new Map(matches.map((match) => [match[0], match]));
    const out = noColumns();
    for (const i of times.map((_, at) => at).sort((a, b) => (times[a] as number) - (times[b] as number))) {
      const match = byEvent.get(i);
      if (match) out.matches.push([out.times.length, ...(match.slice(1) as unknown as Rest<Match>)]);
      out.times.push(times[i] as number);
      out.ids.push(ids[i] as string);
      const [from, to] = [i === 0 ? 0 : (rows[i * ROW - 1] as number), rows[i * ROW + 2] as number];
      out.places.push(...places.slice(from, to));
      out.parts.push(...parts.slice(from, to));
      out.rows.push(rows[i * ROW] as number, rows[i * ROW + 1] as number, out.parts.length);
    }
    return out;
  }
}

type Rest<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

/** Paths that begin alike, each with its place. */
interface Group {
  readonly name: string;
  readonly below: readonly { readonly place: number; readonly rest: readonly string[] }[];
}

function grouped(paths: readonly Path[]): readonly Group[] {
  const placed = paths.map(([name, ...rest], place) => ({ name, place, rest }));
  return [...new Set(paths.map(([name]) => name))].map((name) => ({ name, below: placed.filter((one) => one.name === name) }));
}

/** The memory of a parcel that can change hands without a copy. */
export function transferable({ times, hashes, rows, places }: Parcel): readonly ArrayBuffer[] {
  return [times, hashes, rows, places].map((column) => column.buffer as ArrayBuffer);
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

function valueAt(from: unknown, path: readonly string[]): unknown {
  let value = from;
  for (let i = 0; i < path.length; i += 1) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[path[i] as string];
  }
  return value;
}
