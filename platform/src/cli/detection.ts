import { derivedFields } from "../detect/derived.ts";
import { Detector, type DetectorOptions } from "../detect/detector.ts";
import { ownRulesFolder, readRules } from "../detect/own-rules.ts";
import { RuleSet } from "../detect/sigma/ruleset.ts";
import type { ReaderData } from "../detect/threads/job.ts";
import type { Problem } from "../model/index.ts";
import { behaviourWords } from "../words/behaviours.ts";
import { leftOutOf } from "./behaviours.ts";
import type { Config } from "./config.ts";
import { detectionSettings } from "./detection-config.ts";

export interface DetectionOptions {
  /** Folders or files of more rules. */
  readonly rules?: readonly string[];
}

export interface Detection {
  readonly detector: Detector;
  /** Another detector with the same rules, that has seen nothing. */
  readonly fresh: (behaviours: DetectorOptions["behaviours"]) => Detector;
  readonly rules: RuleSet;
  /** For threads that put events to the same rules. */
  readonly readerData: ReaderData;
  readonly problems: readonly Problem[];
}

/** The detector as the configuration wants it: our rules, the rules of the given folders, what is off or on trial, what is accepted. */
export function detectionFor(options: DetectionOptions, config: Config, behaviours: DetectorOptions["behaviours"] = []): Detection {
  const own = readRules(ownRulesFolder());
  const others = (options.rules ?? []).map(readRules);
  const settings = detectionSettings(config, new Date());
  const readerData: ReaderData = { rules: [...own.rules, ...others.flatMap((o) => o.rules)], placeholders: settings.placeholders };
  const rules = new RuleSet(readerData.rules, { placeholders: settings.placeholders, derived: derivedFields });
  const ours = new Set(own.rules.map((rule) => rule.id));
  const fresh: Detection["fresh"] = (others) =>
    new Detector({ rules, own: ours, mode: settings.mode, excepted: settings.excepted, ...(others ? { behaviours: others } : {}) });
  const detector = fresh(behaviours);
  const known = new Set([...rules.rules, ...rules.correlations].map((rule) => rule.id).concat(Object.keys(behaviourWords)));
  return {
    detector,
    fresh,
    rules,
    readerData,
    problems: [
      ...own.problems,
      ...others.flatMap((o) => o.problems),
      ...rules.problems,
      ...settings.problems,
      ...settings.strangers(known),
      ...leftOutOf(config),
    ],
  };
}
