import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Broken } from "../../detect/sources/batch.ts";
import { gravity } from "../../detect/stories/gravity.ts";
import { Stories } from "../../detect/stories/stories.ts";
import { readerProgram } from "../../detect/threads/program.ts";
import { readInThreads } from "../../detect/threads/read.ts";
import type { Read } from "../../detect/threads/thread.ts";
import { printableJson } from "../../govern/report/escape.ts";
import { problemText } from "../../govern/report/text.ts";
import type { ReachOf } from "../../govern/stories/tell.ts";
import { storiesData, storiesMarkdown, storiesText } from "../../govern/stories/text.ts";
import type { Problem, Severity, Signal, Story } from "../../model/index.ts";
import { detectWords } from "../../words/detect.ts";
import { type Context, openContext } from "../context.ts";
import { detectionFor } from "../detection.ts";
import { verifiedDigests } from "../digests.ts";
import { codeOf, exit, YaguraError } from "../errors.ts";
import { logPieces, logSources } from "../log-sources.ts";
import type { ScanOptions } from "../options.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { reachFrom } from "../reach.ts";

export type DetectOptions = ScanOptions & {
  readonly rules?: readonly string[];
  /** Templates or snapshots: what exists. */
  readonly estate?: readonly string[];
  readonly min: Severity;
  readonly quarantine?: string;
  readonly workers?: string;
  readonly verifyDigests?: boolean;
  readonly publicKeys?: string;
};

const FORMATS = ["table", "markdown", "json", "ndjson"];

/** `yagura detect`: logs in, stories out. */
export async function detect(paths: readonly string[], options: DetectOptions): Promise<void> {
  if (!FORMATS.includes(options.format))
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: FORMATS.join(", ") });
  const context = await openContext(options);
  const { lang, progress, signal } = context;
  const w = detectWords[lang];
  const { behaviours } = await import("../behaviours.ts");
  const workers = workersOf(options.workers);
  const { detector, rules, readerData, problems } = detectionFor(options, context.config, behaviours(context.config));
  const tellProblem = (problem: Parameters<typeof problemText>[0]) => progress.note(`! ${problemText(problem, lang)}`);
  for (const problem of problems) tellProblem(problem);

  const signals: Signal[] = [];
  let objects = 0;
  let broken = 0;
  let unread = 0;
  const onProblem = (problem: Problem) => {
    unread += 1;
    tellProblem(problem);
  };
  const program = workers > 1 ? readerProgram() : undefined;
  const onLost = (reason: string) => progress.note(w.workerLost(reason));
  const sources: AsyncIterable<Read> = program
    ? readInThreads(logPieces(paths, options), { ...readerData, threads: workers, program, onProblem, onLost })
    : logSources(paths, options, onProblem);
  if (options.quarantine !== undefined) writeWhole(options.quarantine, "");
  for await (const { batch, parcel } of sources) {
    if (signal.aborted) break;
    objects += 1;
    broken += batch.broken.length;
    if (options.quarantine !== undefined && batch.broken.length > 0) keepAside(options.quarantine, batch.broken);
    signals.push(...(parcel ? detector.takeMatched(batch.events, parcel) : detector.takeAll(batch.events)));
  }
  if (options.verifyDigests) signals.push(...(await verifiedDigests(paths, options, lang, onProblem, (line) => progress.note(line))));
  const together = new Stories();
  for (const one of signals.toSorted((a, b) => a.time - b.time)) together.add(one);
  const all = together.list();
  const shown = all.filter((story) => gravity(story.severity) >= gravity(options.min));
  await write(shown, options, context, await reachFrom(options, context));

  if (broken > 0) progress.note(w.broken(broken));
  if (detector.duplicates > 0) progress.note(w.duplicates(detector.duplicates));
  const lowered = loweredIn(signals);
  if (lowered.habit + lowered.young > 0) progress.note(w.lowered(lowered));
  for (const [rule, count] of detector.trial) progress.note(w.trial(rule, count));
  progress.note(
    all.length === 0
      ? w.quiet({ events: detector.events, objects, rules: rules.rules.length })
      : w.summary({ events: detector.events, objects, signals: signals.length, stories: all.length, shown: shown.length }),
  );
  if (signal.aborted) process.exitCode = exit.interrupted;
  else if (objects === 0 || (detector.events === 0 && broken > 0)) process.exitCode = exit.failed;
  else if (options.failOn !== "none" && shown.some((story) => gravity(story.severity) >= gravity(options.failOn as Severity)))
    process.exitCode = exit.findings;
  else if (options.failOnUnknown && unread + broken > 0) process.exitCode = exit.incomplete;
}

function loweredIn(signals: readonly Signal[]): { readonly habit: number; readonly young: number } {
  const count = (why: "habit" | "young") =>
    signals.filter(({ weighed, severity }) => weighed?.why === why && weighed.from !== severity).length;
  return { habit: count("habit"), young: count("young") };
}

const MOST_WORKERS = 16;

/** One core is left for what remembers; where there are two, it is not busy enough to need one for itself. */
function workersOf(given: string | undefined): number {
  const cores = availableParallelism();
  if (given === undefined) return cores === 1 ? 1 : Math.min(Math.max(cores - 1, 2), 4);
  const n = Number(given);
  if (!Number.isInteger(n) || n < 1 || n > MOST_WORKERS)
    throw new YaguraError("E_OPTION_VALUE", { option: "--workers", value: given, allowed: `1–${MOST_WORKERS}` });
  return n;
}

function keepAside(file: string, broken: readonly Broken[]): void {
  try {
    appendFileSync(file, broken.map((record) => `${JSON.stringify(record)}\n`).join(""));
  } catch (cause) {
    throw new YaguraError("E_OUTPUT", { file, message: codeOf(cause) }, { cause, exitCode: exit.failed });
  }
}

async function write(stories: readonly Story[], options: DetectOptions, { lang }: Context, reachOf: ReachOf): Promise<void> {
  const text = () => {
    switch (options.format) {
      case "markdown":
        return storiesMarkdown(stories, lang, reachOf);
      case "json":
        return `${printableJson({ schema: "yagura/stories/1", stories: storiesData(stories, reachOf) }, 2)}\n`;
      case "ndjson":
        return storiesData(stories, reachOf)
          .map((story) => `${printableJson(story)}\n`)
          .join("");
      default:
        return storiesText(stories, lang, reachOf);
    }
  };
  if (options.output === undefined) await writeOut(text());
  else writeWhole(options.output, text());
}
