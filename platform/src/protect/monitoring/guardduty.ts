import { fail, type Noun, notApplicable, pass, type Verdict } from "../../model/index.ts";
import type { Need } from "../check.ts";

/**
 * Whether one of the features is enabled in the region's detector, with the additional configuration when one is asked for.
 * Without a running detector nothing is judged here: `guardduty/off` fails for every requirement at once.
 */
export function judgeFeature(region: Noun<"Region">, need: Need, names: readonly string[], additional?: string): Verdict {
  const detector = need.outer(region.GuardDuty);
  if (detector?.Status !== "ENABLED") return notApplicable;
  const features = detector.Features.filter((feature) => names.includes(feature.Name));
  // Without the feature there is nothing its additional configuration could change: the feature's own check says it is off.
  if (additional !== undefined && !features.some((feature) => feature.Status === "ENABLED")) return notApplicable;
  const on = features.some(
    (feature) =>
      feature.Status === "ENABLED" &&
      (additional === undefined ||
        feature.AdditionalConfiguration.some((extra) => extra.Name === additional && extra.Status === "ENABLED")),
  );
  return on
    ? pass
    : fail({
        path: ["GuardDuty", "Features"],
        found: features,
        expected: { Name: names[0], Status: "ENABLED", ...(additional ? { additional } : {}) },
      });
}
