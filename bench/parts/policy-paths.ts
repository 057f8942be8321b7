// Escalation and attack paths of a made-up organisation: graph, ranked paths and cuts, on one core.
import { World } from "../../platform/src/model/index.ts";
import { buildGraph } from "../../platform/src/protect/paths/build.ts";
import { pathsOf } from "../../platform/src/protect/paths/index.ts";
import { type SyntheticSize, syntheticIam } from "./synthetic-iam.ts";

export interface PathsMeasured {
  readonly roles: number;
  readonly resources: number;
  readonly graphMs: number;
  /** Search, ranking, proofs of those told, and cuts. */
  readonly pathsMs: number;
  readonly edges: number;
  /** Pairs of start and target with a path. */
  readonly pairs: number;
  readonly cuts: number;
  readonly rssMb: number;
}

export function benchPaths(size: SyntheticSize): PathsMeasured {
  // What triggers what is found by identify, and the made-up estate has no triggers: it is left out.
  const world = new World(syntheticIam(size), { now: new Date("2026-11-22T00:00:00Z") });
  const timed = <T>(work: () => T): readonly [T, number] => {
    const start = performance.now();
    const result = work();
    return [result, performance.now() - start];
  };
  const [graph, graphMs] = timed(() => buildGraph(world));
  const [found, pathsMs] = timed(() => pathsOf(graph));
  return {
    roles: size.roles,
    resources: size.resources,
    graphMs,
    pathsMs,
    edges: graph.builder.edges.size,
    pairs: found.total,
    cuts: found.cuts.length,
    rssMb: Math.round(process.memoryUsage().rss / 1_000_000),
  };
}
