const DEEP = 8;

/** The beginning of a value as JSON: however large, deep or odd it is, no more of it is looked at than is shown. */
export function sampleOf(value: unknown, room: number): string {
  return typeof value === "string" ? value.slice(0, room) : write(value, room, DEEP).slice(0, room);
}

function write(value: unknown, room: number, left: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, room));
  if (typeof value !== "object" || value === null) return String(value);
  if (left === 0) return "…";
  const isList = Array.isArray(value);
  let out = isList ? "[" : "{";
  let isFirst = true;
  for (const key in value) {
    if (out.length >= room) return out;
    const name = isList ? "" : `${JSON.stringify(key.slice(0, room))}:`;
    out += `${isFirst ? "" : ","}${name}${write((value as Readonly<Record<string, unknown>>)[key], room - out.length, left - 1)}`;
    isFirst = false;
  }
  return out + (isList ? "]" : "}");
}

/** Nothing AWS writes is nested like this, and what writes records down again may not survive it. */
const DEEPEST = 200;

/** Whether a record is nested so deeply that nobody should look at it. */
export function isTooDeep(record: object): boolean {
  return goesDeeper(record as Readonly<Record<string, unknown>>, DEEPEST);
}

const START = '{"eventVersion"';

/**
 * Whether no record of a delivery can be nested like that: between the beginnings of two records there are not as many brackets. To
 * look at the text costs a fifth of looking at the records. False where the text does not tell.
 */
export function isShallow(text: string, records: readonly unknown[]): boolean {
  let starts = 0;
  let [brace, bracket] = [text.indexOf("{"), text.indexOf("[")];
  for (let at = text.indexOf(START), next = 0; at >= 0; at = next) {
    starts += 1;
    next = text.indexOf(START, at + 1);
    const end = next < 0 ? text.length : next;
    let opened = 0;
    for (; brace >= 0 && brace < end; brace = text.indexOf("{", brace + 1)) opened += 1;
    for (; bracket >= 0 && bracket < end; bracket = text.indexOf("[", bracket + 1)) opened += 1;
    if (opened >= DEEPEST) return false;
  }
  // As many beginnings as records, and all records begin so: no beginning is inside of one.
  return starts === records.length && records.every(beginsWithVersion);
}

function beginsWithVersion(record: unknown): boolean {
  for (const key in record as object) return key === "eventVersion";
  return false;
}

function goesDeeper(value: Readonly<Record<string, unknown>>, left: number): boolean {
  if (left === 0) return true;
  for (const key in value) {
    const item = value[key];
    if (typeof item === "object" && item !== null && goesDeeper(item as Readonly<Record<string, unknown>>, left - 1)) return true;
  }
  return false;
}
