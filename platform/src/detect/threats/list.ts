import { isTooWideOrOwn, type Range, Ranges, rangeOf } from "./ranges.ts";

/** Addresses and names somebody keeps a list of. */
export interface AddressList {
  readonly name: string;
  readonly ranges: Ranges;
  /** Without the last dot, in small letters. */
  readonly domains: ReadonlySet<string>;
  /** Entries that are one's own networks, or wider than a list of threats may be. */
  readonly leftOut: number;
}

interface Found {
  readonly ranges: Range[];
  readonly domains: Set<string>;
  leftOut: number;
}

/** What lists write where an address would stand in a hosts file. */
const NOWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "127.0.0.1", "::", "::1"]);
const COMMENT = /^(#|;|\/\/|!)/;
/** Words for what kind of thing a row of CSV holds. */
const NAMES: ReadonlySet<string> = new Set(["domain", "domain-name", "hostname", "host", "fqdn", "url", "domain_name"]);
const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$`);
const COMPARISON = /(ipv4-addr|ipv6-addr|domain-name|url):value\s*(?:=|ISSUBSET|IN)\s*\(?\s*'([^']*)'/g;

/**
 * Reads a list, whatever it is: a STIX 2 bundle, CSV, a hosts file, or one entry a line. Trusted lists may name one's own networks,
 * others may not. `now` decides which indicators have run out.
 */
export function readList(name: string, text: string, now: Date, trusted = false): AddressList {
  const found: Found = { ranges: [], domains: new Set(), leftOut: 0 };
  const put = (entry: string) => add(found, entry, trusted);
  const bundle = jsonOf(text);
  if (bundle === undefined) readLines(text, put);
  else readStix(bundle, now.getTime(), put, 0);
  return { name, ranges: new Ranges(found.ranges), domains: found.domains, leftOut: found.leftOut };
}

/** Whether there is anything in it. */
export function isEmpty(list: AddressList): boolean {
  return list.ranges.size === 0 && list.domains.size === 0;
}

/** The listed name that is this one or stands above it. */
export function listedName(list: AddressList, name: string): string | undefined {
  for (let at = name; at.includes("."); at = at.slice(at.indexOf(".") + 1)) if (list.domains.has(at)) return at;
  return undefined;
}

/** Takes one entry; true when it was one. */
function add(found: Found, entry: string, trusted: boolean): boolean {
  const text = entry.trim().replaceAll("[.]", ".");
  // `1.2.3.4:443`, as lists of servers write it.
  const range = rangeOf(text) ?? rangeOf(/^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? "");
  if (range) {
    if (!trusted && isTooWideOrOwn(range)) found.leftOut += 1;
    else found.ranges.push(range);
    return true;
  }
  const url = /^(?:[a-z][a-z0-9+.-]*|hxxps?):\/\/(?:[^/@]*@)?\[?([^/?#\]]+?)\]?(?::\d+)?(?:[/?#]|$)/i.exec(text)?.[1];
  if (url !== undefined) return add(found, url, trusted);
  const domain = text.toLowerCase().replace(/^\*\./, "").replace(/\.$/, "");
  if (!DOMAIN.test(domain)) return false;
  found.domains.add(domain);
  return true;
}

function readLines(text: string, put: (entry: string) => boolean): void {
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/^\uFEFF/, "").trim();
    if (line === "" || COMMENT.test(line)) continue;
    if (line.includes(",")) readRow(cellsOf(line), put);
    else {
      const [first = "", second] = line.replace(/\s[#;].*$/, "").split(/[\s;]+/);
      put(NOWHERE.has(first) && second !== undefined ? second : first);
    }
  }
}

/** The first address of a row; where the row says it is about a name, the first name. */
function readRow(cells: readonly string[], put: (entry: string) => boolean): void {
  const isAddress = (cell: string) => rangeOf(cell) !== undefined || /^\d+\.\d+\.\d+\.\d+:\d+$/.test(cell) || /^\w+:\/\//.test(cell);
  const address = cells.find((cell) => isAddress(cell) && !NOWHERE.has(cell));
  if (address !== undefined) put(address);
  else if (cells.some((cell) => NAMES.has(cell.toLowerCase())) || cells.filter((cell) => cell !== "").length === 1) cells.some(put);
  // A name that stands first in its row is what the row is about.
  else put(cells[0] ?? "");
}

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)].map((m) => (m[1] ?? m[2] ?? "").trim());
}

function jsonOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text.replace(/^\uFEFF/, ""))) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    return undefined;
  }
}

function readStix(value: unknown, now: number, put: (entry: string) => boolean, depth: number): void {
  if (depth > 4) return;
  if (Array.isArray(value)) {
    for (const item of value) readStix(item, now, put, depth + 1);
    return;
  }
  if (typeof value === "string") {
    put(value);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const object = value as Readonly<Record<string, unknown>>;
  if (object["revoked"] === true || Date.parse(String(object["valid_until"])) <= now) return;
  const { pattern, type, value: plain } = object;
  if (type === "indicator" && typeof pattern === "string") for (const match of pattern.matchAll(COMPARISON)) put(match[2] as string);
  else if (["ipv4-addr", "ipv6-addr", "domain-name", "url"].includes(String(type)) && typeof plain === "string") put(plain);
  readStix(object["objects"], now, put, depth + 1);
}
