import type { PathTarget } from "../../model/index.ts";
import type { Nodes } from "./nodes.ts";
import { targetOf } from "./pairs.ts";
import type { Costs } from "./search.ts";

/** Targets that are worth the same and cost the same to come to. */
export interface Targets {
  readonly target: PathTarget;
  readonly value: number;
  readonly cost: number;
  readonly nodes: number[];
}

/** What one node leads to, itself among it: searched once for all who come to it. */
export class Beyond {
  readonly targets: readonly Targets[];
  /** One more than the cost, for zero is what it does not lead to. Small numbers: there is such a list for each administrator. */
  readonly #costs: Uint16Array;

  constructor(from: number, costs: Costs, nodes: Nodes) {
    this.#costs = new Uint16Array(nodes.all.length);
    const alike = new Map<string, Targets>();
    for (const node of costs.from(from)) {
      const cost = costs.of(node);
      this.#costs[node] = cost + 1;
      const info = nodes.at(node);
      const target = targetOf(info);
      if (target === undefined) continue;
      const key = `${target} ${info.value} ${cost}`;
      const known = alike.get(key);
      if (known) known.nodes.push(node);
      else alike.set(key, { target, value: info.value, cost, nodes: [node] });
    }
    this.targets = [...alike.values()];
  }

  /** What it costs to come to a node from here; infinite where no way leads to it. */
  costTo(node: number): number {
    return (this.#costs[node] || Number.POSITIVE_INFINITY) - 1;
  }
}
