import type { LogEvent, Signal } from "../../model/index.ts";
import type { Behaviour } from "../detector.ts";

export type Cell = number | string;
/** Rows by key, sorted by key; pairs and not an object, for a key may be `__proto__`. */
export type Table = readonly (readonly [string, readonly Cell[]])[];
/** What was learned, as plain JSON. The beginning of a table's name, up to the colon, tells how its rows are merged. */
export type State = Readonly<Record<string, Table>>;

/** A behaviour whose memory can be kept, moved and merged. */
export interface Habit extends Behaviour {
  /** Takes an old event to learn from: nothing is told. */
  learn(event: LogEvent): void;
  /** Hears of a signal anybody gave: who is under suspicion teaches nothing. */
  told(signal: Signal): void;
  dump(): State;
  load(state: State): void;
}

/** Days that are looked back. */
export const DAYS = 30;
export const DAY = 86_400_000;
const MASK = 0x3fff_ffff;
/** Counts stop here. */
const MOST = 1_000_000_000;

/** Midnight before the year 10000: what is later no clock shows. */
const END = 253_402_300_800_000;

/** Number of the day; 0 for a time that is none. */
export const dayOf = (time: number) => (time > 0 && time < END ? Math.floor(time / DAY) : 0);

/** A clock that jumps further ahead than this is wrong. Days. */
export const LEAP = 366;

/** Sets the day in a bitmap whose lowest bit is `last`. */
export function mark(bits: number, last: number, day: number): { readonly bits: number; readonly last: number } {
  if (day >= last) return { bits: (shifted(bits, day - last) | 1) & MASK, last: day };
  const age = last - day;
  return { bits: age < DAYS ? bits | (1 << age) : bits, last };
}

/** The bitmap as it looks `by` days later. */
export function shifted(bits: number, by: number): number {
  return by >= DAYS ? 0 : (bits << by) & MASK;
}

export function bitsIn(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x5555_5555);
  n = (n & 0x3333_3333) + ((n >>> 2) & 0x3333_3333);
  return (((n + (n >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}

type Merge = (a: readonly Cell[], b: readonly Cell[]) => readonly Cell[];

/** How rows with the same key become one. Each is commutative and associative, so workers may be merged in any order. */
const MERGES: Readonly<Record<string, Merge>> = {
  // [last day, bitmap of days, events]
  days: (a, b) => {
    const [aLast, aBits, aN, bLast, bBits, bN] = [...a, ...b] as [number, number, number, number, number, number];
    const last = Math.max(aLast, bLast);
    return [last, shifted(aBits, last - aLast) | shifted(bBits, last - bLast), Math.min(aN + bN, MOST)];
  },
  // [last day, its maximum, the maximum of the day before, …]
  daily: (a, b) => {
    const last = Math.max(a[0] as number, b[0] as number);
    const at = (row: readonly Cell[], i: number) => (row[i - (last - (row[0] as number)) + 1] as number | undefined) ?? 0;
    const inside = (row: readonly Cell[], i: number) => (i >= last - (row[0] as number) ? at(row, i) : 0);
    return [last, ...Array.from({ length: DAYS }, (_, i) => Math.max(inside(a, i), inside(b, i)))];
  },
  first: (a, b) => (before(a, b) ? a : b),
  last: (a, b) => (before(a, b) ? b : a),
};

function before(a: readonly Cell[], b: readonly Cell[]): boolean {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [x, y] = [a[i] ?? "", b[i] ?? ""];
    if (x === y) continue;
    return typeof x === typeof y ? x < y : typeof x === "number";
  }
  return true;
}

/** What two workers learned, as if one had. */
export function merge(a: State, b: State): State {
  const out: Record<string, Table> = {};
  for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted()) {
    const how = MERGES[name.slice(0, name.indexOf(":"))] ?? MERGES["last"];
    const rows = new Map<string, readonly Cell[]>(a[name] ?? []);
    for (const [key, row] of b[name] ?? []) {
      const own = rows.get(key);
      rows.set(key, own ? (how as Merge)(own, row) : row);
    }
    out[name] = sorted(rows);
  }
  return out;
}

/** Rows in the order of their keys: the same state is the same text. */
export function sorted(rows: Iterable<readonly [string, readonly Cell[]]>): Table {
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
