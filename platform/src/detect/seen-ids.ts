import { Buffer } from "node:buffer";

/** Slots of one half; three numbers each. A half is full at half of them, so that a search ends soon. */
const SLOTS = 1 << 20;
const FULL = SLOTS / 2;
const WORDS = 3;
/** Bits that say whether a hash may be in a half: a megabyte stays in the processor's cache, the half does not. */
const MARKS = 1 << 23;

/** Plain data, base64. */
export interface SeenState {
  readonly younger: string;
  readonly older: string;
}

/**
 * Ids that were seen, so that what comes twice counts once. It keeps 95 bits of each id's hash instead of the text: 27 MB for a million
 * ids, and two different ids are taken for one with a chance of one in 10^16 at most. The younger half is told from the older; when it is
 * full the older is forgotten.
 */
export class SeenIds {
  #younger = new Int32Array(SLOTS * WORDS);
  #older = new Int32Array(SLOTS * WORDS);
  #youngerMarks = new Uint8Array(MARKS / 8);
  #olderMarks = new Uint8Array(MARKS / 8);
  #count = 0;

  /** True when the id was seen before; else it is from now on. */
  see(id: string): boolean {
    let a = 0x811c9dc5;
    let b = 0x9e3779b9;
    let c = 0x85ebca6b;
    for (let i = 0; i < id.length; i += 1) {
      const code = id.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995) + 0x27d4eb2f;
      c = Math.imul(c + code, 0xcc9e2d51) ^ (c >>> 15);
    }
    a ^= a >>> 16;
    // An empty slot has 0 in its first word.
    const first = (a | 0) === 0 ? 1 : a | 0;
    if (isMarked(this.#olderMarks, b) && find(this.#older, first, b | 0, c | 0) >= 0) return true;
    const place = find(this.#younger, first, b | 0, c | 0);
    if (place >= 0) return true;
    const at = ~place;
    this.#younger[at] = first;
    this.#younger[at + 1] = b;
    this.#younger[at + 2] = c;
    mark(this.#youngerMarks, b);
    this.#count += 1;
    if (this.#count >= FULL) {
      const emptied = this.#older.fill(0);
      this.#older = this.#younger;
      this.#younger = emptied;
      const marks = this.#olderMarks.fill(0);
      this.#olderMarks = this.#youngerMarks;
      this.#youngerMarks = marks;
      this.#count = 0;
    }
    return false;
  }

  dump(): SeenState {
    return { younger: packed(this.#younger), older: packed(this.#older) };
  }

  /** Takes back what `dump` gave. */
  load(state: SeenState): void {
    this.#count = unpack(state.younger, this.#younger, this.#youngerMarks);
    unpack(state.older, this.#older, this.#olderMarks);
  }
}

function isMarked(marks: Uint8Array, hash: number): boolean {
  const bit = hash & (MARKS - 1);
  return (((marks[bit >> 3] as number) >> (bit & 7)) & 1) === 1;
}

function mark(marks: Uint8Array, hash: number): void {
  const bit = hash & (MARKS - 1);
  marks[bit >> 3] = (marks[bit >> 3] as number) | (1 << (bit & 7));
}

/** Where the hash is, or the complement of where it belongs. */
function find(table: Int32Array, a: number, b: number, c: number): number {
  let slot = (Math.imul(a, 0x9e3779b1) >>> 12) & (SLOTS - 1);
  for (;;) {
    const at = slot * WORDS;
    const first = table[at];
    if (first === 0) return ~at;
    if (first === a && table[at + 1] === b && table[at + 2] === c) return at;
    slot = (slot + 1) & (SLOTS - 1);
  }
}

function packed(table: Int32Array): string {
  const out: number[] = [];
  for (let at = 0; at < table.length; at += WORDS)
    if (table[at] !== 0) out.push(table[at] as number, table[at + 1] as number, table[at + 2] as number);
  return Buffer.from(Int32Array.from(out).buffer).toString("base64");
}

function unpack(text: string, table: Int32Array, marks: Uint8Array): number {
  table.fill(0);
  marks.fill(0);
  const bytes = Buffer.from(text, "base64");
  const count = Math.floor(bytes.length / (4 * WORDS));
  for (let i = 0; i < count; i += 1) {
    const [a, b, c] = [0, 4, 8].map((offset) => bytes.readInt32LE(i * 12 + offset)) as [number, number, number];
    const place = find(table, a, b, c);
    if (place < 0) table.set([a, b, c], ~place);
    mark(marks, b);
  }
  return count;
}
