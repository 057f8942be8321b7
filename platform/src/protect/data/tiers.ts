import type { Fact } from "../../model/index.ts";
import type { Need } from "../check.ts";

/** Whether the tags say `key=value` of a tier's setting. `undefined`: the tier was never named, so nobody can tell. */
export function inTier(
  tags: Fact<Readonly<Record<string, string>> | undefined>,
  tier: string | undefined,
  need: Need,
): boolean | undefined {
  if (tier === undefined || !tier.includes("=")) return undefined;
  const at = tier.indexOf("=");
  return need(tags)?.[tier.slice(0, at)] === tier.slice(at + 1);
}
