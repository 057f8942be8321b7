import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Duck, listOf } from "./duck.ts";

/** Columns of a roll-up that somebody is looked up by. */
export const soughtColumns = ["principal", "credential", "session", "ip", "resource", "issued"] as const;
export type SoughtColumn = (typeof soughtColumns)[number];

/** A Bloom filter of so many bytes, from a byte on behind the header. */
interface Filter {
  readonly at: number;
  readonly length: number;
  /** Of whose filter it is, and its bytes: a bit that was lost would hide what is there. */
  readonly sum: string;
}
interface Header {
  readonly version: number;
  readonly bytes: number;
  readonly files: Readonly<Record<string, Readonly<Record<string, Filter>>>>;
}

const VERSION = 1;
/** Of a hundred files that do not hold a value, one is read in vain. */
const [BITS_OF_VALUE, PROBES] = [10, 5];

/** Places of a text in a filter. They are on disk: another way to find them is another version. */
function placesOf(text: string, bits: number): readonly number[] {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 15;
  }
  a = mixed(a);
  b = mixed(b) | 1;
  return Array.from({ length: PROBES }, (_, i) => ((a + Math.imul(i, b)) >>> 0) % bits);
}

function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Writes which values each of the roll-ups may hold: who looks for one opens few of them. */
export async function writeWhereabouts(duck: Duck, edges: readonly string[], to: string): Promise<void> {
  const files: Record<string, Record<string, Filter>> = {};
  const filters: Uint8Array[] = [];
  let at = 0;
  for (const file of edges) {
    const own: Record<string, Filter> = (files[basename(file)] = {});
    for (const column of soughtColumns) {
      const [values = []] = await duck.columns(
        `SELECT DISTINCT coalesce(${column}, '') FROM read_parquet(${listOf([file])}, hive_partitioning = false)`,
      );
      const bytes = new Uint8Array(Math.max(8, Math.ceil((values.length * BITS_OF_VALUE) / 8)));
      const bits = bytes.length * 8;
      for (const value of values) for (const place of placesOf(String(value), bits)) (bytes[place >> 3] as number) |= 1 << (place & 7);
      own[column] = { at, length: bytes.length, sum: sumOf(basename(file), column, bytes) };
      filters.push(bytes);
      at += bytes.length;
    }
  }
  const header = Buffer.from(JSON.stringify({ version: VERSION, bytes: at, files } satisfies Header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  writeFileSync(to, Buffer.concat([length, header, ...filters]));
}

function sumOf(file: string, column: string, bytes: Uint8Array): string {
  return createHash("sha256").update(`${file}\n${column}\n`).update(bytes).digest("hex").slice(0, 16);
}

/** Says of a file whether it may hold a value in a column. */
export type Whereabouts = (file: string, column: SoughtColumn, value: string) => boolean;

/** Undefined when the file is not what this version writes: then every roll-up may hold everything. */
export function readWhereabouts(folder: string, path: string): Whereabouts | undefined {
  const full = join(folder, path);
  try {
    const { header, start } = headerOf(full);
    return (file, column, value) => {
      const filter = header.files[basename(file)]?.[column];
      const bytes = filter && filterOf(full, start, filter);
      // What is not as it was written says nothing.
      if (!filter || !bytes || sumOf(basename(file), column, bytes) !== filter.sum) return true;
      // What DuckDB makes of half a character.
      return placesOf(Buffer.from(value).toString(), bytes.length * 8).every(
        (place) => ((bytes[place >> 3] as number) & (1 << (place & 7))) !== 0,
      );
    };
  } catch {
    return undefined;
  }
}

function headerOf(path: string): { readonly header: Header; readonly start: number } {
  const handle = openSync(path, "r");
  try {
    const length = Buffer.alloc(4);
    readSync(handle, length, 0, 4, 0);
    const { size } = fstatSync(handle);
    const text = Buffer.alloc(Math.min(length.readUInt32LE(), size));
    readSync(handle, text, 0, text.length, 4);
    const header = JSON.parse(text.toString()) as Header;
    const start = 4 + text.length;
    if (header.version !== VERSION || start + header.bytes !== size) throw new Error("of another version");
    return { header, start };
  } finally {
    closeSync(handle);
  }
}

function filterOf(path: string, start: number, { at, length }: Filter): Uint8Array | undefined {
  try {
    const handle = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, start + at));
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}
