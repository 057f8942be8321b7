import { isUnknown, unknown, unknownInside } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";

/** A function of the language over known arguments; what it cannot answer is undefined. */
type Fn = (...args: Json[]) => Json;

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function map(value: Json): Readonly<Record<string, Json>> {
  return isObject(value) && !isUnknown(value) ? value : {};
}

function text(value: Json): string {
  return value === null || value === undefined ? "" : String(value);
}

function unique(values: readonly Json[]): Json[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = isUnknown(value) ? `?${value.what ?? ""}` : JSON.stringify(value);
    return !seen.has(key) && seen.add(key);
  });
}

function flat(value: Json): Json[] {
  return list(value).flatMap((item) => (Array.isArray(item) ? flat(item) : [item]));
}

/** `%s`, `%d`, `%q`, `%v`, `%%`, with widths for numbers. */
function format(pattern: Json, ...values: Json[]): Json {
  let i = 0;
  return text(pattern).replace(
    /%(?:(%)|(0?)(\d*)([sdvqfx]))/g,
    (_all, percent: string | undefined, zero: string, width: string, verb: string) => {
      if (percent !== undefined) return "%";
      const value = values[i];
      i += 1;
      const plain =
        verb === "q"
          ? JSON.stringify(value)
          : typeof value === "object"
            ? JSON.stringify(value)
            : verb === "x" && typeof value === "number"
              ? value.toString(16)
              : text(value);
      return width === "" ? plain : plain.padStart(Number(width), zero === "0" ? "0" : " ");
    },
  );
}

/** Text as a pattern when it stands between slashes. */
function replace(value: Json, from: Json, to: Json): Json {
  const pattern = /^\/(.*)\/$/s.exec(text(from));
  if (!pattern) return text(value).replaceAll(text(from), () => text(to));
  try {
    return text(value).replace(new RegExp(pattern[1]!, "g"), text(to).replace(/\$\{?(\w+)\}?/g, "$$$1"));
  } catch {
    return undefined;
  }
}

/** Functions whose arguments may be unknown in part. */
const lenient: Readonly<Record<string, Fn>> = {
  jsonencode: (value) => (unknownInside(value) ? value : JSON.stringify(value)),
  concat: (...lists) => lists.find(isUnknown) ?? lists.flatMap((item) => list(item)),
  merge: (...maps) => maps.find(isUnknown) ?? Object.assign({}, ...maps.map((item) => map(item))),
  flatten: (value) => (isUnknown(value) ? value : flat(value)),
  compact: (value) => (isUnknown(value) ? value : list(value).filter((item) => item !== null && item !== "")),
  distinct: (value) => (isUnknown(value) ? value : unique(list(value))),
  toset: (value) => (isUnknown(value) ? value : unique(list(value))),
  tolist: (value) => (isUnknown(value) || Array.isArray(value) ? value : Object.values(map(value))),
  tomap: (value) => value,
  sensitive: (value) => value,
  nonsensitive: (value) => value,
  values: (value) => (isUnknown(value) ? value : Object.values(map(value))),
  keys: (value) => (isUnknown(value) ? value : Object.keys(map(value)).sort()),
  length: (value) =>
    isUnknown(value)
      ? value
      : typeof value === "string"
        ? Array.from(value).length
        : Array.isArray(value)
          ? value.length
          : Object.keys(map(value)).length,
  lookup: (value, key, otherwise) =>
    isUnknown(value) ? value : isUnknown(key) ? key : Object.hasOwn(map(value), text(key)) ? map(value)[text(key)] : otherwise,
  element: (value, index) => (isUnknown(value) ? value : list(value)[Number(index) % Math.max(1, list(value).length)]),
  coalesce: (...values) => values.find((value) => isUnknown(value) || (value !== null && value !== undefined && value !== "")),
  coalescelist: (...lists) => lists.find((value) => isUnknown(value) || list(value).length > 0),
  one: (value) => (isUnknown(value) ? value : (list(value)[0] ?? null)),
  setunion: (...sets) => sets.find(isUnknown) ?? unique(sets.flatMap((set) => list(set))),
  zipmap: (keys, values) =>
    isUnknown(keys) ? keys : isUnknown(values) ? values : Object.fromEntries(list(keys).map((key, i) => [text(key), list(values)[i]])),
  slice: (value, from, to) => (isUnknown(value) ? value : list(value).slice(Number(from), Number(to))),
  reverse: (value) => (isUnknown(value) ? value : list(value).toReversed()),
  defaults: (value) => value,
};

