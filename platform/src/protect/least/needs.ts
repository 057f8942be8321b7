import type { Need, Proof } from "./types.ts";

/** One need for each action and resource, with everything that speaks for it. */
export function mergeNeeds(needs: readonly Need[]): readonly Need[] {
  const merged = new Map<string, { need: Need; proofs: Map<string, Proof> }>();
  for (const need of needs) {
    const key = `${need.action.toLowerCase()} ${need.resource} ${need.resolved}`;
    let entry = merged.get(key);
    if (!entry) merged.set(key, (entry = { need, proofs: new Map() }));
    for (const proof of need.proofs) {
      const id = [proof.reason, proof.what, proof.place?.file, proof.place?.line, proof.confidence].join(" ");
      const before = entry.proofs.get(id);
      entry.proofs.set(id, before ? joined(before, proof) : proof);
    }
  }
  return [...merged.values()]
    .map(({ need, proofs }) => ({ ...need, proofs: [...proofs.values()] }))
    .toSorted((a, b) => a.action.localeCompare(b.action) || a.resource.localeCompare(b.resource));
}

function joined(a: Proof, b: Proof): Proof {
  if (a.times === undefined || b.times === undefined) return a;
  const first = [a.first, b.first].filter((t): t is string => t !== undefined).toSorted()[0];
  const last = [a.last, b.last]
    .filter((t): t is string => t !== undefined)
    .toSorted()
    .at(-1);
  return { ...a, times: a.times + b.times, ...(first ? { first } : {}), ...(last ? { last } : {}) };
}

const RANK = { high: 2, medium: 1, low: 0 } as const;

/** The best that speaks for a need. */
export function confidenceOf(need: Need): Proof["confidence"] {
  let best: Proof["confidence"] = "low";
  for (const { confidence } of need.proofs) if (RANK[confidence] > RANK[best]) best = confidence;
  return best;
}
