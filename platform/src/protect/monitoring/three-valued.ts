import { type Evidence, type Fact, failIf, isUnknown, type Unknown, type Verdict } from "../../model/index.ts";
import type { Need } from "../check.ts";

/** False when one is false, unknown when one is unknown, else true. */
export function allOf(facts: Iterable<Fact<boolean>>): Fact<boolean> {
  let gap: Unknown | undefined;
  for (const fact of facts) {
    if (isUnknown(fact)) gap ??= fact;
    else if (!fact) return false;
  }
  return gap ?? true;
}

/** True when one is true, unknown when one is unknown, else false. */
export function anyOf(facts: Iterable<Fact<boolean>>): Fact<boolean> {
  let gap: Unknown | undefined;
  for (const fact of facts) {
    if (isUnknown(fact)) gap ??= fact;
    else if (fact) return true;
  }
  return gap ?? false;
}

export function not(fact: Fact<boolean>): Fact<boolean> {
  return isUnknown(fact) ? fact : !fact;
}

/** Fails on what was proven; without proof, what stayed undecided makes the verdict unknown; else it passes. */
export function settle(evidence: readonly Evidence[], undecided: Unknown | undefined, need: Need): Verdict {
  if (evidence.length === 0 && undecided) need(undecided);
  return failIf(evidence);
}

/** The parts of a list for which `test` holds, and the first part that could not be decided. */
export function sift<T>(
  items: readonly T[],
  test: (item: T, index: number) => Fact<boolean>,
): { readonly hits: readonly (readonly [T, number])[]; readonly undecided: Unknown | undefined } {
  const hits: (readonly [T, number])[] = [];
  let undecided: Unknown | undefined;
  for (const [index, item] of items.entries()) {
    const answer = test(item, index);
    if (isUnknown(answer)) undecided ??= answer;
    else if (answer) hits.push([item, index]);
  }
  return { hits, undecided };
}
