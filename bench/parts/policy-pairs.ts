// Every role × resource pair of a made-up organisation, in a process of its own.
import { World } from "../../platform/src/model/index.ts";
import { countPairs, pairs } from "../../platform/src/protect/iam/effective/pairs.ts";
import { roleClasses } from "../../platform/src/protect/iam/effective/profiles.ts";
import { syntheticIam } from "./synthetic-iam.ts";

export interface PairsMeasured {
  readonly roles: number;
  readonly resources: number;
  readonly compileMs: number;
  readonly pairsMs: number;
  readonly pairs: number;
  readonly classes: number;
  readonly rssMb: number;
}

/** Compiles every policy, then finds every pair; the estate itself is not measured. */
export function benchPairs(roles: number, resources: number): PairsMeasured {
  const world = new World(syntheticIam({ roles, resources }), { now: new Date("2026-11-22T00:00:00Z") });
  globalThis.gc?.();
  const began = performance.now();
  const classes = roleClasses(world).length;
  const compiled = performance.now();
  const found = pairs(world);
  const count = countPairs(found);
  const ended = performance.now();
  return {
    roles,
    resources,
    compileMs: compiled - began,
    pairsMs: ended - compiled,
    pairs: count,
    classes,
    rssMb: process.memoryUsage().rss / 1e6,
  };
}
