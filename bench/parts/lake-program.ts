// Objects into a lake: lake-program <floor|write|whole> <folder of objects> <lake> <rules folder>. `whole` looks at them with rules and baselines too.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { ownBehaviours } from "../../platform/src/detect/behaviour/index.ts";
import { derivedFields } from "../../platform/src/detect/derived.ts";
import { Detector } from "../../platform/src/detect/detector.ts";
import { LakeWriter } from "../../platform/src/detect/lake/writer.ts";
import { readRules } from "../../platform/src/detect/own-rules.ts";
import { RuleSet } from "../../platform/src/detect/sigma/ruleset.ts";
import { readLogFiles } from "../../platform/src/detect/sources/files.ts";

const [mode = "floor", folder = "", lake = "", rulesFolder = ""] = process.argv.slice(2);
const rules = mode === "whole" ? readRules(rulesFolder).rules : [];
const detector = new Detector({ rules: new RuleSet(rules, { derived: derivedFields }), own: new Set(), behaviours: ownBehaviours() });
const start = performance.now();
const before = process.cpuUsage();
let events = 0;
if (mode === "floor") {
  for (const name of readdirSync(folder))
    events += (JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString("utf8")) as { Records: unknown[] }).Records.length;
} else {
  const writer = await LakeWriter.open(lake);
  for await (const { batch, bytes } of readLogFiles([folder], (problem) => console.error(problem))) {
    events += batch.events.length;
    const room = writer.add(batch.events, bytes);
    if (mode === "whole") detector.takeAll(batch.events);
    await room;
  }
  await writer.close();
  if (writer.written !== events) throw new Error(`${writer.written} of ${events} events were written`);
}
const used = process.cpuUsage(before);
console.log(JSON.stringify({ events, ms: performance.now() - start, cpuMs: (used.user + used.system) / 1_000 }));
