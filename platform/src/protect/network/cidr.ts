/** Whether one network holds the whole of another. Networks that cannot be read hold nothing but themselves. */
export function contains(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  const [a, b] = [parse(outer), parse(inner)];
  if (!a || !b || a.width !== b.width || a.length > b.length) return false;
  const shift = BigInt(a.width - a.length);
  return a.address >> shift === b.address >> shift;
}

interface Network {
  readonly address: bigint;
  readonly length: number;
  readonly width: 32 | 128;
}

function parse(text: string): Network | undefined {
  const match = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(text.trim());
  if (!match) return undefined;
  const length = Number(match[2]);
  const width = match[1]!.includes(":") ? 128 : 32;
  const address = width === 32 ? ipv4(match[1]!) : ipv6(match[1]!);
  return address === undefined || length > width ? undefined : { address, length, width };
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[] | undefined];
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(tail === undefined ? 0 : missing).fill("0"), ...(tail ?? [])];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}
