/** An address or a range of them. */
export interface Range {
  readonly first: bigint;
  readonly bits: number;
  readonly version: 4 | 6;
  readonly holds: (other: Range) => boolean;
}

/** No address is longer. */
const LONGEST = 64;

/** Reads an IPv4 or IPv6 address or CIDR range; undefined when it is neither. */
export function address(text: string): Range | undefined {
  if (text.length > LONGEST) return undefined;
  const [host = "", length, more] = text.trim().split("/");
  if (more !== undefined) return undefined;
  const version = host.includes(":") ? 6 : 4;
  const width = version === 4 ? 32 : 128;
  const value = version === 4 ? v4(host) : v6(host);
  if (value === undefined || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const bits = length === undefined ? width : Number(length);
  if (bits > width) return undefined;
  const rest = BigInt(width - bits);
  const first = (value >> rest) << rest;
  // A range in the request (a caller described by a network) is inside only when all of it is.
  return {
    first,
    bits,
    version,
    holds: (other) => other.version === version && other.bits >= bits && other.first >> rest === value >> rest,
  };
}

function v4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function v6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  // Only the end of an address may be written as version 4.
  const [head, tail] = halves.map((half, i) => groups(half, i === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array<number>(halves.length === 2 ? missing : 0).fill(0), ...(tail ?? [])]) {
    value = (value << 16n) | BigInt(group);
  }
  return value;
}

function groups(text: string, atEnd: boolean): number[] | undefined {
  if (text === "") return [];
  const out: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    if (atEnd && i === parts.length - 1 && part.includes(".")) {
      const low = v4(part);
      if (low === undefined) return undefined;
      out.push(Number(low >> 16n), Number(low & 0xffffn));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) out.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return out;
}
