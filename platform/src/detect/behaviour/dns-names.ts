import { ordinary } from "./words-of-names.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";
const SIZE = LETTERS.length + 1;
const EDGE = LETTERS.length;

/** −log₂ of each letter after each, with the beginning and the end of a label, from ordinary labels; one is added to every count. */
const TABLE = train(ordinary.split(" "));

function train(labels: readonly string[]): Float64Array {
  const counts = new Float64Array(SIZE * SIZE).fill(0.5);
  for (const label of labels) {
    let before = EDGE;
    for (const c of label) {
      const at = codeOf(c);
      counts[before * SIZE + at] = (counts[before * SIZE + at] as number) + 1;
      before = at;
    }
    counts[before * SIZE + EDGE] = (counts[before * SIZE + EDGE] as number) + 1;
  }
  for (let row = 0; row < SIZE; row += 1) {
    let sum = 0;
    for (let i = 0; i < SIZE; i += 1) sum += counts[row * SIZE + i] as number;
    for (let i = 0; i < SIZE; i += 1) counts[row * SIZE + i] = -Math.log2((counts[row * SIZE + i] as number) / sum);
  }
  return counts;
}

function codeOf(letter: string): number {
  const at = LETTERS.indexOf(letter);
  return at < 0 ? LETTERS.length - 1 : at;
}

/** Bits per letter a label costs: about 4 for a word, above 5 for letters by chance. */
export function strangeness(label: string): number {
  const short = label.slice(0, 63).toLowerCase();
  if (short === "") return 0;
  let [sum, before] = [0, EDGE];
  for (const c of short) {
    const at = codeOf(c);
    sum += TABLE[before * SIZE + at] as number;
    before = at;
  }
  return (sum + (TABLE[before * SIZE + EDGE] as number)) / (short.length + 1);
}

/** Suffixes of two labels under which everybody registers. */
const SECOND = /^(co|ne|or|ac|go|ad|ed|gr|lg|com|net|org|gov|edu|gob|asso|govt|plc|ltd)$/;

/** The name somebody registered, and what stands before it. */
export function registered(name: string): { readonly domain: string; readonly below: string } {
  const labels = name.slice(0, 255).toLowerCase().replace(/\.$/, "").split(".");
  const last = labels.at(-1) ?? "";
  const two = labels.length > 2 && last.length === 2 && SECOND.test(labels.at(-2) ?? "");
  const cut = Math.max(0, labels.length - (two ? 3 : 2));
  return { domain: labels.slice(cut).join("."), below: labels.slice(0, cut).join(".") };
}

/** Bits per character by Shannon. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const n of counts.values()) bits -= (n / text.length) * Math.log2(n / text.length);
  return bits;
}

/** Names made by machines of AWS, of content networks and of reverse look-ups: long and random by their nature. */
const MACHINE =
  /(^|\.)(amazonaws\.com|amazonaws\.com\.cn|cloudfront\.net|awsglobalaccelerator\.com|on\.aws|api\.aws|in-addr\.arpa|ip6\.arpa|akamaiedge\.net|akamai\.net|edgekey\.net|edgesuite\.net|fastly\.net|azureedge\.net|windows\.net|googleusercontent\.com|trafficmanager\.net|internal|local|compute\.internal|ec2\.internal)$/;

export const isMachineName = (name: string) => MACHINE.test(name);
