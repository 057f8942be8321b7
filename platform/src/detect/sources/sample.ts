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

function goesDeeper(value: Readonly<Record<string, unknown>>, left: number): boolean {
  if (left === 0) return true;
  for (const key in value) {
    const item = value[key];
    if (typeof item === "object" && item !== null && goesDeeper(item as Readonly<Record<string, unknown>>, left - 1)) return true;
  }
  return false;
}
