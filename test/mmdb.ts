/**
 * Writes a small MaxMind DB file: a tree of the bits of addresses, then the data, then the metadata.
 * https://maxmind.github.io/MaxMind-DB/
 */
export function mmdb(networks: Readonly<Record<string, unknown>>, databaseType = "Test"): Buffer {
  const tree: Node[] = [[undefined, undefined]];
  const data: Buffer[] = [];
  let size = 0;
  for (const [network, value] of Object.entries(networks)) {
    const bits = bitsOf(network);
    let node = tree[0] as Node;
    for (const bit of bits.slice(0, -1)) {
      let next = node[bit];
      if (next === undefined || next.at !== "node") {
        tree.push([undefined, undefined]);
        next = { at: "node", number: tree.length - 1 };
        node[bit] = next;
      }
      node = tree[next.number] as Node;
    }
    node[bits.at(-1) as 0 | 1] = { at: "data", number: size };
    const bytes = encode(value);
    data.push(bytes);
    size += bytes.length;
  }
  const count = tree.length;
  const records = tree.flatMap((node) =>
    node.map((side) => (side === undefined ? count : side.at === "node" ? side.number : count + SEPARATOR.length + side.number)),
  );
  const nodes = Buffer.alloc(records.length * 3);
  records.forEach((record, i) => nodes.writeUIntBE(record, i * 3, 3));
  const metadata = encode({
    node_count: count,
    record_size: 24,
    ip_version: 6,
    database_type: databaseType,
    languages: ["en"],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_790_000_000,
    description: { en: "made for a test" },
  });
  return Buffer.concat([nodes, SEPARATOR, ...data, Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"), metadata]);
}

type Side = { readonly at: "node" | "data"; readonly number: number } | undefined;
type Node = [Side, Side];

const SEPARATOR = Buffer.alloc(16);

/** The bits of a network; those of IPv4 stand under ::/96. */
function bitsOf(network: string): readonly (0 | 1)[] {
  const [address = "", length = ""] = network.split("/");
  const isFour = address.includes(".");
  const bytes = isFour ? [...Array<number>(12).fill(0), ...address.split(".").map(Number)] : bytesOfSix(address);
  const bits = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, i) => ((byte >> (7 - i)) & 1) as 0 | 1));
  return bits.slice(0, Number(length) + (isFour ? 96 : 0));
}

function bytesOfSix(address: string): readonly number[] {
  const [head = "", rest = ""] = address.split("::");
  const groups = (text: string) => text.split(":").filter((group) => group !== "");
  const zeros = Array<string>(8 - groups(head).length - groups(rest).length).fill("0");
  return [...groups(head), ...zeros, ...groups(rest)].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}

/** Types of the format: a text, a number with or without a fraction, a list, a map. */
function encode(value: unknown): Buffer {
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(2, bytes.length), bytes]);
  }
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (typeof value === "number") {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return Buffer.concat([control(3, 8), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)]);
  const entries = Object.entries(value as Record<string, unknown>);
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([key, item]) => [encode(key), encode(item)])]);
}

function control(type: number, size: number): Buffer {
  if (size > 28) return Buffer.from(type < 8 ? [(type << 5) | 29, size - 29] : [29, type - 7, size - 29]);
  return Buffer.from(type < 8 ? [(type << 5) | size] : [size, type - 7]);
}
