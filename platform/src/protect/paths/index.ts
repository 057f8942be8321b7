import type { AttackPath, AttackPaths, PathStart, PathTarget, World } from "../../model/index.ts";
import { buildGraph, type PathGraph } from "./build.ts";
import { cutsOf } from "./cut.ts";
import { Explainer } from "./explain.ts";
import { edgesOf, everyPair, type Pair } from "./pairs.ts";
import { type Reach, reachFrom, wayTo } from "./search.ts";

export interface PathOptions {
  readonly from?: PathStart;
  readonly to?: PathTarget;
  /** How many paths are told in full. */
  readonly limit?: number;
}

const MOST_TOLD = 200;

/** Attack paths of an estate: from outside, from a compromised function, from a plain user, to administrators and sensitive data. */
export function attackPaths(world: World, options: PathOptions = {}): AttackPaths {
  return pathsOf(buildGraph(world), options);
}

export function pathsOf(graph: PathGraph, { from, to, limit = MOST_TOLD }: PathOptions = {}): AttackPaths {
  const { estate } = graph.builder;
  const counts = { admin: zero(), data: zero() };
  let best: Pair[] = [];
  let total = 0;
  for (const pairs of everyPair(graph, from)) {
    for (const pair of pairs) {
      if (to !== undefined && pair.target !== to) continue;
      counts[pair.target][pair.start] += 1;
      total += 1;
      best.push(pair);
    }
    // Only the first few are told; the rest is counted.
    if (best.length > 50_000) best = first(best, 10_000);
  }
  best = first(best, 10_000);
  const explainer = new Explainer(estate);
  return {
    schema: "yagura/paths/1",
    paths: told(best, graph, explainer, limit),
    total,
    counts,
    cuts: cutsOf(graph, best, explainer),
    unread: estate.unread.map(({ principal, policy, because }) => ({
      principal,
      policy,
      reason: because.reason,
      ...(because.action === undefined ? {} : { action: because.action }),
    })),
    seen: {
      principals: estate.principals.filter(({ node }) => estate.nodes.at(node).kind !== "raised").length,
      functions: estate.functions.length,
      stores: estate.stores,
    },
  };
}

function zero(): Record<PathStart, number> {
  return { internet: 0, function: 0, "third-party": 0, user: 0 };
}

/** Highest rank first; where that is equal, the shortest; then by number, so that the same estate is told in the same order. */
function first(pairs: readonly Pair[], most: number): Pair[] {
  return pairs.toSorted((a, b) => b.rank - a.rank || a.cost - b.cost || a.from - b.from || a.to - b.to).slice(0, most);
}

/** Paths that differ in nothing but the store at their end are told as one. */
function told(pairs: readonly Pair[], graph: PathGraph, explainer: Explainer, limit: number): readonly AttackPath[] {
  const edgesAt = edgesOf(graph);
  const reaches = new Map<number, Reach>();
  const groups = new Map<string, { readonly pair: Pair; readonly also: number[] }>();
  for (const pair of pairs) {
    let reach = reaches.get(pair.from);
    if (!reach) {
      if (groups.size >= limit) break;
      reaches.set(pair.from, (reach = reachFrom(pair.from, edgesAt)));
    }
    const last = reach.by.get(pair.to);
    const key =
      pair.target === "admin"
        ? `${pair.from} ${pair.to}`
        : `${pair.from} ${last?.from} ${last?.edge.technique} ${last?.edge.way} ${last?.edge.needs.join()}`;
    const group = groups.get(key);
    if (group) group.also.push(pair.to);
    else if (groups.size < limit) groups.set(key, { pair, also: [] });
  }
  return [...groups.values()].map(({ pair, also }) =>
    explainer.path(pair, wayTo(pair.to, reaches.get(pair.from) as Reach), also.slice(0, 50)),
  );
}
