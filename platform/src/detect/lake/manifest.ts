import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { OcsfClass } from "./ocsf/classes.ts";

/** A file of the lake: of Parquet, but for the whereabouts. */
export interface LakeFile {
  /** Below the lake's folder, with `/`. */
  readonly path: string;
  /**
   * `population`: how many principals have to do with each value that more than one has; `whereabouts`: which of a month's roll-ups may
   * hold a value.
   */
  readonly kind: "events" | "edges" | "population" | "whereabouts";
  readonly class: OcsfClass | "edges" | "population" | "whereabouts";
  readonly region: string;
  readonly account: string;
  /** `YYYYMMDD`, UTC; of a month's roll-up its last day. */
  readonly day: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly schema: number;
  readonly compacted: boolean;
}

/** One change of the lake: what came, what went, and which objects are in it from now on. A change is one line, and whole or not there. */
export interface Change {
  readonly change: string;
  readonly add: readonly LakeFile[];
  readonly remove: readonly string[];
  /** Keys of the batches of log objects, and of the findings, that are now in the lake. */
  readonly keys: readonly string[];
}

const NAME = "manifest.ndjson";

/** The list of what belongs to the lake cannot be read, or a file of it is not what was written. */
export class LakeDamagedError extends Error {
  readonly file: string;
  constructor(file: string, cause?: unknown) {
    super(`${file} is damaged`, { cause });
    this.file = file;
  }
}

/** What belongs to a lake. A file that is in no line of it is not part of the lake: it is left from a write that did not end. */
export interface Manifest {
  readonly files: ReadonlyMap<string, LakeFile>;
  readonly keys: ReadonlySet<string>;
  /** Length of the lines that are whole. Bytes. */
  readonly whole: number;
}

export function readManifest(folder: string): Manifest {
  const files = new Map<string, LakeFile>();
  const keys = new Set<string>();
  const path = join(folder, NAME);
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  let whole = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    if (end < 0) break;
    const change = changeOf(bytes.toString("utf8", start, end));
    // A write that was cut off has no line end. A damaged line inside is something else, and nothing is done on top of it.
    if (!change) throw new LakeDamagedError(path);
    for (const file of change.remove) files.delete(file);
    for (const file of change.add) files.set(file.path, file);
    for (const key of change.keys) keys.add(key);
    start = end + 1;
    whole = start;
  }
  return { files, keys, whole };
}

function changeOf(line: string): Change | undefined {
  try {
    const change = JSON.parse(line) as Change;
    return Array.isArray(change.add) && Array.isArray(change.remove) && Array.isArray(change.keys) ? change : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a change part of the lake: the one moment in which it happens. */
export function appendChange(folder: string, change: Change): void {
  const handle = openSync(join(folder, NAME), "a");
  const before = fstatSync(handle).size;
  const line = Buffer.from(`${JSON.stringify(change)}\n`);
  try {
    for (let at = 0; at < line.length; ) at += writeSync(handle, line, at);
    fsyncSync(handle);
  } catch (error) {
    // Half a line on a full disk would swallow the next one.
    ftruncateSync(handle, before);
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** Cuts what a crash left behind the last whole line. */
export function repairManifest(folder: string, { whole }: Manifest): void {
  const path = join(folder, NAME);
  if (existsSync(path) && readFileSync(path).length > whole) truncateSync(path, whole);
}
