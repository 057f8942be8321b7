import type { PathStart, PathTarget } from "../../model/index.ts";
import type { PathGraph } from "./build.ts";
import type { PathEstate } from "./estate.ts";
import type { Edge } from "./graph.ts";
import { costsFrom, type Reach, reachFrom } from "./search.ts";
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
export function edgesOf({ builder: { estate, edges } }: PathGraph): (node: number) => Iterable<Edge> {
  const homes = new Map<number, number | undefined>();
  return (node) => {
    let home = homes.get(node);
    if (home === undefined && !homes.has(node)) {
      const principal = estate.byNode(node);
      home = principal ? estate.nodes.find("role", `profile ${principal.profile.key}`) : undefined;
      homes.set(node, home);
    }
    const own = edges.of(node);
    if (home === undefined) return own;
    const shared = edges.of(home);
    return own.length === 0 ? shared : shared.length === 0 ? own : [...own, ...shared];
  };
}

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
  const { nodes } = graph.builder.estate;
  const edgesAt = edgesOf(graph);
  const shared = new Map<number, readonly Arrival[]>();
  const counts = { admin: zero(), data: zero() };
  let best: Pair[] = [];
  let floor = -1;
  for (const { start, node } of beginnings(graph)) {
    if (from !== undefined && start !== from) continue;
    const [only, second] = edgesAt(node);
    const via = only && !second ? only.to : node;
    const first = via === node ? 0 : (only?.cost ?? 0);
    let arrivals = shared.get(via);
    if (!arrivals) shared.set(via, (arrivals = arrivalsOf(graph, costsFrom(via, edgesAt))));
    for (const { to, cost, value } of arrivals) {
      const kind = nodes.at(to).kind === "admin" ? "admin" : "data";
      if (target !== undefined && kind !== target) continue;
      counts[kind][start] += 1;
      const rank = rankOf(start, value, cost + first);
      if (rank >= floor) best.push({ start, target: kind, from: node, to, cost: cost + first, rank });
    }
    if (best.length < 4 * most) continue;
    best = foremost(best, most);
    floor = best.at(-1)?.rank ?? floor;
  }
  const total = Object.values(counts).reduce((sum, by) => sum + Object.values(by).reduce((a, b) => a + b, 0), 0);
  return { total, counts, best: foremost(best, most) };
}

function zero(): Record<PathStart, number> {
  return { internet: 0, function: 0, "third-party": 0, user: 0 };
}

/** Highest rank first; where that is equal, the shortest; then by number, so that the same estate is told in the same order. */
function foremost(pairs: readonly Pair[], most: number): Pair[] {
  return pairs.toSorted((a, b) => b.rank - a.rank || a.cost - b.cost || a.from - b.from || a.to - b.to).slice(0, most);
}

export function reachOf(graph: PathGraph, node: number): Reach {
  return reachFrom(node, edgesOf(graph));
}
