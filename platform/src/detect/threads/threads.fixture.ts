import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Problem, Signal } from "../../model/index.ts";
import { ownBehaviours } from "../behaviour/index.ts";
import { derivedFields } from "../derived.ts";
import { type Behaviour, Detector } from "../detector.ts";
import { ownRulesFolder, readRules } from "../own-rules.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import type { Broken } from "../sources/batch.ts";
import { type LogObject, readLogFiles } from "../sources/files.ts";
import { type Piece, piecesOf } from "./piece.ts";
import { readInThreads } from "./read.ts";

export const { rules } = readRules(ownRulesFolder());
export const ruleSet = new RuleSet(rules, { derived: derivedFields });

/** Bundles the program of a thread: Node 20 reads no TypeScript. */
export async function bundledReader(): Promise<{ readonly program: URL; readonly remove: () => void }> {
  const cache = fileURLToPath(new URL("../../../../node_modules/.cache/", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "yagura-reader-"));
  const outfile = join(folder, "reader.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("reader.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    outfile,
    logLevel: "silent",
  });
  return { program: pathToFileURL(outfile), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A program of a thread. */
export const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

/** Code that says by a file that it was run; by a file for each thread, if asked. */
export const ready = (flag: string, code: string, each = false) =>
  `import { writeFileSync } from "node:fs"; import { threadId } from "node:worker_threads"; ${code};
  writeFileSync(${JSON.stringify(flag)}${each ? ' + "-" + threadId' : ""}, "");`;

/** Without what only threads have to tell. */
export const found = (all: Told) => ({ ...all, lost: [], handed: 0 });

/** Logs that can be read in both ways. */
export interface Logs {
  readonly objects: (onProblem: (problem: Problem) => void) => AsyncIterable<LogObject>;
  readonly pieces: () => AsyncIterable<Piece | Problem>;
}

export const filesAt = (paths: readonly string[]): Logs => ({
  objects: (onProblem) => readLogFiles(paths, onProblem),
  pieces: () => piecesOf(paths),
});

/** All that a run tells, in the order it tells it. */
export interface Told {
  readonly signals: readonly Signal[];
  readonly problems: readonly Problem[];
  readonly broken: readonly Broken[];
  readonly objects: readonly string[];
  readonly events: number;
  readonly duplicates: number;
  readonly lost: readonly string[];
  /** Objects that threads have read. */
  readonly handed: number;
}

export function newDetector(behaviours: readonly Behaviour[] = ownBehaviours()): Detector {
  return new Detector({ rules: ruleSet, own: new Set(rules.map((rule) => rule.id)), behaviours });
}

interface Threads {
  readonly threads: number;
  readonly program: URL;
  readonly alone?: number;
  /** Asked after the first piece; the next comes when it says yes. */
  readonly mayGoOn?: (lost: readonly string[]) => boolean;
}

/** What is found in logs: by one thread, or by several. */
export async function told(logs: Logs, several?: Threads): Promise<Told> {
  const detector = newDetector();
  const problems: Problem[] = [];
  let handed = 0;
  const [signals, broken, objects, lost]: [Signal[], Broken[], string[], string[]] = [[], [], [], []];
  const onProblem = (problem: Problem) => problems.push(problem);
  const onLost = (reason: string) => lost.push(reason);
  if (several) {
    const { mayGoOn = () => true, alone = 0, ...others } = several;
    const pieces = async function* () {
      for await (const piece of logs.pieces()) {
        yield piece;
        while (!mayGoOn(lost)) await setTimeout(20);
      }
    };
    const options = { rules, placeholders: {}, onProblem, onLost, alone, heap: 400e6, ...others };
    for await (const { object, batch, parcel } of readInThreads(pieces(), options)) {
      if (parcel) handed += 1;
      objects.push(object);
      broken.push(...batch.broken);
      signals.push(...(parcel ? detector.takeMatched(batch.events, parcel) : detector.takeAll(batch.events)));
    }
  } else
    for await (const { object, batch } of logs.objects(onProblem)) {
      objects.push(object);
      broken.push(...batch.broken);
      signals.push(...detector.takeAll(batch.events));
    }
  return { signals, problems, broken, objects, events: detector.events, duplicates: detector.duplicates, lost, handed };
}
