import { type Fact, isUnknown, type Unknown, unknown, unknownInside } from "../../../model/index.ts";

/**
 * Readers of resolved template properties. Every reader takes the value and a path into it, hands an Unknown met on the way on as
 * it is, says `undefined` for what is not written, and `malformed` for what is written in a shape AWS would not accept.
 */
type Path = readonly (string | number)[];

function malformed(path: Path): Unknown {
  return unknown("malformed", { what: path.join(".") });
}

/** The raw value at a path: a value, `undefined`, or an Unknown. */
export function get(value: unknown, ...path: Path): unknown {
  let current = value;
  for (let i = 0; i < path.length; i++) {
    if (current === undefined || isUnknown(current)) return current;
    if (typeof current !== "object" || current === null) return malformed(path.slice(0, i));
    current = Object.hasOwn(current, path[i]!) ? (current as Record<string | number, unknown>)[path[i]!] : undefined;
  }
  return current;
}

/** A string; numbers and booleans are written out, as CloudFormation does. */
export function text(value: unknown, ...path: Path): Fact<string | undefined> {
  const found = get(value, ...path);
  if (found === undefined || typeof found === "string" || isUnknown(found)) return found;
  return typeof found === "number" || typeof found === "boolean" ? String(found) : malformed(path);
}

/** As `text`, for what AWS requires: not written is malformed. */
export function must(value: unknown, ...path: Path): Fact<string> {
  return text(value, ...path) ?? malformed(path);
}

export function num(value: unknown, ...path: Path): Fact<number | undefined> {
  const found = get(value, ...path);
  if (found === undefined || isUnknown(found)) return found;
  if (typeof found === "number") return found;
  if (typeof found === "string" && found.trim() !== "" && Number.isFinite(Number(found))) return Number(found);
  return malformed(path);
}

export function flag(value: unknown, ...path: Path): Fact<boolean | undefined> {
  const found = get(value, ...path);
  if (found === undefined || typeof found === "boolean" || isUnknown(found)) return found;
  if (typeof found === "string" && /^(true|false)$/i.test(found)) return found.toLowerCase() === "true";
  return malformed(path);
}

/** One of the given words; anything else is malformed. */
export function choice<const W extends readonly string[]>(words: W, value: unknown, ...path: Path): Fact<W[number] | undefined> {
  const found = text(value, ...path);
  if (found === undefined || isUnknown(found)) return found;
  return words.includes(found) ? (found as W[number]) : malformed(path);
}

/** The value, or AWS's default when it is not written. */
export function or<T>(fact: Fact<T | undefined>, otherwise: T): Fact<T> {
  return fact === undefined ? otherwise : fact;
}

/** Whether anything is written there. */
export function written(value: unknown, ...path: Path): Fact<boolean> {
  const found = get(value, ...path);
  return isUnknown(found) ? found : found !== undefined;
}

/** A list whose items may be unknown on their own; not written is empty. */
export function list(value: unknown, ...path: Path): Fact<readonly unknown[]> {
  const found = get(value, ...path);
  if (found === undefined) return [];
  if (isUnknown(found) || Array.isArray(found)) return found;
  return malformed(path);
}

/** A list that is unknown as soon as one of its items is: for items whose fields cannot be unknown one by one. */
export function wholeList(value: unknown, ...path: Path): Fact<readonly unknown[]> {
  const found = list(value, ...path);
  return isUnknown(found) ? found : (found.find(isUnknown) ?? found);
}

/** For lists inside other values: an undecided list is a list of one Unknown. */
export function parts(value: unknown, ...path: Path): readonly unknown[] {
  const found = list(value, ...path);
  return isUnknown(found) ? [found] : found;
}

function oneText(value: unknown, path: Path): Fact<string> {
  return must(value) ?? malformed(path);
}

/** A list of strings, each a fact. */
export function texts(value: unknown, ...path: Path): Fact<readonly Fact<string>[]> {
  const found = list(value, ...path);
  return isUnknown(found) ? found : found.map((item) => oneText(item, path));
}

/** As `texts` inside other values. */
export function textParts(value: unknown, ...path: Path): readonly Fact<string>[] {
  return parts(value, ...path).map((item) => oneText(item, path));
}

/** A list of strings that is known or unknown as a whole. */
export function strings(value: unknown, ...path: Path): Fact<readonly string[]> {
  const found = texts(value, ...path);
  if (isUnknown(found)) return found;
  return (found.find(isUnknown) as Unknown | undefined) ?? (found as readonly string[]);
}

/** As `strings`, with what AWS uses when nothing is written. */
export function stringsOr(otherwise: readonly string[], value: unknown, ...path: Path): Fact<readonly string[]> {
  return get(value, ...path) === undefined ? otherwise : strings(value, ...path);
}

/** A map of strings, each a fact; not written is empty. */
export function textMap(value: unknown, ...path: Path): Fact<Readonly<Record<string, Fact<string>>>> {
  const found = get(value, ...path);
  if (found === undefined) return {};
  if (isUnknown(found)) return found;
  if (typeof found !== "object" || found === null || Array.isArray(found)) return malformed(path);
  return Object.fromEntries(Object.entries(found).map(([key, item]) => [key, oneText(item, [...path, key])]));
}

/** Entries of an object; undefined when it is not one. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value) ? Object.entries(value) : [];
}

/** JSON text of a document that may be written as text or as an object. */
export function json(value: unknown, ...path: Path): Fact<string | undefined> {
  const found = get(value, ...path);
  if (found === undefined || typeof found === "string" || isUnknown(found)) return found;
  if (typeof found !== "object" || found === null) return malformed(path);
  return unknownInside(found) ?? JSON.stringify(found);
}

/** A document that may be written as JSON text or as an object, as an object. */
export function document(value: unknown, ...path: Path): unknown {
  const found = get(value, ...path);
  if (typeof found !== "string") return found;
  try {
    const parsed: unknown = JSON.parse(found);
    return typeof parsed === "object" && parsed !== null ? parsed : malformed(path);
  } catch {
    return malformed(path);
  }
}

/** Applies `f` to the items of a list fact. */
export function eachOf<T>(fact: Fact<readonly unknown[]>, f: (item: unknown, index: number) => T): Fact<readonly T[]> {
  return isUnknown(fact) ? fact : fact.map(f);
}

/** Tags as a list of `{Key, Value}` or as a map. */
export function tags(value: unknown): Fact<Readonly<Record<string, string>>> {
  if (value === undefined) return {};
  if (isUnknown(value)) return value;
  const out: Record<string, string> = {};
  const rows: readonly (readonly [unknown, unknown])[] = Array.isArray(value)
    ? value.map((item) => [get(item, "Key"), get(item, "Value")])
    : entries(value);
  for (const [key, item] of rows) {
    const name = must(key);
    const content = or(text(item), "");
    if (isUnknown(name)) return name;
    if (isUnknown(content)) return content;
    Object.defineProperty(out, name, { value: content, enumerable: true, configurable: true, writable: true });
  }
  return typeof value === "object" ? out : malformed(["Tags"]);
}
