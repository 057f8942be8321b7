import type { Declared, Stack } from "./declared.ts";

const NONE: readonly Declared[] = [];

/** Makes a stack out of its declarations, with the index by type. */
export function stackOf(parts: Omit<Stack, "of">): Stack {
  const byType = new Map<string, Declared[]>();
  for (const declared of parts.declared) {
    const list = byType.get(declared.type);
    if (list) list.push(declared);
    else byType.set(declared.type, [declared]);
  }
  return { ...parts, of: (type) => byType.get(type) ?? NONE };
}
