import { behaviours } from "../../platform/src/cli/behaviours.ts";
import { derivedFields } from "../../platform/src/detect/derived.ts";
import { Detector } from "../../platform/src/detect/detector.ts";
import { ownRulesFolder, readRules } from "../../platform/src/detect/own-rules.ts";
import { RuleSet } from "../../platform/src/detect/sigma/ruleset.ts";
import { readLog } from "../../platform/src/detect/sources/read.ts";
import { Stories } from "../../platform/src/detect/stories/stories.ts";
import type { Story } from "../../platform/src/model/index.ts";

const { rules } = readRules(ownRulesFolder());
const ruleSet = new RuleSet(rules, { derived: derivedFields });

/** The tool that made the attacks names itself in the user agent; attackers do not. */
const TOOL = /stratus-red-team_[\da-f-]{36}|exec-env\/grimoire_[\da-f-]{36} /g;
const ORDINARY = "aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.11.8";

/** The same log, as if it had been done with the AWS command line. */
export function withoutTheTool(text: string): string {
  return text.replaceAll(TOOL, ORDINARY);
}

interface Replayed {
  readonly stories: readonly Story[];
  readonly events: number;
  readonly broken: number;
}

/** What the whole detector, which knows nothing of the account, makes of a log. */
export function replay(text: string): Replayed {
  const { events, broken } = readLog(text, "recorded");
  const detector = new Detector({
    rules: ruleSet,
    own: new Set(rules.map((rule) => rule.id)),
    behaviours: behaviours({ settings: {}, exceptions: [], problems: [] }),
  });
  const signals = events.toSorted((a, b) => a.time - b.time).flatMap((event) => detector.take(event));
  const together = new Stories();
  for (const signal of signals.toSorted((a, b) => a.time - b.time)) together.add(signal);
  return { stories: together.list(), events: events.length, broken: broken.length };
}
