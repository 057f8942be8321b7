import type { NeedId, PathFact } from "../../model/index.ts";
import type { Ask, Asker, Way } from "./ask.ts";

/** A step from one node to another, with the requests that prove it. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly technique: string;
  readonly way: Way;
  readonly asks: readonly Ask[];
  readonly needs: readonly NeedId[];
  readonly facts: readonly PathFact[] | undefined;
  /** Who asks; for an edge of a profile, any of its members. */
  readonly by: Asker | undefined;
  readonly through: string | undefined;
  readonly cost: number;
}

const STEP = 2;
/** A flaw in somebody's code is less likely to be there than a prerequisite of the account. */
const COST: Partial<Record<NeedId, number>> = { flaw: 3, "service-does-the-call": 3 };

export function costOf(way: Way, needs: readonly NeedId[], base = STEP): number {
  let cost = base + (way === "depends" ? 5 : 0);
  for (const need of needs) cost += COST[need] ?? 2;
  return cost;
}

const NONE: readonly Edge[] = [];

/** Edges by the node they start at. */
export class EdgeSet {
  readonly #from: (Edge[] | undefined)[] = [];
  size = 0;

  /** Several techniques may lead the same way; all are kept, for each has to be cut on its own. */
  add(edge: Edge): void {
    if (edge.from === edge.to) return;
    const list = (this.#from[edge.from] ??= []);
    list.push(edge);
    this.size += 1;
  }

  has(from: number, to: number, technique: string): boolean {
    return this.#from[from]?.some((edge) => edge.to === to && edge.technique === technique) ?? false;
  }

  of(node: number): readonly Edge[] {
    return this.#from[node] ?? NONE;
  }
}
