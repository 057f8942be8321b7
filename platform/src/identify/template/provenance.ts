/**
 * Which container of the file a generated one was made from (a loop's copy, a merged include). Places are looked up by the
 * container's identity, so a transform that hands parts on by reference keeps their places without doing anything.
 */
const sources = new WeakMap<object, object>();

/** Remembers that `copy` was made from `source`, and hands `copy` on. */
export function derive<T extends object>(copy: T, source: object): T {
  if (copy !== source) sources.set(copy, source);
  return copy;
}

/** The container something was first written as. */
export function sourceOf(container: object): object {
  let current = container;
  for (let next = sources.get(current); next; next = sources.get(current)) current = next;
  return current;
}

/** A deep copy that may be changed, and still knows where each part was written. What is no plain data is handed on. */
export function copyOf<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value as readonly unknown[]) list.push(copyOf(item));
    return derive(list, value) as T;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const out: Record<string, unknown> = {};
  for (const key in value) out[key] = copyOf(value[key]);
  return derive(out, value) as T;
}
