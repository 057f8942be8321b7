// One measurement of the policy engine in a process of its own: policy-program decide | exists | estate <roles> <resources>
import { relations } from "../../platform/src/identify/relations.ts";
import { World } from "../../platform/src/model/index.ts";
import { countPairs, pairs } from "../../platform/src/protect/iam/effective/pairs.ts";
import { roleClasses } from "../../platform/src/protect/iam/effective/profiles.ts";
import { exposuresOf } from "../../platform/src/protect/iam/exists/exposure.ts";
import { buildGraph } from "../../platform/src/protect/paths/build.ts";
import { pathsOf } from "../../platform/src/protect/paths/index.ts";
import { benchDecide } from "./policy-decide.ts";
import { benchExists } from "./policy-exists.ts";
import { syntheticIam } from "./synthetic-iam.ts";

/** Everything the engine finds out about an estate, one after another; making the estate is not measured. */
function estate(roles: number, resources: number) {
  const world = new World(syntheticIam({ roles, resources }), { now: new Date("2026-11-22T00:00:00Z"), relate: relations });
  const laps: Record<string, number> = {};
  const timed = <T>(name: string, work: () => T): T => {
    const began = performance.now();
    const result = work();
    laps[name] = performance.now() - began;
    return result;
  };
  timed("relations", () => world.graph);
  const classes = timed("compile", () => roleClasses(world).length);
  const exposures = timed("external", () => exposuresOf(world).length);
  const found = timed("pairs", () => countPairs(pairs(world)));
  const paths = timed("paths", () => pathsOf(buildGraph(world)));
  const totalMs = Object.values(laps).reduce((a, b) => a + b, 0);
  return { roles, resources, classes, exposures, pairs: found, paths: paths.total, cuts: paths.cuts.length, laps, totalMs };
}

const [mode, roles = "0", resources = "0"] = process.argv.slice(2);
const result = mode === "decide" ? benchDecide() : mode === "exists" ? benchExists() : estate(Number(roles), Number(resources));
process.stdout.write(JSON.stringify(result));
