import { Buffer } from "node:buffer";
import { BlockList, isIP } from "node:net";
import { RE2JS } from "re2js";
import { type Fit, textTest } from "./pattern.ts";
import { fieldReader, type LogRecord, textOf } from "./values.ts";

/** Asks one value of a record. */
export type ValueTest = (value: unknown, record: LogRecord) => boolean;

/** What a field of a search asks. */
export interface FieldTest {
  /** The dotted path. */
  readonly field: string;
  readonly test: ValueTest;
  /** Whether it asks its own field only. */
  readonly alone: boolean;
  /** Of many texts, or a pattern: better remembered than asked again. */
  readonly isRemembered: boolean;
  /** Text that tells this test from others of the field: equal tests are asked once. */
  readonly key: string;
}

/** What is wrong with a field of a search. */
export class FieldError extends Error {
  readonly reason: "modifier" | "combination" | "value" | "regex" | "cidr" | "placeholder";
  readonly what: string;

  constructor(reason: FieldError["reason"], what: string) {
    super(`${reason}: ${what}`);
    this.reason = reason;
    this.what = what;
  }
}

/** Values for `%name%` of the modifier `expand`. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

const FITS: Readonly<Record<string, Fit>> = { contains: "inside", startswith: "start", endswith: "end" };
const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};
/** Parts of a time stamp, in UTC. */
const TIME_PARTS: Readonly<Record<string, (d: Date) => number>> = {
  minute: (d) => d.getUTCMinutes(),
  hour: (d) => d.getUTCHours(),
  day: (d) => d.getUTCDate(),
  week: weekOf,
  month: (d) => d.getUTCMonth() + 1,
  year: (d) => d.getUTCFullYear(),
};
const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  wide: (text) => Buffer.from(text, "utf16le"),
  utf16le: (text) => Buffer.from(text, "utf16le"),
  utf16be: (text) => Buffer.from(text, "utf16le").swap16(),
  utf16: (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]),
};
const KNOWN = new Set([
  ...Object.keys(FITS),
  ...Object.keys(COMPARE),
  ...Object.keys(TIME_PARTS),
  ...Object.keys(ENCODINGS),
  ..."all re i m s cidr exists cased neq fieldref expand base64 base64offset windash".split(" "),
]);

/** Reads `field|modifier|…: value(s)`. Throws FieldError. */
export function compileField(written: string, value: unknown, placeholders: Placeholders): FieldTest {
  const [field = "", ...modifiers] = written.split("|");
  const strange = modifiers.find((modifier) => !KNOWN.has(modifier));
  if (strange !== undefined) throw new FieldError("modifier", strange);
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (values.length === 0) throw new FieldError("value", written);
  const has = (modifier: string) => modifiers.includes(modifier);
  const tests = expanded(values, has, placeholders).map((one) => oneValue(one, modifiers, has));
  const asked = has("all") ? every(tests) : some(tests);
  return {
    field,
    test: has("neq") ? (v, record) => !asked(v, record) : asked,
    alone: !has("fieldref"),
    isRemembered: tests.length > 2 || has("re") || has("cidr"),
    key: `${written}=${JSON.stringify(values)}`,
  };
}

/** A test for a word anywhere in a record. */
export function compileWord(word: unknown): (text: string) => boolean {
  const text = textOf(word);
  if (text === undefined) throw new FieldError("value", String(word));
  return textTest(text, "inside", true);
}

function oneValue(value: unknown, modifiers: readonly string[], has: (modifier: string) => boolean): ValueTest {
  if (has("exists")) {
    const wanted = value === true || value === "true" || value === "yes";
    return (v) => (v !== undefined) === wanted;
  }
  if (has("re")) return regexTest(value, has);
  if (has("cidr")) return cidrTest(value);
  const compare = modifiers.find((m) => Object.hasOwn(COMPARE, m));
  const part = modifiers.find((m) => Object.hasOwn(TIME_PARTS, m));
  if (compare || part) return numberTest(value, COMPARE[compare ?? ""] ?? ((a, b) => a === b), TIME_PARTS[part ?? ""]);
  const fit = FITS[modifiers.find((m) => Object.hasOwn(FITS, m)) ?? ""] ?? "whole";
  if (has("fieldref")) return referenceTest(value, fit, has("cased"));
  if (value === null || value === undefined) return (v) => v === null || v === undefined;
  const text = textOf(value);
  if (text === undefined || typeof value === "object") throw new FieldError("value", JSON.stringify(value));
  const encoded = encodings(text, has);
  if (encoded) return textual(some(encoded.map((e) => textual(textTest(escaped(e), "inside", false)))));
  const texts = has("windash") ? dashes(text) : [text];
  const tests = texts.map((t) => textual(textTest(t, fit, !has("cased"))));
  return some(tests);
}

function textual(test: ((text: string) => boolean) | ValueTest): ValueTest {
  return (value, record) => {
    const text = textOf(value);
    return text !== undefined && (test as (text: string, record: LogRecord) => boolean)(text, record);
  };
}

