import { address } from "../policy/ip.ts";
import { instant, number } from "../policy/scalars.ts";

/** Values that are ordered: numbers, moments, addresses. Each is a point on a line of its own; a condition cuts the line. */
export interface Line {
  readonly name: "number" | "date" | "address";
  /** Where a text lies; undefined when it is none of the line's values. */
  readonly place: (text: string) => number | bigint | undefined;
  /** One text of every stretch between the cuts, and of the cuts themselves. */
  readonly between: (cuts: readonly (number | bigint)[]) => readonly string[];
}

export const numbers: Line = {
  name: "number",
  place: number,
  between: (cuts) => stretches(cuts as readonly number[]).map(String),
};

export const dates: Line = {
  name: "date",
  place: instant,
  between: (cuts) =>
    stretches(cuts as readonly number[])
      .filter((time) => Math.abs(time) < 8e15)
      .map((time) => new Date(time).toISOString()),
};

function stretches(cuts: readonly number[]): readonly number[] {
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const out: number[] = [(sorted[0] ?? 1) - 1];
  for (const [i, cut] of sorted.entries()) {
    const next = sorted[i + 1];
    out.push(cut, next === undefined ? cut + 1 : (cut + next) / 2);
  }
  return out;
}

/** IPv6 addresses follow after all IPv4 addresses. */
const V6 = 1n << 40n;
const END_V4 = 1n << 32n;
const END_V6 = V6 + (1n << 128n);

export const addresses: Line = {
  name: "address",
  place: (text) => prefix(text)?.first,
  between(cuts) {
    const out = new Set<bigint>([0n, V6]);
    for (const cut of cuts as readonly bigint[]) out.add(cut);
    return [...out].filter((place) => place < END_V4 || (place >= V6 && place < END_V6)).map(addressText);
  },
};

function addressText(place: bigint): string {
  if (place < V6) return [24n, 16n, 8n, 0n].map((shift) => String((place >> shift) & 255n)).join(".");
  return Array.from({ length: 8 }, (_, i) => (((place - V6) >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(":");
}

export interface Prefix {
  readonly first: bigint;
  /** One past its last address. */
  readonly end: bigint;
  readonly bits: number;
  readonly v6: boolean;
}

/** An address with or without its prefix length; undefined when it is not one. */
export function prefix(text: string): Prefix | undefined {
  const range = address(text);
  if (range === undefined) return undefined;
  const v6 = range.version === 6;
  const first = range.first + (v6 ? V6 : 0n);
  return { first, end: first + (1n << BigInt((v6 ? 128 : 32) - range.bits)), bits: range.bits, v6 };
}
