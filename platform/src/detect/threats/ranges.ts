import { isIP } from "node:net";

/** First and last address of a range; IPv4 as a number, IPv6 as 128 bits. */
export type Range =
  | { readonly kind: 4; readonly low: number; readonly high: number }
  | { readonly kind: 6; readonly low: bigint; readonly high: bigint };

/** A list that is wider than this would call half the internet a threat. Bits of the prefix. */
const [WIDEST_4, WIDEST_6] = [8, 16];
const MAPPED = 0xffffn;

/** An address, a CIDR, or `first-last`. Undefined for anything else, a name for instance. */
export function rangeOf(text: string): Range | undefined {
  const [first = "", last, ...more] = text.split("-");
  if (last !== undefined) {
    const [low, high] = [addressOf(first.trim()), addressOf(last.trim())];
    if (more.length > 0 || low?.kind !== high?.kind) return undefined;
    if (low?.kind === 4 && high?.kind === 4) return low.low <= high.high ? { kind: 4, low: low.low, high: high.high } : undefined;
    if (low?.kind === 6 && high?.kind === 6) return low.low <= high.high ? { kind: 6, low: low.low, high: high.high } : undefined;
    return undefined;
  }
  const [address = "", prefix, ...rest] = text.split("/");
  const at = addressOf(address);
  if (!at || rest.length > 0) return undefined;
  if (prefix === undefined) return at;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (at.kind === 4 ? 32 : 128)) return undefined;
  const bits = Number(prefix);
  if (at.kind === 4) {
    const size = 2 ** (32 - bits);
    const low = Math.floor(at.low / size) * size;
    return { kind: 4, low, high: low + size - 1 };
  }
  const size = 1n << BigInt(128 - bits);
  const low = (at.low / size) * size;
  return { kind: 6, low, high: low + size - 1n };
}

/** One address; an IPv4 address in IPv6's clothes is an IPv4 address. */
export function addressOf(text: string): Range | undefined {
  const version = isIP(text);
  if (version === 4) {
    const low = text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    return { kind: 4, low, high: low };
  }
  if (version !== 6 || text.includes("%")) return undefined;
  const low = sixOf(text);
  if (low >> 32n === MAPPED) return { kind: 4, low: Number(low & 0xffff_ffffn), high: Number(low & 0xffff_ffffn) };
  return { kind: 6, low, high: low };
}

function sixOf(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = (dotted[2] as string).split(".").map(Number);
    return sixOf(`${dotted[1] as string}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
  }
  const [head = "", tail] = text.split("::");
  const parts = (side: string) => (side === "" ? [] : side.split(":"));
  const [before, after] = [parts(head), tail === undefined ? [] : parts(tail)];
  const middle = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...middle, ...after].reduce((sum, part) => (sum << 16n) | BigInt(Number.parseInt(part, 16)), 0n);
}

/** What no list of strangers may hold: one's own networks, the machine itself, many receivers, half the internet. */
export function isTooWideOrOwn(range: Range): boolean {
  if (range.kind === 6) {
    if (range.high - range.low >= 1n << BigInt(128 - WIDEST_6)) return true;
    // Only 2000::/3 is given out.
    return range.low >> 125n !== 1n || range.high >> 125n !== 1n;
  }
  if (range.high - range.low >= 2 ** (32 - WIDEST_4)) return true;
  return OWN.some((own) => range.low <= own.high && range.high >= own.low);
}

const OWN = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0-255.255.255.255",
].flatMap((text) => {
  const range = rangeOf(text);
  return range?.kind === 4 ? [range] : [];
});

/** Many ranges, joined and in order: a look-up halves what is left. */
export class Ranges {
  readonly #four: Joined<number>;
  readonly #six: Joined<bigint>;

  constructor(ranges: readonly Range[]) {
    this.#four = joined(
      ranges.flatMap((r) => (r.kind === 4 ? [[r.low, r.high] as const] : [])),
      (high) => high + 1,
    );
    this.#six = joined(
      ranges.flatMap((r) => (r.kind === 6 ? [[r.low, r.high] as const] : [])),
      (high) => high + 1n,
    );
  }

  /** Ranges that are left after joining. */
  get size(): number {
    return this.#four.lows.length + this.#six.lows.length;
  }

  has(ip: string): boolean {
    const at = addressOf(ip);
    if (!at) return false;
    return at.kind === 4 ? within(this.#four, at.low) : within(this.#six, at.low);
  }
}

interface Joined<T> {
  readonly lows: readonly T[];
  readonly highs: readonly T[];
}

function joined<T extends number | bigint>(pairs: readonly (readonly [T, T])[], next: (high: T) => T): Joined<T> {
  const lows: T[] = [];
  const highs: T[] = [];
  for (const [low, high] of pairs.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))) {
    const last = highs.at(-1);
    if (last !== undefined && low <= next(last)) {
      if (high > last) highs[highs.length - 1] = high;
    } else {
      lows.push(low);
      highs.push(high);
    }
  }
  return { lows, highs };
}

function within<T extends number | bigint>({ lows, highs }: Joined<T>, at: T): boolean {
  let [from, to] = [0, lows.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((lows[middle] as T) <= at) from = middle + 1;
    else to = middle;
  }
  return from > 0 && (highs[from - 1] as T) >= at;
}
