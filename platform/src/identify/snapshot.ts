import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import {
  type Estate,
  type Gap,
  isUnknown,
  type Lang,
  type Origin,
  type Path,
  type Problem,
  type Resource,
  type Scope,
} from "../model/index.ts";
import { type SnapshotFault, snapshotWords } from "../words/snapshot.ts";
import { maskDeep, maskResource, starred } from "./mask.ts";
import { decode, encode, isOrigin, restoreOrigin, type StoredOrigin, storeOrigin } from "./snapshot-codec.ts";

const VERSION = 1;
/** Paths kept of one declaration: a file made to be enormous must not make an enormous snapshot. */
const MOST_PATHS = 20_000;

/** A snapshot that cannot be written or read. */
export class SnapshotError extends Error {
  readonly fault: SnapshotFault;
  readonly file: string;
  readonly line: number | undefined;

  constructor(fault: SnapshotFault, file: string, options: { readonly line?: number; readonly cause?: unknown } = {}) {
    super(`${file}${options.line === undefined ? "" : `:${options.line}`}: ${snapshotWords[fault].en}`, { cause: options.cause });
    this.name = "SnapshotError";
    this.fault = fault;
    this.file = file;
    this.line = options.line;
  }

  sentence(lang: Lang): string {
    return snapshotWords[this.fault][lang];
  }
}

export interface WriteOptions {
  /** Opens the file to write; for tests. */
  readonly create?: (path: string) => Writable;
}

interface Header {
  readonly format: "yagura-snapshot";
  readonly version: number;
  readonly scopes: readonly Scope[];
  readonly unrecognised: Readonly<Record<string, number>>;
}

interface End {
  readonly resources: number;
  readonly gaps: number;
  readonly problems: number;
}

/**
 * Writes an estate to a file, one JSON value a line, compressed when the path ends in `.gz`, with secrets masked. The file
 * appears whole or not at all.
 */
export async function writeSnapshot(file: string, estate: Estate, options: WriteOptions = {}): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  const create = options.create ?? ((path: string) => createWriteStream(path, { flags: "wx", mode: 0o600 }));
  try {
    const lines = Readable.from(chunks(snapshotLines(estate)));
    const out = create(temporary);
    if (file.endsWith(".gz")) await pipeline(lines, createGzip(), out);
    else await pipeline(lines, out);
    await flush(temporary);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = (cause as NodeJS.ErrnoException).code;
    const full = code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG";
    throw new SnapshotError(full ? "disk-full" : "not-writable", file, { cause });
  }
}

/** A rename must not survive a crash that the data does not. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Few large writes instead of one for each line. */
function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length > 65_536) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

const BASE = new Set(["kind", "id", "name", "account", "region", "scope", "origin", "aliases"]);

/** The lines of a snapshot: header, origins before whoever refers to them, resources, gaps, problems, end. */
export function* snapshotLines(estate: Estate): Generator<string> {
  const header: Header = {
    format: "yagura-snapshot",
    version: VERSION,
    scopes: maskNames(estate.scopes),
    unrecognised: estate.unrecognised,
  };
  yield JSON.stringify(header);
  const numbers = new Map<Origin, number>();
  const waiting: string[] = [];
  const pathsOf = referredPaths(estate.resources);
  const number = (origin: Origin): number => {
    let n = numbers.get(origin);
    if (n === undefined) {
      n = numbers.size;
      numbers.set(origin, n);
      waiting.push(JSON.stringify({ origin: storeOrigin(origin, pathsOf.get(origin) ?? []) }));
    }
    return n;
  };
  for (const resource of estate.resources) {
    const facts = Object.fromEntries(Object.entries(resource).filter(([key]) => !BASE.has(key)));
    const { kind, id, name, account, region, scope, origin, aliases } = resource;
    const line = JSON.stringify({
      resource: {
        base: { kind, account, region, scope, ...maskNames({ id, name, ...(aliases ? { aliases } : {}) }) },
        origin: number(origin),
        facts: encode(maskResource(resource, facts), number),
      },
    });
    yield* waiting.splice(0);
    yield line;
  }
  for (const gap of estate.gaps) yield JSON.stringify({ gap: encode(maskDeep(gap), number) });
  for (const problem of estate.problems) yield JSON.stringify({ problem: maskNames(problem) });
  const end: End = { resources: estate.resources.length, gaps: estate.gaps.length, problems: estate.problems.length };
  yield JSON.stringify({ end });
}

/** Names and messages stay, with stars over what looks like a secret. */
function maskNames<T>(value: T): T {
  if (typeof value === "string") return starred(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(maskNames) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [starred(key), maskNames(item)])) as T;
}

