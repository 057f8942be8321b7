import { type Fact, isUnknown, mapFact, type Unknown } from "../../model/index.ts";

/** For AWS's empty strings that mean "not set". */
export function filled(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

/** The list out of an answer that may be unknown or absent. */
export function listOf<O, T>(answer: Fact<O | undefined>, items: (known: O) => readonly T[] | undefined): Fact<readonly T[]> {
  return mapFact(answer, (known) => (known === undefined ? [] : (items(known) ?? [])));
}

/** Splits into runs of at most `size`, for operations that take a bounded number of names. */
export function batches<T>(items: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < items.length; i += size) out.push(items.slice(i, i + size));
  return out;
}

/** The first Unknown among facts, for a value that needs them all. */
export function firstUnknown(facts: readonly unknown[]): Unknown | undefined {
  return facts.find(isUnknown);
}
