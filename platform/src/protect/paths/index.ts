import type { AttackPath, AttackPaths, PathStart, PathTarget, World } from "../../model/index.ts";
import { buildGraph, type PathGraph } from "./build.ts";
import { census } from "./census.ts";
import { cutsOf } from "./cut.ts";
import { Explainer } from "./explain.ts";
import { edgesOf, type Pair } from "./pairs.ts";
import { type Reach, reachFrom, wayTo } from "./search.ts";

export interface PathOptions {
  readonly from?: PathStart;
  readonly to?: PathTarget;
  /** How many paths are told in full. */
  readonly limit?: number;
}

const MOST_TOLD = 200;
const MOST_RANKED = 10_000;

/** Attack paths of an estate: from outside, from a compromised function, from a plain user, to administrators and sensitive data. */
export function attackPaths(world: World, options: PathOptions = {}): AttackPaths {
  return pathsOf(buildGraph(world), options);
}

export function pathsOf(graph: PathGraph, { from, to, limit = MOST_TOLD }: PathOptions = {}): AttackPaths {
  const { estate } = graph.builder;
  const { total, counts, best } = census(graph, MOST_RANKED, from, to);
  const explainer = new Explainer(estate);
  return {
    schema: "yagura/paths/1",
    paths: told(best, graph, explainer, limit),
    total,
    counts,
    cuts: cutsOf(graph, best, explainer, to),
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
