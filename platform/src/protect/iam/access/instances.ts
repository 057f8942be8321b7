import { isUnknown } from "../../../model/index.ts";
import { glob, wild } from "../policy/glob.ts";
import type { Policies } from "../question.ts";

/** As many as are tried; policies of people have a few dozen patterns. */
const MOST = 500;

/**
 * Resources of an asked form that Allows are written for: of `bucket/*`, the `bucket/public/…` of a statement on `bucket/public/*`.
 * A request on the form itself would miss them.
 */
export function instancesOf(form: string, policies: Policies): readonly string[] {
  const wanted = glob(wild(form));
  const found = new Set<string>();
  for (const { policy } of [...policies.identity, ...policies.resource]) {
    if (isUnknown(policy)) continue;
    for (const { Effect, Resource } of policy.Statement) {
      if (Effect === "Deny") continue;
      for (const pattern of Resource ?? []) {
        if (isUnknown(pattern) || found.size >= MOST) continue;
        const instance = pattern.replaceAll("*", "x").replaceAll("?", "x");
        if (wanted.matches(instance)) found.add(instance);
      }
    }
  }
  return [...found];
}
