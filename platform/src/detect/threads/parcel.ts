import type { LogEvent } from "../../model/index.ts";
import type { Broken } from "../sources/batch.ts";

/**
 * What one thread gives another of the events of one object: numbers in columns. Who called and what was called is told once and
 * meant by its number from then on. Records go along only where a rule needs them; of the others the parts that `pathsOf` names.
 */
export interface Parcel {
  readonly object: string;
  readonly broken: readonly Broken[];
  /** In order of time, as are the others. */
  readonly times: Float64Array;
  readonly ids: readonly string[];
  /** Of the ids, as `SeenIds` knows them. */
  readonly hashes: Int32Array;
  /** ROW numbers of each event: its sender, its operation, and where its parts end. */
  readonly rows: Int32Array;
  /** Of each part: the place of its path among those of the operation, or RESOURCE. */
  readonly places: Uint8Array;
  readonly parts: readonly unknown[];
  /** Senders and operations that no parcel before told, numbered on from those. */
  readonly senders: readonly Sender[];
  readonly operations: readonly Operation[];
  /** Whether the numbers begin anew. */
  readonly anew: boolean;
  readonly matches: readonly Match[];
}

/** An event that rules matched: its place and theirs in the set of rules; what these ask for, or the whole record where that is simpler. */
export type Match = readonly [event: number, rules: readonly number[], asked?: LogEvent["record"], isWhole?: boolean];

export const ROW = 3;
/** Stands where a path would: the part is one of the event's resources. */
export const RESOURCE = 255;

/** What the calls of one sender share. */
export type Sender = Pick<LogEvent, "credential" | "ip" | "userAgent" | "session" | "principal" | "principalType" | "account" | "region">;

/** What the calls of one operation share. */
export type Operation = Pick<LogEvent, "feed" | "service" | "name" | "error" | "readOnly">;
