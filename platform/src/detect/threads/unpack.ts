import type { LogEvent } from "../../model/index.ts";
import { type Operation, type Parcel, RESOURCE, ROW, type Sender } from "./parcel.ts";
import { type Path, pathsOf } from "./slim.ts";

interface Known extends Operation {
  readonly paths: readonly Path[];
}

/** Unpacks what one packer packed, parcel by parcel in the order they were packed. */
export class Unpacker {
  #senders: Sender[] = [];
  #operations: Known[] = [];

  /** The events of a parcel, in order of time. Of their records is there what the parcel has. */
  unpack(parcel: Parcel): LogEvent[] {
    const { times, ids, rows, places, parts, matches } = parcel;
    this.#learn(parcel);
    const events: LogEvent[] = [];
    let at = 0;
    let next = 0;
    for (let i = 0; i < times.length; i += 1) {
      const sender = this.#senders[rows[i * ROW] as number] as Sender;
      const operation = this.#operations[rows[i * ROW + 1] as number] as Known;
      const end = rows[i * ROW + 2] as number;
      const match = matches[next]?.[0] === i ? matches[next] : undefined;
      if (match) next += 1;
      let record: Writable | undefined;
      let resources: string[] | undefined;
      for (; at < end; at += 1) {
        const place = places[at] as number;
        if (place === RESOURCE) (resources ??= []).push(parts[at] as string);
        else put((record ??= {}), operation.paths[place] as Path, parts[at]);
      }
      events.push({
        feed: operation.feed,
        id: ids[i] as string,
        time: times[i] as number,
        account: sender.account,
        region: sender.region,
        service: operation.service,
        name: operation.name,
        principal: sender.principal,
        principalType: sender.principalType,
        credential: sender.credential,
        session: sender.session,
        ip: sender.ip,
        userAgent: sender.userAgent,
        error: operation.error,
        readOnly: operation.readOnly,
        resources: resources ?? NONE,
        record: match?.[3] === true ? (match[2] as LogEvent["record"]) : match?.[2] ? { ...record, ...match[2] } : (record ?? EMPTY),
      });
    }
    return events;
  }

  #learn({ senders, operations, anew }: Parcel): void {
    if (anew) {
      this.#senders = [];
      this.#operations = [];
    }
    for (const sender of senders) this.#senders.push(sender);
    for (const operation of operations)
      this.#operations.push({ ...operation, paths: pathsOf(operation.feed, operation.service, operation.name) });
  }
}

type Writable = Record<string, unknown>;

const NONE: readonly string[] = [];
const EMPTY: LogEvent["record"] = {};

function put(record: Writable, path: Path, value: unknown): void {
  let at = record;
  for (let i = 0; i < path.length - 1; i += 1) at = (at[path[i] as string] ??= {}) as Writable;
  at[path.at(-1) as string] = value;
}
