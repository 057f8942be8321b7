import type { Resource, World } from "../../model/index.ts";

const memory = new WeakMap<World, Map<string, unknown>>();

/** Computes something about the scope of `near` once per world: reverse look-ups would be quadratic otherwise. */
export function oncePer<T>(world: World, near: Resource, key: string, compute: () => T): T {
  let known = memory.get(world);
  if (!known) {
    known = new Map();
    memory.set(world, known);
  }
  const place = `${near.scope}|${key}`;
  if (!known.has(place)) known.set(place, compute());
  return known.get(place) as T;
}
