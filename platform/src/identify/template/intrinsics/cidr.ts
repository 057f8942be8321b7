/** The first `count` subnets with `bits` host bits inside a block; undefined when they do not fit or it is no block. */
export function subnets(block: string, count: number, bits: number): readonly string[] | undefined {
  const [address, prefixText, ...rest] = block.trim().split("/");
  if (address === undefined || prefixText === undefined || rest.length > 0 || !/^\d+$/.test(prefixText)) return undefined;
  if (!Number.isInteger(count) || count < 1 || count > 256 || !Number.isInteger(bits) || bits < 0) return undefined;
  const six = address.includes(":");
  const width = six ? 128 : 32;
  const prefix = Number(prefixText);
  const number = six ? parseSix(address) : parseFour(address);
  if (number === undefined || prefix > width || bits > width - prefix) return undefined;
  const shift = BigInt(width - prefix);
  const base = (number >> shift) << shift;
  if (BigInt(count) << BigInt(bits) > 1n << shift) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const start = base + (BigInt(index) << BigInt(bits));
    return `${six ? printSix(start) : printFour(start)}/${width - bits}`;
  });
}

function parseFour(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let number = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    number = (number << 8n) | BigInt(part);
  }
  return number;
}

function printFour(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join(".");
}

function parseSix(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const gap = 8 - head.length - tail.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return undefined;
  let number = 0n;
  for (const group of [...head, ...Array.from({ length: gap }, () => "0"), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    number = (number << 16n) | BigInt(`0x${group}`);
  }
  return number;
}

function printSix(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((number >> BigInt(112 - index * 16)) & 0xffffn).toString(16));
  const text = groups.join(":");
  const zeros = [...text.matchAll(/(?:^|:)0(?::0)+(?::|$)/g)].sort((a, b) => b[0].length - a[0].length)[0];
  if (!zeros) return text;
  return `${text.slice(0, zeros.index)}::${text.slice(zeros.index + zeros[0].length)}`;
}
