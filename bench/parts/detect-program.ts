// One measurement of the detection path over gzipped CloudTrail objects:
// detect-program <mode> <folder> <rules folder> <rules> [<threads> <their program>]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { ownBehaviours } from "../../platform/src/detect/behaviour/index.ts";
import { derivedFields } from "../../platform/src/detect/derived.ts";
import { Detector } from "../../platform/src/detect/detector.ts";
import { readRules } from "../../platform/src/detect/own-rules.ts";
import type { Rule } from "../../platform/src/detect/sigma/rule.ts";
import { RuleSet } from "../../platform/src/detect/sigma/ruleset.ts";
import { readLogFiles } from "../../platform/src/detect/sources/files.ts";
import { piecesOf } from "../../platform/src/detect/threads/piece.ts";
import { readInThreads } from "../../platform/src/detect/threads/read.ts";
import type { Read } from "../../platform/src/detect/threads/thread.ts";

const [mode = "floor", folder = "", rulesFolder = "", wanted = "0", threads = "0", threadProgram = ""] = process.argv.slice(2);
const objects = readdirSync(folder).map((name) => join(folder, name));

/** As many rules as are wanted: ours, and copies that ask for other operations, as rules of a large collection do. */
function rulesUpTo(count: number): readonly Rule[] {
  const { rules } = readRules(rulesFolder);
  const out: Rule[] = [...rules];
  const detections = rules.filter((rule) => rule.kind === "detection");
  for (let i = 0; out.length < count; i += 1) {
    const rule = detections[i % detections.length];
    if (rule?.kind !== "detection") break;
    const text = JSON.stringify(rule.searches).replaceAll(
      /("eventName[^"]*":)("[^"]*"|\[[^\]]*\])/g,
      (_all, key: string, value: string) => `${key}${value.replaceAll(/"([^"]+)"/g, `"$1Copy${i}"`)}`,
    );
    out.push({ ...rule, id: `${rule.id}-${i}`, searches: JSON.parse(text) as typeof rule.searches });
  }
  return out.slice(0, Math.max(count, 0) || undefined);
}

let events = 0;
let signals = 0;
const rules = mode === "floor" ? [] : rulesUpTo(Number(wanted));
const behaviours = mode === "behaviours" ? ownBehaviours() : [];
const detector = new Detector({ rules: new RuleSet(rules, { derived: derivedFields }), own: new Set(), behaviours });
const start = performance.now();
const usedBefore = process.cpuUsage();
if (mode === "floor") {
  for (const object of objects)
    events += (JSON.parse(gunzipSync(readFileSync(object)).toString("utf8")) as { Records: unknown[] }).Records.length;
} else {
  const onProblem = (problem: unknown) => console.error(problem);
  const onLost = (reason: string) => {
    throw new Error(reason);
  };
  const program = pathToFileURL(threadProgram);
  const sources: AsyncIterable<Read> =
    threads === "0"
      ? readLogFiles([folder], onProblem)
      : readInThreads(piecesOf([folder]), { threads: Number(threads), program, rules, placeholders: {}, onProblem, onLost, alone: 0 });
  for await (const { batch, parcel } of sources) {
    events += batch.events.length;
    signals += (parcel ? detector.takeMatched(batch.events, parcel) : detector.takeAll(batch.events)).length;
  }
}
const used = process.cpuUsage(usedBefore);
const cpuMs = (used.user + used.system) / 1_000;
console.log(JSON.stringify({ events, signals, rules: rules.length, ms: performance.now() - start, cpuMs }));
