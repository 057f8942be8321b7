import { isUnknown } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";

const parts = new WeakMap<object, readonly [object, object]>();

/** What a merged mapping was made of: what was laid over first. */
export function partsOf(container: object): readonly object[] {
  return parts.get(container) ?? [];
}

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
  parts.set(out, [after, before]);
  return out;
}
