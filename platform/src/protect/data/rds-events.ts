import { fail, isUnknown, type Noun, notApplicable, pass, type Unknown, type Verdict, type World } from "../../model/index.ts";
import type { Need } from "../check.ts";

interface Wanted {
  /** Source type of the subscription, e.g. `db-instance`. */
  readonly source: string;
  readonly categories: readonly string[];
  /** Kinds whose presence in the region makes the question sensible. */
  readonly when: readonly ("DbInstance" | "DbCluster")[];
}

/** Passes when one enabled subscription hears the wanted categories of every source of the type in the region. */
export function judgeSubscribed(region: Noun<"Region">, need: Need, world: World, wanted: Wanted): Verdict {
  if (!wanted.when.some((kind) => world.known(kind, region).some((r) => r.region === region.region))) {
    for (const kind of wanted.when) need.outer(world.inRegion(kind, region));
    return notApplicable;
  }
  const gaps: Unknown[] = [];
  const near: Record<string, unknown>[] = [];
  for (const subscription of world.known("DbEventSubscription", region)) {
    if (subscription.region !== region.region) continue;
    const answer = hears(subscription, wanted);
    if (answer === true) return pass;
    if (isUnknown(answer)) gaps.push(answer);
    else near.push({ subscription: subscription.name, lacks: answer });
  }
  need.outer(world.inRegion("DbEventSubscription", region));
  if (gaps[0]) need(gaps[0]);
  return fail({
    found: near.length > 0 ? near : "no event subscription",
    expected: { SourceType: wanted.source, EventCategories: wanted.categories },
  });
}

/** `true`, what it lacks, or what kept us from knowing. */
function hears(subscription: Noun<"DbEventSubscription">, { source, categories }: Wanted): true | Unknown | string {
  const { Enabled, SourceType, SourceIds, EventCategories } = subscription;
  if (isUnknown(SourceType)) return SourceType;
  if (SourceType !== undefined && SourceType !== source) return `SourceType is ${SourceType}`;
  if (isUnknown(Enabled)) return Enabled;
  if (!Enabled) return "it is disabled";
  if (isUnknown(SourceIds)) return SourceIds;
  if (SourceIds.length > 0) return "it is limited to named sources";
  if (isUnknown(EventCategories)) return EventCategories;
  if (EventCategories.length === 0) return true;
  const known = EventCategories.filter((c): c is string => !isUnknown(c)).map((c) => c.toLowerCase());
  const missing = categories.filter((c) => !known.includes(c));
  if (missing.length === 0) return true;
  return EventCategories.find(isUnknown) ?? `categories ${missing.join(", ")}`;
}
