import type { PathStart, PathTarget } from "../../model/index.ts";
import type { PathGraph } from "./build.ts";
import type { Edge } from "./graph.ts";
import { type Reach, reachFrom } from "./search.ts";
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
/** What so many steps cost halves the rank. */
const HALF = 30;

/** Where paths begin. A user who administers the account already has nothing to gain. */
export function beginnings({ builder: { estate, edges }, internet, thirdParties }: PathGraph): readonly Beginning[] {
  const out: Beginning[] = [{ start: "internet", node: internet }];
  for (const fn of estate.functions) out.push({ start: "function", node: estate.nodes.of(fn, "function") });
  for (const node of thirdParties) out.push({ start: "third-party", node });
  for (const user of estate.kind("User")) {
    const principal = estate.byId(user.id);
    if (!principal) continue;
    const home = estate.nodes.find("role", `profile ${principal.profile.key}`);
    const administers = home !== undefined && edges.of(home).some((edge) => edge.technique === "administers" && edge.way === "allowed");
    if (!administers) out.push({ start: "user", node: principal.node });
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

/** What a beginning reaches that matters. */
export function pairsOf({ builder: { estate } }: PathGraph, { start, node }: Beginning, reach: Reach): readonly Pair[] {
  const out: Pair[] = [];
  for (const [to, cost] of reach.cost) {
    const { kind, resource } = estate.nodes.at(to);
    const value = kind === "admin" ? 1 : kind === "store" && resource ? sensitivityOf(resource) : 0;
    if (value < SENSITIVE) continue;
    // An administrator reaches all of it: the path to that is told, not each store behind it.
    const rank = Math.round((100 * EXPOSURE[start] * value * HALF * 2 - 100 * EXPOSURE[start] * value * Math.min(cost, 40)) / (HALF * 2));
    out.push({ start, target: kind === "admin" ? "admin" : "data", from: node, to, cost, rank });
  }
  return out;
}

export function reachOf(graph: PathGraph, node: number): Reach {
  return reachFrom(node, edgesOf(graph));
}
