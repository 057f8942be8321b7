import type { PathStart, PathTarget } from "../../model/index.ts";
import type { PathGraph } from "./build.ts";
import type { Edge } from "./graph.ts";
import type { NodeInfo } from "./nodes.ts";
import { type EdgesAt, type Reach, reachFrom } from "./search.ts";

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
  const known: (readonly (readonly Edge[])[] | undefined)[] = Array.from({ length: estate.nodes.all.length });
  return (node) => {
    let lists = known[node];
    if (!lists) {
      const principal = estate.byNode(node);
      if (principal) lists = builder.edgesAt(principal);
      else {
        const own = edges.of(node);
        if (own.length === 0) return NONE;
        lists = [own];
      }
      known[node] = lists;
    }
    return lists;
  };
}

const NONE: readonly never[] = [];

/** What a node is as the end of a path; undefined where nobody gains anything by coming to it. */
export function targetOf({ kind, value }: NodeInfo): PathTarget | undefined {
  if (value < SENSITIVE) return undefined;
  return kind === "admin" ? "admin" : "data";
}

/** What a beginning reaches that matters. */
export function pairsOf({ builder: { estate } }: PathGraph, { start, node: from }: Beginning, reach: Reach): readonly Pair[] {
  const out: Pair[] = [];
  for (const [to, cost] of reach.cost) {
    const node = estate.nodes.at(to);
    const target = targetOf(node);
    if (target) out.push({ start, target, from, to, cost, rank: rankOf(start, node.value, cost) });
  }
  return out;
}

/** 0–100: worth more the more exposed the start, the more valuable the target (0–1) and the cheaper the way. */
export function rankOf(start: PathStart, value: number, cost: number): number {
  return Math.round(100 * EXPOSURE[start] * value * (1 - Math.min(cost, 40) / (2 * HALF)));
}

/** Highest rank first; where that is equal, the shortest; then by number, so that the same estate is told in the same order. */
export function inOrder(a: Pair, b: Pair): number {
  return b.rank - a.rank || a.cost - b.cost || a.from - b.from || a.to - b.to;
}

export function reachOf(graph: PathGraph, node: number): Reach {
  return reachFrom(node, edgesOf(graph));
}
