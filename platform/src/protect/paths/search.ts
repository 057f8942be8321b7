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
  /** Every node, after the one that its last step comes from. */
  readonly order: readonly number[];
}

/**
 * Edges that start at a node, in lists: some of them belong to many nodes. Nodes are come to in the order of their cost, so a list that
 * was walked along from one of them leads nowhere cheaper from another.
 */
export type EdgesAt = (node: number) => readonly (readonly Edge[])[];

/** The cheapest way from a node to every other. Costs are small whole numbers, so nodes wait in one bucket each. */
export function reachFrom(start: number, edgesAt: EdgesAt): Reach {
  const cost = new Map<number, number>([[start, 0]]);
  const by = new Map<number, Step>();
  const order: number[] = [];
  const buckets: number[][] = [[start]];
  const walked = new Set<readonly Edge[]>();
  for (let at = 0; at < buckets.length; at += 1) {
    const bucket = buckets[at];
    if (!bucket) continue;
    for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
      if (cost.get(node) !== at) continue;
      order.push(node);
      for (const edges of edgesAt(node)) {
        if (walked.has(edges)) continue;
        walked.add(edges);
        for (const edge of edges) {
          const total = at + edge.cost;
          const before = cost.get(edge.to);
          if (before !== undefined && before <= total) continue;
          cost.set(edge.to, total);
          by.set(edge.to, { edge, from: node });
          (buckets[total] ??= []).push(edge.to);
        }
      }
    }
  }
  return { cost, by, order };
}

/** Where a list of edges leads: a range of the numbers that `Costs` keeps for all of them, and the last search that walked along it. */
interface Walk {
  readonly first: number;
  readonly end: number;
  search: number;
}

const NOWHERE: readonly Walk[] = [];

/** The same for counting, without the steps: one search after another in the same memory. */
export class Costs {
  readonly #edgesAt: EdgesAt;
  readonly #walks: (readonly Walk[] | undefined)[];
  readonly #walkOf = new Map<readonly Edge[], Walk>();
  /** Node and cost in turn. */
  #ends = new Int32Array(1024);
  #used = 0;
  /** What it costs to come to a node in the last search that reached it. */
  readonly #cost: Int32Array;
  readonly #search: Int32Array;
  #searches = 0;

  constructor(nodes: number, edgesAt: EdgesAt) {
    this.#edgesAt = edgesAt;
    this.#walks = Array.from({ length: nodes });
    this.#cost = new Int32Array(nodes);
    this.#search = new Int32Array(nodes);
  }

  /** Every node that the start leads to, itself first; not beyond nodes at which it `stops`. */
  from(start: number, stops?: (node: number) => boolean): readonly number[] {
    this.#searches += 1;
    const [costs, search, now] = [this.#cost, this.#search, this.#searches];
    const reached = [start];
    const buckets: number[][] = [[start]];
    costs[start] = 0;
    search[start] = now;
    for (let at = 0; at < buckets.length; at += 1) {
      const bucket = buckets[at];
      if (!bucket) continue;
      for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
        if (costs[node] !== at || stops?.(node)) continue;
        for (const walk of (this.#walks[node] ??= this.#walksAt(node))) {
          if (walk.search === now) continue;
          walk.search = now;
          const { first, end } = walk;
          const ends = this.#ends;
          for (let i = first; i < end; i += 2) {
            const to = ends[i] as number;
            const total = at + (ends[i + 1] as number);
            if (search[to] !== now) reached.push(to);
            else if ((costs[to] as number) <= total) continue;
            search[to] = now;
            costs[to] = total;
            (buckets[total] ??= []).push(to);
          }
        }
      }
    }
    return reached;
  }

  #walksAt(node: number): readonly Walk[] {
    const lists = this.#edgesAt(node);
    if (lists.length === 0) return NOWHERE;
    return lists.map((edges) => {
      let walk = this.#walkOf.get(edges);
      if (!walk) this.#walkOf.set(edges, (walk = this.#walk(edges)));
      return walk;
    });
  }

  /** Of edges that lead to the same node, the cheapest. */
  #walk(edges: readonly Edge[]): Walk {
    const costs = new Map<number, number>();
    for (const { to, cost } of edges) if (cost < (costs.get(to) ?? Number.POSITIVE_INFINITY)) costs.set(to, cost);
    const first = this.#used;
    const end = first + 2 * costs.size;
    if (end > this.#ends.length) {
      const more = new Int32Array(2 * end);
      more.set(this.#ends);
      this.#ends = more;
    }
    for (const [to, cost] of costs) {
      this.#ends[this.#used] = to;
      this.#ends[this.#used + 1] = cost;
      this.#used += 2;
    }
    return { first, end, search: 0 };
  }

  /** What it cost in the last search to come to a node that it reached. */
  of(node: number): number {
    return this.#cost[node] as number;
  }

  /** Whether the last search reached it. */
  has(node: number): boolean {
    return this.#search[node] === this.#searches;
  }
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
