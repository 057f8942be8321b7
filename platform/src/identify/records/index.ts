import { createReadStream, type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Problem, UseEvent } from "../../model/index.ts";
import { BrokenRecord, eventOf } from "./events.ts";
import { Splitter } from "./split.ts";

/** Something to read records from: a file, or an object of S3. */
export interface RecordFile {
  readonly name: string;
  open(): Promise<Readable> | Readable;
}

export interface Read {
  readonly files: number;
  readonly records: number;
  readonly broken: number;
  readonly problems: readonly Problem[];
}

/** Problems told one by one; the others are only counted. */
const MOST_TOLD = 20;

/** Reads records one by one and hands on the calls of roles. What is broken is counted with its place; nothing stops the reading. */
export async function readRecords(
  files: AsyncIterable<RecordFile> | Iterable<RecordFile>,
  onEvent: (event: UseEvent) => void,
  signal?: AbortSignal,
): Promise<Read> {
  let [count, records, broken] = [0, 0, 0];
  const problems: Problem[] = [];
  const tell = (code: string, file: string, line: number, detail: Problem["detail"] = {}) => {
    if (problems.length < MOST_TOLD) problems.push({ code, detail: { file, ...detail }, place: { file, line } });
  };
  for await (const file of files) {
    if (signal?.aborted) break;
    count += 1;
    const splitter = new Splitter();
    try {
      for await (const chunk of await decoded(file)) {
        for (const { text, line } of splitter.feed(chunk)) {
          records += 1;
          try {
            if (text === undefined) throw new BrokenRecord();
            const event = eventOf(text);
            if (event) onEvent(event);
          } catch (error) {
            if (!(error instanceof BrokenRecord)) throw error;
            broken += 1;
            tell("E_RECORD_BROKEN", file.name, line);
          }
        }
      }
      if (splitter.strayAt !== undefined) {
        broken += 1;
        tell("E_RECORD_BROKEN", file.name, splitter.strayAt);
      }
      if (splitter.unfinished || (splitter.isEmpty && file.name.endsWith(".gz"))) {
        broken += 1;
        tell("E_RECORDS_CUT_OFF", file.name, splitter.line);
      }
    } catch (error) {
      broken += 1;
      tell("E_RECORDS_UNREADABLE", file.name, splitter.line, {
        reason: (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error)),
      });
    }
  }
  return { files: count, records, broken, problems };
}

/** Text of a file; unpacked when its first bytes say gzip, whatever its name is. */
async function decoded(file: RecordFile): Promise<AsyncIterable<string>> {
  const source = await file.open();
  return texts(source);
}

async function* texts(source: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await iterator.next();
  if (first.done) return;
  const rest = chunks(first.value, iterator);
  const packed = first.value[0] === 0x1f && first.value[1] === 0x8b;
  for await (const chunk of packed ? unpacked(rest) : rest) yield decoder.decode(chunk as Uint8Array, { stream: true });
  yield decoder.decode();
}

async function* chunks(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function unpacked(source: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip();
  const feed = async () => {
    try {
      for await (const chunk of source) if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once("drain", resolve));
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  };
  void feed();
  return gunzip;
}

const RECORD_FILE = /\.(json|ndjson|jsonl)(\.gz)?$|\.gz$/i;

/** Every file of records below a path; digests are no records. Links are not followed out of the folder. What cannot be listed cannot be opened. */
export function* recordFiles(path: string): Generator<RecordFile> {
  let entries: readonly Dirent[];
  try {
    if (!lstatSync(path).isDirectory()) return yield { name: path, open: () => createReadStream(path) };
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return yield { name: path, open: () => Promise.reject(error as Error) };
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === "CloudTrail-Digest" || entry.name === "CloudTrail-Insight") continue;
    if (entry.isDirectory()) yield* recordFiles(join(path, entry.name));
    else if (entry.isFile() && RECORD_FILE.test(entry.name))
      yield { name: join(path, entry.name), open: () => createReadStream(join(path, entry.name)) };
  }
}