const strict: Readonly<Record<string, Fn>> = {
  join: (separator, ...lists) =>
    lists
      .flatMap((item) => list(item))
      .map(text)
      .join(text(separator)),
  split: (separator, value) => text(value).split(text(separator)),
  format,
  formatlist: (pattern, ...values) => {
    const length = Math.max(0, ...values.map((value) => (Array.isArray(value) ? value.length : 0)));
    return Array.from({ length }, (_, i) => format(pattern, ...values.map((value): Json => (Array.isArray(value) ? value[i] : value))));
  },
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  title: (value) => text(value).replace(/(^|\s)\S/g, (c) => c.toUpperCase()),
  trimspace: (value) => text(value).trim(),
  trimprefix: (value, prefix) => (text(value).startsWith(text(prefix)) ? text(value).slice(text(prefix).length) : value),
  trimsuffix: (value, suffix) =>
    text(suffix) !== "" && text(value).endsWith(text(suffix)) ? text(value).slice(0, -text(suffix).length) : value,
  chomp: (value) => text(value).replace(/[\r\n]+$/, ""),
  replace,
  substr: (value, offset, length) =>
    Array.from(text(value))
      .slice(Number(offset), Number(length) < 0 ? undefined : Number(offset) + Number(length))
      .join(""),
  startswith: (value, prefix) => text(value).startsWith(text(prefix)),
  endswith: (value, suffix) => text(value).endsWith(text(suffix)),
  strcontains: (value, part) => text(value).includes(text(part)),
  tostring: (value) => (value === null ? null : text(value)),
  tonumber: (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined),
  tobool: (value) => (value === true || value === "true" ? true : value === false || value === "false" ? false : undefined),
  jsondecode: (value) => {
    try {
      return JSON.parse(text(value)) as Json;
    } catch {
      return undefined;
    }
  },
  contains: (value, item) => list(value).includes(item),
  sort: (value) => list(value).map(text).sort(),
  range: (...numbers) => {
    const [from, to, step] =
      numbers.length === 1 ? [0, Number(numbers[0]), 1] : [Number(numbers[0]), Number(numbers[1]), Number(numbers[2] ?? 1)];
    const count = Math.ceil((to - from) / step);
    return Number.isFinite(count) && count < 10_000 ? Array.from({ length: Math.max(0, count) }, (_, i) => from + i * step) : undefined;
  },
  min: (...numbers) => Math.min(...numbers.map(Number)),
  max: (...numbers) => Math.max(...numbers.map(Number)),
  abs: (value) => Math.abs(Number(value)),
  ceil: (value) => Math.ceil(Number(value)),
  floor: (value) => Math.floor(Number(value)),
  sum: (value) => list(value).reduce((total: number, item) => total + Number(item), 0),
  setintersection: (first, ...sets) => list(first).filter((item) => sets.every((set) => list(set).includes(item))),
  setsubtract: (first, second) => list(first).filter((item) => !list(second).includes(item)),
  setproduct: (...sets) => {
    const total = sets.reduce((product: number, set) => product * list(set).length, 1);
    return total > 10_000
      ? undefined
      : sets.reduce((rows: Json[][], set) => rows.flatMap((row) => list(set).map((item) => [...row, item])), [[]]);
  },
  alltrue: (value) => list(value).every((item) => item === true || item === "true"),
  anytrue: (value) => list(value).some((item) => item === true || item === "true"),
  base64encode: (value) => Buffer.from(text(value)).toString("base64"),
  base64decode: (value) => Buffer.from(text(value), "base64").toString("utf8"),
  urlencode: (value) => encodeURIComponent(text(value)),
  index: (value, item) => {
    const at = list(value).indexOf(item);
    return at < 0 ? undefined : at;
  },
};

/** Calls a function of the language. An unknown argument makes the answer unknown, except where only a part of it is. */
export function call(name: string, args: readonly Json[]): Json {
  const found = name.startsWith("core::") ? name.slice("core::".length) : name;
  const part = Object.hasOwn(lenient, found) ? lenient[found] : undefined;
  if (part) return part(...args);
  const fn = Object.hasOwn(strict, found) ? strict[found] : undefined;
  const what = unknown("known-after-deploy", { what: `${name}()` });
  if (!fn) return what;
  for (const arg of args) {
    const inner = unknownInside(arg);
    if (inner) return inner;
  }
  return fn(...args) ?? what;
}
