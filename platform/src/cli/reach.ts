import type { ReachOf } from "../govern/stories/tell.ts";
import { isUnknown, World } from "../model/index.ts";
import { estateOf } from "../pipeline.ts";
import { personsOf } from "../protect/iam/access/callers.ts";
import { reachOf } from "../protect/iam/effective/data-reach.ts";
import type { Context } from "./context.ts";
import type { ScanOptions } from "./options.ts";
import { settingsOf } from "./settings-of.ts";
import { sourcesOf } from "./sources.ts";

const VERBS = ["read", "write", "delete"] as const;

/** What a principal of the logs could get at, by the estate the user gave. Says nothing without one. */
export async function reachFrom(options: ScanOptions & { readonly estate?: readonly string[] }, context: Context): Promise<ReachOf> {
  const paths = options.estate ?? [];
  if (paths.length === 0 && !options.live) return () => undefined;
  const estate = await estateOf(sourcesOf(paths, options, context.progress), context.signal);
  const world = new World(estate, { now: new Date(), settings: settingsOf(options, context) });
  return (principal) => {
    const persons = personsOf(world, principal);
    if (isUnknown(persons)) return undefined;
    // A name that nobody of the estate bears says nothing about what it could reach.
    const known = persons.filter((person) => person.holder !== undefined);
    if (known.length === 0) return undefined;
    return known.flatMap((person) =>
      reachOf(world, person).map(({ resource, verbs }) => ({
        name: resource.name,
        verbs: VERBS.filter((verb) => verbs[verb] !== undefined),
      })),
    );
  };
}