function some(tests: readonly ValueTest[]): ValueTest {
  const [only] = tests;
  return overItems(tests.length === 1 && only ? only : (value, record) => tests.some((test) => test(value, record)));
}

function every(tests: readonly ValueTest[]): ValueTest {
  const each = tests.map((test) => overItems(test));
  return (value, record) => each.every((test) => test(value, record));
}

/** An array passes when one of its items does. */
function overItems(test: ValueTest): ValueTest {
  return (value, record) => (Array.isArray(value) && value.length > 0 ? value.some((item) => test(item, record)) : test(value, record));
}

function regexTest(value: unknown, has: (modifier: string) => boolean): ValueTest {
  const flags = (has("i") ? RE2JS.CASE_INSENSITIVE : 0) | (has("m") ? RE2JS.MULTILINE : 0) | (has("s") ? RE2JS.DOTALL : 0);
  try {
    // Linear in the text, whatever the expression: rules come from strangers, and so does what they are matched with.
    const expression = RE2JS.compile(String(value), flags);
    return textual((text: string) => expression.matcher(text).find());
  } catch {
    throw new FieldError("regex", String(value));
  }
}

function cidrTest(value: unknown): ValueTest {
  const [address = "", bits = ""] = String(value).split("/");
  const family = isIP(address);
  const length = Number(bits);
  if (family === 0 || !/^\d+$/.test(bits) || length > (family === 4 ? 32 : 128)) throw new FieldError("cidr", String(value));
  const list = new BlockList();
  const name = family === 4 ? "ipv4" : "ipv6";
  list.addSubnet(address, length, name);
  return textual((text: string) => isIP(text) === family && list.check(text, name));
}

function numberTest(value: unknown, compare: (a: number, b: number) => boolean, part: ((d: Date) => number) | undefined): ValueTest {
  const wanted = Number(value);
  if (!Number.isFinite(wanted) || value === null || value === "") throw new FieldError("value", String(value));
  return (found) => {
    if (part) {
      const date = new Date(found as string);
      return !Number.isNaN(date.getTime()) && compare(part(date), wanted);
    }
    const number = typeof found === "number" ? found : typeof found === "string" && found.trim() !== "" ? Number(found) : Number.NaN;
    return !Number.isNaN(number) && compare(number, wanted);
  };
}

function referenceTest(value: unknown, fit: Fit, cased: boolean): ValueTest {
  const read = fieldReader(String(value));
  const fold = (text: string) => (cased ? text : text.toLowerCase());
  const fits = { whole: (a: string, b: string) => a === b, start: starts, end: ends, inside: includes }[fit];
  return (found, record) => {
    const [a, b] = [textOf(found), textOf(read(record))];
    return a !== undefined && b !== undefined && fits(fold(a), fold(b));
  };
}

const starts = (a: string, b: string) => a.startsWith(b);
const ends = (a: string, b: string) => a.endsWith(b);
const includes = (a: string, b: string) => a.includes(b);

/** Replaces `%name%`. Undefined names are a fault: a rule that silently matches nothing looks like safety. */
function expanded(values: readonly unknown[], has: (modifier: string) => boolean, placeholders: Placeholders): readonly unknown[] {
  if (!has("expand")) return values;
  return values.flatMap((value) => {
    if (typeof value !== "string") return [value];
    let texts = [value];
    for (const [whole, name] of value.matchAll(/%([\w-]+)%/g)) {
      const known = Object.hasOwn(placeholders, name as string) ? placeholders[name as string] : undefined;
      if (!known) throw new FieldError("placeholder", name as string);
      texts = texts.flatMap((text) => known.map((replacement) => text.replace(whole, () => replacement)));
    }
    return texts;
  });
}

function encodings(text: string, has: (modifier: string) => boolean): readonly string[] | undefined {
  const encoding = Object.keys(ENCODINGS).find(has);
  const bytes = (ENCODINGS[encoding ?? ""] ?? ((plain: string) => Buffer.from(plain)))(text);
  if (has("base64")) return [bytes.toString("base64")];
  if (!has("base64offset")) return encoding ? [bytes.toString("latin1")] : undefined;
  // What stands before shifts the text by 0, 1 or 2 bytes; the characters at both ends that hold strange bits are cut off.
  return [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const start = [0, 2, 3][shift];
    const spare = (bytes.length + shift) % 3;
    return coded.slice(start, spare === 0 ? undefined : -1);
  });
}

/** `-` on a Windows command line may be written in several ways. */
function dashes(text: string): readonly string[] {
  return text.includes("-") ? ["-", "/", "\u2013", "\u2014", "\u2015"].map((dash) => text.replace(/(^|\s)-/g, `$1${dash}`)) : [text];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\*?]/g, String.raw`\$&`);
}

/** The week of the year, ISO 8601. */
function weekOf(date: Date): number {
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  return Math.ceil(((day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}
