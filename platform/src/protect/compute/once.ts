import type { Resource, World } from "../../model/index.ts";

const memory = new WeakMap<World, Map<string, Map<string, unknown>>>();

/** Computes something about the scope of `near` once per world: reverse look-ups would be quadratic otherwise. */
export function oncePer<T>(world: World, near: Resource, key: string, compute: () => T): T {
  let scopes = memory.get(world);
  if (!scopes) memory.set(world, (scopes = new Map()));
  let known = scopes.get(near.scope);
  if (!known) scopes.set(near.scope, (known = new Map()));
  const before = known.get(key);
  if (before !== undefined || known.has(key)) return before as T;
  const made = compute();
  known.set(key, made);
  return made;
}
