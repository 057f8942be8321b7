import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import type { Path, Place, Problem } from "../../model/index.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

/** A parsed file: plain data with intrinsic functions in their long form, and where everything was written. */
export interface Document {
  /** The path as the user gave it. */
  readonly file: string;
  readonly syntax: "yaml" | "json";
  /** Undefined when the file could not be parsed; `problems` says why. */
  readonly root: unknown;
  readonly problems: readonly Problem[];
  /** True when the file's text has these characters in it. */
  mentions(text: string): boolean;
  /** Where a key of a mapping or an item of a list of this document is written. */
  placeOf(container: object, key: string | number): Place | undefined;
  /** Where a path from the root is written: the deepest part of it that exists. */
  locate(path: Path): Place | undefined;
}

/** Offsets of the keys of one container, in the order of `Object.keys`. */
export type Offsets = Map<object, readonly number[]>;

/** What a parser hands back. */
export interface Parsed {
  readonly root: unknown;
  readonly faults: readonly Fault[];
  offsets(): Offsets;
}

/** A fault at an offset of the text. */
export interface Fault {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly offset?: number;
}

/** Larger files are refused: CloudFormation itself stops at 1 MB. */
const LARGEST_TEMPLATE = 16 * 1024 * 1024;
const LARGEST_JSON = 256 * 1024 * 1024;

/** Parses a YAML or JSON file. Never throws; what is wrong with it is in `problems`. */
export function readDocument(file: string, input: string | Uint8Array): Document {
  const text = typeof input === "string" ? input : decode(input);
  if (text === undefined) return refused(file, "E_TEMPLATE_ENCODING");
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const start = body.search(/\S/);
  if (start < 0) return refused(file, "E_TEMPLATE_EMPTY");
  const syntax = body[start] === "{" && !/\.ya?ml$/i.test(file) ? "json" : "yaml";
  const limit = syntax === "json" ? LARGEST_JSON : LARGEST_TEMPLATE;
  if (body.length > limit) return refused(file, "E_TEMPLATE_TOO_LARGE", { megabytes: Math.round(limit / 1024 / 1024) });
  let parsed: Parsed;
  try {
    parsed = syntax === "json" ? readJson(body) : readYaml(body);
  } catch (error) {
    // The YAML composer recurses: a document deeper than the stack is a fault of the document.
    if (error instanceof RangeError) return refused(file, "E_TEMPLATE_TOO_DEEP");
    return refused(file, "E_TEMPLATE_SYNTAX", { reason: error instanceof Error ? error.message : String(error) });
  }
  return documentOf(file, syntax, body, parsed);
}

/** Reads and parses a file from disk. */
export function readFile(file: string, path: string): Document {
  try {
    if (statSync(path).size > LARGEST_JSON) return refused(file, "E_TEMPLATE_TOO_LARGE", { megabytes: LARGEST_JSON / 1024 / 1024 });
    return readDocument(file, readFileSync(path));
  } catch (error) {
    return refused(file, "E_TEMPLATE_READ", { reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le", { fatal: true }).decode(bytes);
    // Checked and read apart: twice as fast as a decoder that throws.
    return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8") : undefined;
  } catch {
    return undefined;
  }
}

function refused(file: string, code: string, detail: Record<string, string | number> = {}): Document {
  return {
    file,
    syntax: "yaml",
    root: undefined,
    problems: [{ code, detail, place: { file, line: 1 } }],
    mentions: () => false,
    placeOf: () => undefined,
    locate: () => undefined,
  };
}

function documentOf(file: string, syntax: "yaml" | "json", text: string, parsed: Parsed): Document {
  let starts: number[] | undefined;
  const placeAt = (offset: number): Place => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - starts[low]! + 1 };
  };
  let offsets: Offsets | undefined;
  const placeOf = (container: object, key: string | number): Place | undefined => {
    offsets ??= parsed.offsets();
    const row = offsets.get(container);
    if (!row) return undefined;
    const index = Array.isArray(container) ? Number(key) : Object.keys(container).indexOf(String(key));
    const offset = row[index];
    return offset === undefined ? undefined : placeAt(offset);
  };
  return {
    file,
    syntax,
    root: parsed.root,
    problems: parsed.faults.map(({ code, detail, offset }) => ({
      code,
      detail,
      place: offset === undefined ? { file, line: 1 } : placeAt(offset),
    })),
    mentions: (needle) => text.includes(needle),
    placeOf,
    locate(path) {
      let place: Place | undefined;
      let current: unknown = parsed.root;
      for (const key of path) {
        if (typeof current !== "object" || current === null) break;
        const next = placeOf(current, key);
        if (!next) break;
        place = next;
        current = (current as Record<string | number, unknown>)[key];
      }
      return place;
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
