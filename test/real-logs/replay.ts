import { readFileSync } from "node:fs";
import { behaviours } from "../../platform/src/cli/behaviours.ts";
import { derivedFields } from "../../platform/src/detect/derived.ts";
import { Detector } from "../../platform/src/detect/detector.ts";
import { ownRulesFolder, readRules } from "../../platform/src/detect/own-rules.ts";
import { RuleSet } from "../../platform/src/detect/sigma/ruleset.ts";
import { readLog } from "../../platform/src/detect/sources/read.ts";
import { Stories } from "../../platform/src/detect/stories/stories.ts";
import type { Story } from "../../platform/src/model/index.ts";

const { rules } = readRules(ownRulesFolder());

/** The tool that made the attacks names itself in the user agent; attackers do not. */
const TOOL = /stratus-red-team_[\da-f-]+|exec-env\/grimoire_[\da-f-]+ /g;
const ORDINARY = "aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/linux#6.8.0 md/arch#x86_64 lang/python#3.11.8 md/command#api";

/** What the whole detector, knowing nothing of the account before, makes of one recorded log. */
export function storiesOfFile(file: string): { readonly stories: readonly Story[]; readonly events: number; readonly broken: number } {
  const { events, broken } = readLog(readFileSync(file, "utf8").replaceAll(TOOL, ORDINARY), file);
  return { stories: storiesOf(events), events: events.length, broken: broken.length };
}

function storiesOf(events: ReturnType<typeof readLog>["events"]): readonly Story[] {
  const detector = new Detector({
    rules: new RuleSet(rules, { derived: derivedFields }),
    own: new Set(rules.map((rule) => rule.id)),
    behaviours: behaviours({ settings: {}, exceptions: [], problems: [] }),
  });
  const signals = events.toSorted((a, b) => a.time - b.time).flatMap((event) => detector.take(event));
  const together = new Stories();
  for (const signal of signals.toSorted((a, b) => a.time - b.time)) together.add(signal);
  return together.list();
}
