import { createReadStream } from "node:fs";
import { open, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { promisify } from "node:util";
import { createGunzip, gunzip } from "node:zlib";
import type { Problem } from "../../model/index.ts";
import { type Batch, type NewBatch, newBatch } from "./batch.ts";
import { unpackable } from "./cut.ts";
import { readLogBytes } from "./delivery.ts";
import { readParquet } from "./parquet.ts";
import { readLog } from "./read.ts";
import { notReadableFile, reasonOf } from "./unreadable.ts";
import { isFlowHeader } from "./vpc-flow.ts";

const gunzipAll = promisify(gunzip);

/** Objects up to this size are read as a whole; CloudTrail's are a few megabytes. Bytes, packed. */
const WHOLE = 32_000_000;
/** Text that is read at a time from larger ones. Characters. */
const CHUNK = 16_000_000;
/** A whole object unpacked; more is an attempt to fill the memory. */
const MAX_UNPACKED = 400_000_000;

export interface LogObject {
  /** Path, or `-` for standard input. */
  readonly object: string;
  readonly batch: Batch;
  /** What the batch was read from, where that is a whole delivery of CloudTrail's; unpacked. */
  readonly bytes?: Buffer;
}

/**
 * Reads log files and folders of them, gzip or plain, JSON, text or Parquet. What is no log is told and passed over; one bad file
 * does not stop the others. Files of a folder come in the order of their names, which is the order of time in AWS's layouts.
 */
export async function* readLogFiles(
  paths: readonly string[],
  onProblem: (problem: Problem) => void,
  make = newBatch,
): AsyncGenerator<LogObject> {
  // The next file is read and unpacked by another thread while this one is looked at.
  const ahead: (Problem | { readonly file: string; readonly loaded: Promise<Loaded> })[] = [];
  const tell = (file: string, error: unknown) => onProblem(notReadableFile(file, error));
  async function* take(upTo: number): AsyncGenerator<LogObject> {
    while (ahead.length > upTo) {
      const next = ahead.shift() as (typeof ahead)[number];
      if ("code" in next) {
        onProblem(next);
        continue;
      }
      const { file, loaded } = next;
      try {
        const content = await loaded;
        if (content instanceof Uint8Array) yield wholeObject(file, content, make);
        else yield* content;
      } catch (error) {
        tell(file, error);
        if (!isGzipFault(error)) continue;
        const part = await unpackable(file, MAX_UNPACKED);
        if (part !== "") yield { object: file, batch: readLog(part, file, make(file)) };
      }
    }
  }
  for await (const found of filesOf(paths)) {
    if ("code" in found) ahead.push(found);
    else {
      const loaded = load(found, make);
      // It is waited for later; until then nobody else may take it for a failure without a handler.
      loaded.catch(() => undefined);
      ahead.push({ file: found.file, loaded });
    }
    yield* take(AHEAD);
  }
  yield* take(0);
}

/** Cut off, or damaged further on: what comes before the damage can be read. A stream gives it by itself. */
function isGzipFault(error: unknown): boolean {
  const { code, isGiven } = error as { readonly code?: unknown; readonly isGiven?: boolean };
  return (code === "Z_BUF_ERROR" || code === "Z_DATA_ERROR") && isGiven !== true;
}

/** Objects that are read before they are asked for. */
const AHEAD = 2;

/** A whole text, or the portions of an object that is too large or no text. */
type Loaded = Buffer | AsyncIterable<LogObject>;

function wholeObject(object: string, bytes: Buffer, make: NewBatch): LogObject {
  const batch = readLogBytes(bytes, object, make);
  return batch.isWhole ? { object, batch, bytes } : { object, batch };
}

export interface LogFile {
  readonly file: string;
  /** Bytes, as it lies there. */
  readonly size: number;
}

/** The files of paths and of the folders among them, each once, in the order of their names; what cannot be listed stands in its place. */
export async function* filesOf(paths: readonly string[]): AsyncGenerator<LogFile | Problem> {
  const seen = new Set<string>();
  for (const path of paths) yield* filesUnder(path, seen);
}

async function* filesUnder(path: string, seen: Set<string>): AsyncGenerator<LogFile | Problem> {
  const problem = (error: unknown): Problem => ({ code: "E_LOG_NOT_READABLE", detail: { file: path, reason: reasonOf(error) } });
  let real: string;
  let kind: Awaited<ReturnType<typeof stat>>;
  try {
    real = await realpath(path);
    kind = await stat(real);
  } catch (error) {
    return yield problem(error);
  }
  // A folder may link to itself.
  if (seen.has(real)) return;
  seen.add(real);
  if (kind.isFile()) yield { file: path, size: kind.size };
  else if (kind.isDirectory()) {
    let entries: string[];
    try {
      entries = await readdir(path);
    } catch (error) {
      return yield problem(error);
    }
    for (const entry of entries.toSorted((a, b) => (a < b ? -1 : 1)))
      if (!entry.startsWith(".")) yield* filesUnder(join(path, entry), seen);
  }
}

async function load({ file, size }: LogFile, make: NewBatch): Promise<Loaded> {
  if (size > WHOLE) {
    const portions = await portionsOfLarge(file);
    return portions ? readText(portions, make) : parquetOf(file);
  }
  const bytes = await readFile(file);
  return isParquet(bytes) ? parquetOf(file, bytes) : plainBytes(bytes);
}

/** The bytes of a file that is read as a whole, unpacked; undefined of Parquet. */
export async function wholeBytes(file: string): Promise<Buffer | undefined> {
  const bytes = await readFile(file);
  return isParquet(bytes) ? undefined : plainBytes(bytes);
}

/** Whether a file is read in portions, or Parquet of its size. */
export const isLarge = ({ size }: LogFile) => size > WHOLE;

/** The text of a file in portions; undefined of Parquet. */
export async function portionsOfLarge(file: string): Promise<AsyncGenerator<Portion> | undefined> {
  const magic = await firstBytes(file);
  if (isParquet(magic)) return undefined;
  const source = createReadStream(file);
  return portionsOf(isPacked(magic) ? source.pipe(createGunzip()) : source, file);
}

async function* parquetOf(file: string, bytes?: Buffer): AsyncGenerator<LogObject> {
  yield { object: file, batch: await readParquet(file, bytes) };
}

/** Reads an object that is in memory, whatever it is. Throws when it is damaged. */
export async function readObjectBytes(bytes: Buffer, object: string, make = newBatch): Promise<LogObject> {
  return isParquet(bytes) ? { object, batch: await readParquet(object, bytes) } : wholeObject(object, await plainBytes(bytes), make);
}

/** The same, for who needs no more of it. */
export async function readBytes(bytes: Buffer, object: string, make = newBatch): Promise<Batch> {
  return (await readObjectBytes(bytes, object, make)).batch;
}

const PARQUET = Buffer.from("PAR1");

const isParquet = (bytes: Buffer) => bytes.subarray(0, 4).equals(PARQUET);
const isPacked = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function plainBytes(bytes: Buffer): Promise<Buffer> {
  return isPacked(bytes) ? unpack(bytes) : bytes;
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Unpacks gzip; files that were written on and on are several of them, one after another. */
export async function unpack(bytes: Buffer): Promise<Buffer> {
  return gunzipAll(bytes, { maxOutputLength: MAX_UNPACKED, chunkSize: roomFor(bytes) });
}

/** The size that gzip's last four bytes tell: in one piece it is unpacked without a word to this thread. A wrong size only costs pieces. */
function roomFor(bytes: Buffer): number {
  const told = bytes.length < 4 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  return Math.min(Math.max(told + 1, PIECE), WHOLE);
}

const PIECE = 16_384;

/** A portion of an object that is too large to be read as a whole. */
export interface Portion {
  readonly object: string;
  /** Of the portion: ids are made of it. */
  readonly name: string;
  readonly text: string;
}

/** Reads portions one after another. */
export async function* readText(portions: AsyncIterable<Portion>, make = newBatch): AsyncGenerator<LogObject> {
  for await (const { object, name, text } of portions) yield { object, batch: readLog(text, name, make(name)) };
}

/** Cuts a stream of lines in portions; a header of a text log goes before each. */
export async function* portionsOf(stream: Readable, object: string): AsyncGenerator<Portion> {
  const decoder = new StringDecoder("utf8");
  let text = "";
  let header = "";
  let portion = 0;
  const next = (upTo: number): Portion => {
    const part = text.slice(0, upTo);
    if (portion === 0) header = headerOf(part);
    const name = portion === 0 ? object : `${object}#${portion}`;
    const cut = { object, name, text: portion === 0 ? part : header + part };
    portion += 1;
    text = text.slice(upTo);
    return cut;
  };
  try {
    for await (const chunk of stream) {
      text += decoder.write(chunk as Buffer);
      while (text.length >= CHUNK) {
        const end = text.lastIndexOf("\n", CHUNK);
        // One line of that length is a document, or damage: it waits for its end, within reason.
        if (end < 0) {
          if (text.length > MAX_UNPACKED) throw new Error("a line is too long");
          break;
        }
        yield next(end + 1);
      }
    }
  } catch (error) {
    // The stream is cut off: what came is given before that is told.
    if (text.trim() !== "") yield next(text.length);
    throw Object.assign(error as Error, { isGiven: true });
  }
  text += decoder.end();
  if (text.trim() !== "" || portion === 0) yield next(text.length);
}

function headerOf(text: string): string {
  const lines = text.split("\n", 5).filter((line) => line.startsWith("#") || isFlowHeader(line));
  return lines.map((line) => `${line}\n`).join("");
}
