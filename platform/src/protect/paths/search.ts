import type { Edge } from "./graph.ts";

/** How a search came to a node. */
export interface Step {
  readonly edge: Edge;
  /** The node it came from: for an edge of a profile, the member. */
  readonly from: number;
}

/** Nodes by what it costs to come to them, and the last step to each. */
export interface Reach {
  readonly cost: ReadonlyMap<number, number>;
  readonly by: ReadonlyMap<number, Step>;
}

/** The cheapest way from a node to every other. Costs are small whole numbers, so nodes wait in one bucket each. */
export function reachFrom(start: number, edgesAt: (node: number) => Iterable<Edge>): Reach {
  const by = new Map<number, Step>();
  return { cost: costsFrom(start, edgesAt, by), by };
}

/** The same without the steps, for counting. */
export function costsFrom(start: number, edgesAt: (node: number) => Iterable<Edge>, by?: Map<number, Step>): ReadonlyMap<number, number> {
  const cost = new Map<number, number>([[start, 0]]);
  const buckets: number[][] = [[start]];
  for (let at = 0; at < buckets.length; at += 1) {
    const bucket = buckets[at];
    if (!bucket) continue;
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      if (cost.get(node) !== at) continue;
      for (const edge of edgesAt(node)) {
        const total = at + edge.cost;
        const before = cost.get(edge.to);
        if (before !== undefined && before <= total) continue;
        cost.set(edge.to, total);
        by?.set(edge.to, { edge, from: node });
        (buckets[total] ??= []).push(edge.to);
      }
    }
  }
  return cost;
}

/** The steps from the start of the search to a node. */
export function wayTo(target: number, { by }: Reach): readonly Step[] {
  const steps: Step[] = [];
  const seen = new Set<number>();
  for (let at = by.get(target); at !== undefined && !seen.has(at.edge.to); at = by.get(at.from)) {
    seen.add(at.edge.to);
    steps.push(at);
  }
  return steps.toReversed();
}
