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

/** What an administrator leads to, itself among it: searched once for all who come to it. */
export interface Beyond {
  readonly targets: readonly Targets[];
  /** Other administrators by what it costs to come to them. */
  readonly admins: ReadonlyMap<number, number>;
}

export function beyond(admin: number, costs: Costs, nodes: Nodes): Beyond {
  const alike = new Map<string, Targets>();
  const admins = new Map<number, number>();
  for (const node of costs.from(admin)) {
    const info = nodes.at(node);
    const target = targetOf(info);
    if (target === undefined) continue;
    const cost = costs.of(node);
    if (target === "admin") admins.set(node, cost);
    const key = `${target} ${info.value} ${cost}`;
    const known = alike.get(key);
    if (known) known.nodes.push(node);
    else alike.set(key, { target, value: info.value, cost, nodes: [node] });
  }
  return { targets: [...alike.values()], admins };
}

/** What it costs to come to targets from one administrator after another: there is room for one, for an estate has many targets. */
export class CostsBeyond {
  /** One more than the cost, for zero is what it does not lead to. */
  readonly #costs: Int32Array;
  #of: Beyond | undefined;

  constructor(nodes: number) {
    this.#costs = new Int32Array(nodes);
  }

  /** Infinite where no way leads to it. */
  to(target: number, of: Beyond): number {
    if (this.#of !== of) this.#load(of);
    return (this.#costs[target] || Number.POSITIVE_INFINITY) - 1;
  }

  #load(of: Beyond): void {
    this.#costs.fill(0);
    for (const { cost, nodes } of of.targets) for (const node of nodes) this.#costs[node] = cost + 1;
    this.#of = of;
  }
}
