import { isUnknown } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { derive } from "../provenance.ts";

/** One value over another: mappings key by key, lists one after the other, anything else the later one. */
export function merged(before: Json, after: Json): Json {
  if (after === undefined) return before;
  if (before === undefined || isUnknown(before) || isUnknown(after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return [...(before as Json[]), ...(after as Json[])];
  if (!isObject(before) || !isObject(after)) return after;
  const out: Record<string, Json> = { ...before };
  for (const [key, value] of Object.entries(after)) {
    if (key !== "__proto__") out[key] = merged(Object.hasOwn(before, key) ? before[key] : undefined, value);
  }
  // What the user wrote is where people look first.
  return derive(out, after);
}