/** The paths that somebody may ask each origin for: every fact of its resources, and the places statements point to. */
function referredPaths(resources: readonly Resource[]): Map<Origin, Path[]> {
  const out = new Map<Origin, Path[]>();
  const add = (origin: Origin, path: Path) => {
    const list = out.get(origin);
    if (list) list.push(path);
    else out.set(origin, [path]);
  };
  const walk = (value: unknown, origin: Origin, path: Path): void => {
    if (path.length > 0 && origin.locate) add(origin, path);
    if (typeof value !== "object" || value === null || isUnknown(value)) return;
    const at = value as { readonly origin?: unknown; readonly path?: unknown };
    if (isOrigin(at.origin) && Array.isArray(at.path)) {
      if (at.origin.locate) add(at.origin, at.path as Path);
      return;
    }
    const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
    for (const [key, item] of entries) walk(item, origin, [...path, key]);
  };
  for (const resource of resources) {
    let left = MOST_PATHS;
    for (const path of resource.origin.paths?.() ?? []) {
      if ((left -= 1) < 0) break;
      add(resource.origin, path);
    }
    for (const [field, value] of Object.entries(resource)) if (!BASE.has(field)) walk(value, resource.origin, [field]);
  }
  return out;
}

/** Reads a snapshot back. What is not one, or not a whole one, is an error that names the line: never half an estate. */
export async function readSnapshot(file: string): Promise<Estate> {
  let line = 0;
  const bad = (why: SnapshotFault, cause?: unknown) => new SnapshotError(why, file, { line: Math.max(line, 1), cause });
  let header: Header | undefined;
  let end: End | undefined;
  const origins: Origin[] = [];
  const resources: Resource[] = [];
  const gaps: Gap[] = [];
  const problems: Problem[] = [];
  const take = (text: string): void => {
    if (end) throw bad("unknown-record");
    let row: Readonly<Record<string, unknown>>;
    try {
      row = JSON.parse(text) as typeof row;
    } catch (cause) {
      throw bad(header ? "not-json" : "no-header", cause);
    }
    if (!header) {
      header = headerOf(row, bad);
      return;
    }
    try {
      if (row["origin"]) origins.push(restoreOrigin(row["origin"] as StoredOrigin));
      else if (row["resource"]) resources.push(resourceOf(row["resource"] as StoredResource, origins));
      else if (row["gap"]) gaps.push(decode(row["gap"], origins) as Gap);
      else if (row["problem"]) problems.push(row["problem"] as Problem);
      else if (row["end"]) end = row["end"] as End;
      else throw new RangeError("a record of no known kind");
    } catch (cause) {
      throw bad("unknown-record", cause);
    }
  };
  try {
    for await (const text of linesOf(file)) {
      line += 1;
      if (text !== "") take(text);
    }
  } catch (cause) {
    if (cause instanceof SnapshotError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    if (code === "Z_BUF_ERROR") throw bad("cut-off", cause);
    throw code.startsWith("Z_") ? bad("not-gzip", cause) : new SnapshotError("not-readable", file, { cause });
  }
  if (!header) throw bad("no-header");
  const whole = end && end.resources === resources.length && end.gaps === gaps.length && end.problems === problems.length;
  if (!whole) throw bad("cut-off");
  return { scopes: header.scopes, resources, gaps, problems, unrecognised: header.unrecognised };
}

interface StoredResource {
  readonly base: Pick<Resource, "kind" | "id" | "name" | "account" | "region" | "scope" | "aliases">;
  readonly origin: number;
  readonly facts: unknown;
}

function resourceOf(row: StoredResource, origins: readonly Origin[]): Resource {
  const { kind, id, name, account, region, scope, aliases } = row.base;
  const origin = origins[row.origin];
  if (!origin || ![kind, id, name, scope].every((part) => typeof part === "string"))
    throw new RangeError("a resource without name or origin");
  const facts = decode(row.facts, origins) as object;
  // Written out: an object that begins as a spread copy has a hidden class of its own, and every check is slower on it.
  return { kind, id, name, account, region, scope, origin, ...(aliases ? { aliases } : {}), ...facts } as Resource;
}

function headerOf(row: Readonly<Record<string, unknown>>, bad: (why: SnapshotFault) => SnapshotError): Header {
  const header = row as unknown as Partial<Header>;
  if (header.format !== "yagura-snapshot" || typeof header.version !== "number" || !Array.isArray(header.scopes)) throw bad("no-header");
  if (header.version > VERSION) throw bad("newer-version");
  return { format: header.format, version: header.version, scopes: header.scopes, unrecognised: header.unrecognised ?? {} };
}

/** Compressed or not is told by the bytes, not by the name. */
async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const compressed = await isGzip(file);
  const raw = createReadStream(file);
  const input: Readable = compressed ? raw.pipe(createGunzip()) : raw;
  raw.on("error", (error) => input.destroy(error));
  try {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of input as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    raw.destroy();
  }
}
