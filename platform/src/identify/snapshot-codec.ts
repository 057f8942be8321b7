import { isUnknown, type Origin, type Path, type Place, type Unknown, type UnknownReason, unknown } from "../model/index.ts";

/*
 * JSON cannot say "unknown", "undefined" in a list, or "the same origin as before". Those are objects with the one key `$`;
 * a plain object that has such a key itself is written as its entries.
 */
type Special =
  | { readonly $: "unknown"; readonly reason: UnknownReason; readonly action?: string; readonly what?: string }
  | { readonly $: "undefined" }
  | { readonly $: "origin"; readonly n: number }
  | { readonly $: "object"; readonly entries: readonly (readonly [string, unknown])[] };

/** An origin as it stands in a file: places instead of the function that finds them. */
export interface StoredOrigin extends Omit<Origin, "locate" | "paths"> {
  /** The place of each path that has one of its own; a path without one takes that of the part before it. */
  readonly places?: readonly (readonly [path: Path, place: Place])[];
}

const REASONS: ReadonlySet<string> = new Set<UnknownReason>([
  "access-denied",
  "throttled",
  "region-disabled",
  "unsupported",
  "expired-credentials",
  "failed",
  "interrupted",
  "not-collected",
  "masked",
  "malformed",
  "elsewhere",
  "parameter",
  "known-after-deploy",
  "exempted",
]);

export function isOrigin(value: unknown): value is Origin {
  const source = (value as Origin | null | undefined)?.source;
  return typeof value === "object" && (source === "aws" || source === "template");
}

/** Makes a value JSON can hold. `origin` gives the number under which an origin was written. */
export function encode(value: unknown, origin: (origin: Origin) => number): unknown {
  if (isUnknown(value)) return encodeUnknown(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? { $: "undefined" } : encode(item, origin)));
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    if (item === undefined || typeof item === "function") return [];
    if (key === "origin" && isOrigin(item)) return [[key, { $: "origin", n: origin(item) } satisfies Special]];
    return [[key, encode(item, origin)]];
  });
  return entries.some(([key]) => key === "$") ? { $: "object", entries } : Object.fromEntries(entries);
}

export function encodeUnknown(value: Unknown): Special {
  return {
    $: "unknown",
    reason: value.reason,
    ...(value.action === undefined ? {} : { action: value.action }),
    ...(value.what === undefined ? {} : { what: value.what }),
  };
}

/** The value back. Throws a RangeError for what no writer wrote. */
export function decode(value: unknown, origins: readonly Origin[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => decode(item, origins));
  const special = value as Special;
  if (!Object.hasOwn(value, "$")) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, origins)]));
  switch (special.$) {
    case "unknown": {
      if (!REASONS.has(special.reason)) throw new RangeError(`unknown reason ${special.reason}`);
      return unknown(special.reason, {
        ...(special.action === undefined ? {} : { action: special.action }),
        ...(special.what === undefined ? {} : { what: special.what }),
      });
    }
    case "undefined":
      return undefined;
    case "origin": {
      const found = origins[special.n];
      if (!found) throw new RangeError(`no origin ${special.n}`);
      return found;
    }
    case "object":
      return Object.fromEntries(special.entries.map(([key, item]) => [key, decode(item, origins)]));
    default:
      throw new RangeError("an object of no known kind");
  }
}

/** Writes down what an origin can locate: the given paths, each only where its place differs from that of the part before it. */
export function storeOrigin(origin: Origin, paths: Iterable<Path>): StoredOrigin {
  // oxlint-disable-next-line typescript/unbound-method -- only left out, never called
  const { locate: _, paths: __, ...rest } = origin;
  if (!origin.locate) return rest;
  const places = new Map<string, readonly [Path, Place]>();
  const root = origin.locate([]);
  if (root) places.set("[]", [[], root]);
  for (const path of paths) {
    for (let length = 1; length <= path.length; length += 1) {
      const part = path.slice(0, length);
      const key = JSON.stringify(part);
      if (places.has(key)) continue;
      const place = origin.locate(part);
      if (place && !same(place, nearest(places, part.slice(0, -1)))) places.set(key, [part, place]);
    }
  }
  return { ...rest, places: [...places.values()] };
}

export function restoreOrigin(stored: StoredOrigin): Origin {
  const { places, ...rest } = stored;
  if (!places) return rest;
  const byPath = new Map(places.map((row) => [JSON.stringify(row[0]), row]));
  return { ...rest, locate: (path) => nearest(byPath, path) };
}

function nearest(places: ReadonlyMap<string, readonly [Path, Place]>, path: Path): Place | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = places.get(JSON.stringify(path.slice(0, length)));
    if (found) return found[1];
  }
  return undefined;
}

function same(a: Place, b: Place | undefined): boolean {
  return b !== undefined && a.file === b.file && a.line === b.line && a.column === b.column;
}
