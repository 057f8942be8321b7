import { type Batch, BatchBuilder, isObject } from "./batch.ts";
import { hyphens, readRecord } from "./read.ts";

/** Rows that are turned into objects at a time. */
const ROWS = 50_000;

/** Reads a Parquet file of flow logs or of Security Lake, or one that is in memory. Throws when it is damaged. */
export async function readParquet(file: string, bytes?: Buffer): Promise<Batch> {
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  const buffer = bytes ? inMemory(bytes) : await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const out = new BatchBuilder(file);
  const rows = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < rows; rowStart += ROWS) {
    const part = await parquetReadObjects({ file: buffer, metadata, compressors, rowStart, rowEnd: Math.min(rowStart + ROWS, rows) });
    // A damaged file may claim more rows than there are, for ever.
    if (part.length === 0) throw new Error("fewer rows than the file says");
    for (const row of part) {
      const record = plain(row);
      if (isObject(record)) readRecord(record["interface_id"] === undefined ? record : hyphens(record), out);
      else out.add("not-a-record", row);
    }
  }
  return out;
}

/** Parquet has 64-bit integers, dates and absent fields where JSON has numbers, texts and nothing. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

function inMemory(bytes: Buffer): { byteLength: number; slice(start: number, end?: number): ArrayBuffer } {
  const whole = new Uint8Array(bytes).buffer;
  return { byteLength: whole.byteLength, slice: (start, end) => whole.slice(start, end) };
}
