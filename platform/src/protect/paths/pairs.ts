import type { PathStart, PathTarget } from "../../model/index.ts";
import type { PathGraph } from "./build.ts";
import type { PathEstate } from "./estate.ts";
import type { Edge } from "./graph.ts";
import { Costs, type EdgesAt, type Reach, reachFrom } from "./search.ts";
import { sensitivityOf } from "./stores.ts";

/** A start and a target with a way between them. */
export interface Pair {
  readonly start: PathStart;
  readonly target: PathTarget;
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  /** 0–100. */
  readonly rank: number;
}

export interface Beginning {
  readonly start: PathStart;
  readonly node: number;
}

const EXPOSURE: Readonly<Record<PathStart, number>> = { internet: 1, "third-party": 0.7, function: 0.6, user: 0.5 };
/** A store below this is no target: somebody reading it is no harm worth a path. */
const SENSITIVE = 0.4;
/** A way of this cost is worth half of its rank. */
const HALF = 30;

/** Where paths begin. A user who administers the account already has nothing to gain. */
export function beginnings({ builder: { estate }, internet, thirdParties }: PathGraph): readonly Beginning[] {
  const out: Beginning[] = [{ start: "internet", node: internet }];
  for (const fn of estate.functions) out.push({ start: "function", node: estate.nodes.of(fn, "function") });
  for (const node of thirdParties) out.push({ start: "third-party", node });
  for (const user of estate.kind("User")) {
    const principal = estate.byId(user.id);
    if (!principal) continue;
    if (principal.profile.administers !== true) out.push({ start: "user", node: principal.node });
  }
  return out;
}

/** Edges that start at a node: its own, and those of its profile. */
export function edgesOf({ builder }: PathGraph): EdgesAt {
  const { estate, edges } = builder;
  const known = new Map<number, readonly (readonly Edge[])[]>();
  return (node) => {
    let lists = known.get(node);
    if (!lists) {
      const principal = estate.byNode(node);
      if (principal) lists = builder.edgesAt(principal);
      else {
        const own = edges.of(node);
        if (own.length === 0) return NONE;
        lists = [own];
      }
      known.set(node, lists);
    }
    return lists;
  };
}

const NONE: readonly never[] = [];

/** A target and what it costs to come to it. */
export interface Arrival {
  readonly to: number;
  readonly cost: number;
  readonly value: number;
}

/** What a search reached that matters. */
export function arrivalsOf({ builder: { estate } }: PathGraph, costs: ReadonlyMap<number, number>): readonly Arrival[] {
  const out: Arrival[] = [];
  for (const [to, cost] of costs) {
    const value = valueOf(estate, to);
    if (value >= SENSITIVE) out.push({ to, cost, value });
  }
  return out;
}

const values = new WeakMap<PathEstate, Map<number, number>>();

function valueOf(estate: PathEstate, node: number): number {
  const { kind, resource } = estate.nodes.at(node);
  if (kind === "admin") return 1;
  if (kind !== "store" || !resource) return 0;
  let known = values.get(estate);
  if (!known) values.set(estate, (known = new Map()));
  let value = known.get(node);
  if (value === undefined) known.set(node, (value = sensitivityOf(resource)));
  return value;
}

/** What a beginning reaches that matters. */
export function pairsOf(graph: PathGraph, beginning: Beginning, reach: Reach): readonly Pair[] {
  return arrivalsOf(graph, reach.cost).map((arrival) => pairOf(graph, beginning, arrival));
}

function pairOf({ builder: { estate } }: PathGraph, { start, node }: Beginning, { to, cost, value }: Arrival): Pair {
  return { start, target: estate.nodes.at(to).kind === "admin" ? "admin" : "data", from: node, to, cost, rank: rankOf(start, value, cost) };
}

function rankOf(start: PathStart, value: number, cost: number): number {
  return Math.round(100 * EXPOSURE[start] * value * (1 - Math.min(cost, 40) / (2 * HALF)));
}

