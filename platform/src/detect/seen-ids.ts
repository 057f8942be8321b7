import { Buffer } from "node:buffer";

/** Slots of one half; three numbers each. A half is full at half of them, so that a search ends soon. */
const SLOTS = 1 << 20;
const FULL = SLOTS / 2;
const WORDS = 3;
/** Bits that say whether a hash may be in a half: a megabyte stays in the processor's cache, the half does not. */
const MARKS = 1 << 23;

/** Changes whenever `hash` does: hashes made in another way recognise nothing. */
const HASH = 2;

/** Plain data, base64. */
export interface SeenState {
  /** How the hashes were made; the first way has no number. */
  readonly hash?: number;
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
  /** Undefined as long as there is nothing older. */
  #olderMarks: Uint8Array | undefined;
  #count = 0;
  #hashes = new Int32Array(WORDS);

  /** True when the id was seen before; else it is from now on. */
  see(id: string): boolean {
    hash(id, this.#hashes, 0);
    return this.#see(this.#hashes, 0);
  }

  /**
   * Those that were not seen before, in the same order; from now on they are. The hashes of all are made first: the processor then fetches
   * the places of many at once, where `see` waits for each.
   */
  unseen<E extends { readonly id: string }>(events: readonly E[]): E[] {
    if (this.#hashes.length < events.length * WORDS) this.#hashes = new Int32Array(events.length * WORDS);
    for (let i = 0; i < events.length; i += 1) hash((events[i] as E).id, this.#hashes, i * WORDS);
    return events.filter((_event, i) => !this.#see(this.#hashes, i * WORDS));
  }

  /** Which of the ids whose hashes these are were not seen before; from now on they are. */
  unseenOf(hashes: Int32Array): readonly boolean[] {
    const out: boolean[] = [];
    for (let from = 0; from < hashes.length; from += WORDS) out.push(!this.#see(hashes, from));
    return out;
  }

  #see(hashes: Int32Array, from: number): boolean {
    const [a, b, c] = [hashes[from] as number, hashes[from + 1] as number, hashes[from + 2] as number];
    if (this.#olderMarks && isMarked(this.#olderMarks, b) && find(this.#older, a, b, c) >= 0) return true;
    const place = find(this.#younger, a, b, c);
    if (place >= 0) return true;
    const at = ~place;
    this.#younger[at] = a;
    this.#younger[at + 1] = b;
    this.#younger[at + 2] = c;
    this.#count += 1;
    if (this.#count >= FULL) {
      const emptied = this.#older.fill(0);
      this.#older = this.#younger;
      this.#younger = emptied;
      this.#olderMarks = marksOf(this.#older);
      this.#count = 0;
    }
    return false;
  }

  dump(): SeenState {
    return { hash: HASH, younger: packed(this.#younger), older: packed(this.#older) };
  }

  /** Takes back what `dump` gave. False where it was made by another version: nothing of it can be recognised. */
  load(state: SeenState): boolean {
    if (state.hash !== HASH) return false;
    this.#count = unpack(state.younger, this.#younger);
    this.#olderMarks = unpack(state.older, this.#older) > 0 ? marksOf(this.#older) : undefined;
    return true;
  }
}

/** The hashes of ids, for `unseenOf`. */
export function hashesOf(ids: readonly string[]): Int32Array {
  const out = new Int32Array(ids.length * WORDS);
  for (const [i, id] of ids.entries()) hash(id, out, i * WORDS);
  return out;
}

/** Three numbers, two characters at a time; the first is never 0, which an empty slot has. */
function hash(id: string, to: Int32Array, at: number): void {
  let a = 0x811c9dc5 ^ id.length;
  let b = 0x9e3779b9;
  let c = 0x85ebca6b;
  for (let i = 0; i < id.length; i += 2) {
    const pair = id.charCodeAt(i) | (i + 1 < id.length ? id.charCodeAt(i + 1) << 16 : 0);
    a = Math.imul(a ^ pair, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + pair, 0x5bd1e995);
    b ^= b >>> 13;
    c = Math.imul(c ^ pair, 0xcc9e2d51);
    c ^= c >>> 16;
  }
  to[at] = a === 0 ? 1 : a;
  to[at + 1] = b;
  to[at + 2] = c;
}

function isMarked(marks: Uint8Array, hash: number): boolean {
  const bit = hash & (MARKS - 1);
  return (((marks[bit >> 3] as number) >> (bit & 7)) & 1) === 1;
}

function marksOf(table: Int32Array): Uint8Array {
  const marks = new Uint8Array(MARKS / 8);
  for (let at = 0; at < table.length; at += WORDS) {
    if (table[at] === 0) continue;
    const bit = (table[at + 1] as number) & (MARKS - 1);
    marks[bit >> 3] = (marks[bit >> 3] as number) | (1 << (bit & 7));
  }
  return marks;
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

function unpack(text: string, table: Int32Array): number {
  table.fill(0);
  const bytes = Buffer.from(text, "base64");
  const count = Math.floor(bytes.length / (4 * WORDS));
  for (let i = 0; i < count; i += 1) {
    const [a, b, c] = [0, 4, 8].map((offset) => bytes.readInt32LE(i * 12 + offset)) as [number, number, number];
    const place = find(table, a, b, c);
    if (place < 0) table.set([a, b, c], ~place);
  }
  return count;
}
