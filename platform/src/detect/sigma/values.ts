/** A record as a log has it. */
export type LogRecord = Readonly<Record<string, unknown>>;

/** How deep a record is looked into; deeper is not an answer of AWS. */
const MAX_DEPTH = 32;

/** Names every object has without being given them: `constructor` is no field of a record. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * The value of a field by its dotted path. An array on the way gives the values of all its items. `undefined` when it is not there.
 * A key that has the dots in itself counts where the path leads nowhere.
 */
export function fieldReader(path: string): (record: LogRecord) => unknown {
  const keys = path.split(".");
  if (INHERITED.has(path)) return (record) => (Object.hasOwn(record, path) ? record[path] : undefined);
  if (keys.length === 1) return (record) => record[path];
  if (keys.some((key) => INHERITED.has(key))) return (record) => (Object.hasOwn(record, path) ? record[path] : undefined);
  return (record) => descend(record, keys, 0) ?? record[path];
}

function descend(value: unknown, keys: readonly string[], from: number): unknown {
  let at = value;
  for (let i = from; i < keys.length; i += 1) {
    if (typeof at !== "object" || at === null) return undefined;
    if (Array.isArray(at)) {
      const found = at.flatMap((item) => descend(item, keys, i) ?? []);
      return found.length === 0 ? undefined : found;
    }
    at = (at as LogRecord)[keys[i] as string];
    if (at === undefined) return undefined;
  }
  return at;
}

/** A scalar as text; an object as JSON, so that a rule may look for words inside. */
export function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      return value === null ? undefined : JSON.stringify(value);
    default:
      return undefined;
  }
}

/** Whether a text of the record, key or value, at any depth, passes the test. */
export function anyText(value: unknown, test: (text: string) => boolean, depth = 0): boolean {
  if (depth > MAX_DEPTH || value === null || value === undefined) return false;
  if (typeof value !== "object") return test(String(value));
  if (Array.isArray(value)) return value.some((item) => anyText(item, test, depth + 1));
  return Object.entries(value).some(([key, item]) => test(key) || anyText(item, test, depth + 1));
}