/** All pairs counted, and the first of them by rank. */
export interface Census {
  readonly total: number;
  readonly counts: Readonly<Record<PathTarget, Readonly<Record<PathStart, number>>>>;
  readonly best: readonly Pair[];
}

/**
 * What every beginning reaches. Functions that lead to nothing but their role share its search. An estate has more pairs than are worth
 * keeping: those that cannot be among the first are counted only.
 */
export function census(graph: PathGraph, most: number, from?: PathStart, target?: PathTarget): Census {
  const { estate } = graph.builder;
  const edgesAt = edgesOf(graph);
  const costs = new Costs(estate.nodes.all.length, edgesAt);
  const counts = { admin: zero(), data: zero() };
  const best = new Foremost(most);
  for (const [via, groups] of beginningsByRole(graph, edgesAt, from)) {
    for (const to of costs.from(via)) {
      const value = valueOf(estate, to);
      if (value < SENSITIVE) continue;
      const kind = estate.nodes.at(to).kind === "admin" ? "admin" : "data";
      if (target !== undefined && kind !== target) continue;
      for (const { start, first, nodes } of groups) {
        counts[kind][start] += nodes.length;
        const cost = costs.of(to) + first;
        const rank = rankOf(start, value, cost);
        if (rank < best.floor) continue;
        for (const node of nodes) best.add(start, kind, node, to, cost, rank);
      }
    }
  }
  const total = Object.values(counts).reduce((sum, by) => sum + Object.values(by).reduce((a, b) => a + b, 0), 0);
  return { total, counts, best: best.all() };
}

/** Beginnings that are told of alike: what it costs them to come to where the search starts is the same. */
interface Alike {
  readonly start: PathStart;
  readonly first: number;
  readonly nodes: number[];
}

/** Beginnings by the node their search starts at: the only one they lead to, or themselves. */
function beginningsByRole(graph: PathGraph, edgesAt: EdgesAt, from: PathStart | undefined): ReadonlyMap<number, readonly Alike[]> {
  const found = new Map<number, Alike[]>();
  for (const { start, node } of beginnings(graph)) {
    if (from !== undefined && start !== from) continue;
    const [list, otherList] = edgesAt(node);
    const only = list?.length === 1 && !otherList ? list[0] : undefined;
    const [via, first] = only ? [only.to, only.cost] : [node, 0];
    const groups = found.get(via);
    const group = groups?.find((other) => other.start === start && other.first === first);
    if (group) group.nodes.push(node);
    else if (groups) groups.push({ start, first, nodes: [node] });
    else found.set(via, [{ start, first, nodes: [node] }]);
  }
  return found;
}

/** The first of many pairs by rank. */
class Foremost {
  readonly #most: number;
  #pairs: Pair[] = [];
  #last: Pair | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** No pair of a lower rank is among them. */
  get floor(): number {
    return this.#last?.rank ?? -1;
  }

  add(start: PathStart, target: PathTarget, from: number, to: number, cost: number, rank: number): void {
    const last = this.#last;
    // Most are not among them: no object is made for those.
    if (last && (last.rank - rank || cost - last.cost || from - last.from || to - last.to) > 0) return;
    this.#pairs.push({ start, target, from, to, cost, rank });
    if (this.#pairs.length < 4 * this.#most) return;
    this.#pairs = [...this.all()];
    this.#last = this.#pairs.at(-1);
  }

  all(): readonly Pair[] {
    return this.#pairs.toSorted(order).slice(0, this.#most);
  }
}

/** Highest rank first; where that is equal, the shortest; then by number, so that the same estate is told in the same order. */
function order(a: Pair, b: Pair): number {
  return b.rank - a.rank || a.cost - b.cost || a.from - b.from || a.to - b.to;
}

function zero(): Record<PathStart, number> {
  return { internet: 0, function: 0, "third-party": 0, user: 0 };
}

export function reachOf(graph: PathGraph, node: number): Reach {
  return reachFrom(node, edgesOf(graph));
}
