import { isAscii } from "node:buffer";
import { type Batch, type BatchBuilder, newBatch } from "./batch.ts";
import { readLog, readRecords } from "./read.ts";

const HEAD = Buffer.from('{"Records":[{"eventVersion"');
const START = HEAD.indexOf("[") + 1;
const NEXT = Buffer.from(',{"eventVersion"');
/** Bytes that are read at a time: such a text lives and dies where memory is cheap, and what is in the cache is read from there. */
const PIECE = 65_536;

/** Reads the bytes of one log object, whatever log it is, as `readLog` reads its text. */
export function readLogBytes(bytes: Buffer, object: string, make = newBatch): Batch {
  return readDelivery(bytes, make(object)) ?? readLog(textOf(bytes), object, make(object));
}

/** The text of a log. */
function textOf(bytes: Buffer): string {
  // Nearly all logs are plain ASCII: to see that and to copy it is five times as fast as to decode it.
  return isAscii(bytes) ? bytes.toString("latin1") : bytes.toString("utf8");
}

/**
 * Reads a delivery of CloudTrail's, some of its records at a time. A piece that does not end between two records of the list is no JSON;
 * so what is read is what would be read of the whole. Undefined where the object is no delivery, or damaged.
 */
function readDelivery(bytes: Buffer, out: BatchBuilder): Batch | undefined {
  const end = bytes.lastIndexOf("]}");
  if (!bytes.subarray(0, HEAD.length).equals(HEAD) || bytes.subarray(end + 2).some((byte) => !isBlank(byte))) return undefined;
  out.isWhole = true;
  for (let from = START, to = 0; from < end; from = to + 1) {
    to = cutOf(bytes, from, end);
    const [before, after] = [bytes[from - 1] as number, bytes[to] as number];
    bytes[from - 1] = 0x5b;
    bytes[to] = 0x5d;
    const text = textOf(bytes.subarray(from - 1, to + 1));
    bytes[from - 1] = before;
    bytes[to] = after;
    let records: readonly unknown[];
    try {
      records = JSON.parse(text) as readonly unknown[];
    } catch {
      return undefined;
    }
    readRecords(text, records, out);
  }
  return out;
}

/** Where a piece that begins at `from` ends: before the comma between two records, or at the end of the list. */
function cutOf(bytes: Buffer, from: number, end: number): number {
  if (from + PIECE >= end) return end;
  const last = bytes.lastIndexOf(NEXT, from + PIECE);
  if (last > from) return last;
  // A record larger than a piece.
  const next = bytes.indexOf(NEXT, from);
  return next < 0 || next > end ? end : next;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
