/** No number or date is longer; it keeps the patterns below from reading long texts again and again. */
const LONGEST = 64;

/** A number as policies write it; undefined when it is not one. */
export function number(text: string): number | undefined {
  return text.length <= LONGEST && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?:T\d{2}(?::?\d{2}(?::?\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** A point in time in milliseconds: ISO 8601 (UTC when it names no zone), or seconds since 1970. */
export function instant(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const trimmed = text.trim();
  if (/^-?\d{5,}(?:\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!DATE.test(trimmed)) return undefined;
  const zoned = /T/.test(trimmed) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed) ? `${trimmed}Z` : trimmed;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
}
