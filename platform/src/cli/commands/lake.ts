import { compactLake, retainFrom } from "../../detect/lake/compact.ts";
import { readManifest } from "../../detect/lake/manifest.ts";
import { isLake } from "../../detect/lake/read.ts";
import { LakeWriter } from "../../detect/lake/writer.ts";
import { Stories } from "../../detect/stories/stories.ts";
import { problemText } from "../../govern/report/text.ts";
import type { Signal } from "../../model/index.ts";
import { investigateWords } from "../../words/investigate.ts";
import { behaviours } from "../behaviours.ts";
import { openContext } from "../context.ts";
import { detectionFor } from "../detection.ts";
import { exit, YaguraError } from "../errors.ts";
import { lakeErrors } from "../lake-errors.ts";
import { logSources } from "../log-sources.ts";
import type { GlobalOptions } from "../options.ts";
import { writeOut } from "../output/write.ts";

export type LakeOptions = GlobalOptions & { readonly rules?: readonly string[]; readonly days?: string };

const TASKS = ["write", "compact", "retain", "status"];
const DAY = 86_400_000;

/** `yagura lake`: logs into Parquet files, and care for them. */
export async function lake(task: string, folder: string, paths: readonly string[], options: LakeOptions): Promise<void> {
  if (!TASKS.includes(task)) throw new YaguraError("E_OPTION_VALUE", { option: "<task>", value: task, allowed: TASKS.join(", ") });
  if (task !== "write" && !isLake(folder)) throw new YaguraError("E_LAKE_NONE", { file: folder });
  await lakeErrors(folder, async () => {
    if (task === "write") await write(folder, paths, options);
    else if (task === "compact") await say(options, async (w) => w.lakeCompacted(await compactLake(folder)));
    else if (task === "retain") await retain(folder, options);
    else await say(options, async (w) => status(folder, w));
  });
}

type Words = (typeof investigateWords)["en"];

async function say(options: LakeOptions, sentence: (words: Words) => Promise<string>): Promise<void> {
  const { lang } = await openContext(options);
  await writeOut(`${await sentence(investigateWords[lang])}\n`);
}

async function write(folder: string, paths: readonly string[], options: LakeOptions): Promise<void> {
  if (paths.length === 0) throw new YaguraError("E_ARGUMENT_MISSING", { argument: "logs...", command: "lake write" });
  const { config, lang, progress, signal } = await openContext(options);
  const tell = (problem: Parameters<typeof problemText>[0]) => progress.note(`! ${problemText(problem, lang)}`);
  const { detector, problems } = detectionFor(options, config, behaviours(config));
  for (const problem of problems) tell(problem);
  const writer = await LakeWriter.open(folder);
  const signals: Signal[] = [];
  let objects = 0;
  try {
    for await (const { batch, bytes } of logSources(paths, {}, tell)) {
      if (signal.aborted) break;
      objects += 1;
      const room = writer.add(batch.events, bytes);
      signals.push(...detector.takeAll(batch.events));
      await room;
    }
    const stories = new Stories();
    for (const one of signals.toSorted((a, b) => a.time - b.time)) stories.add(one);
    writer.addFindings(signals, stories.list());
  } finally {
    await writer.close();
  }
  progress.note(investigateWords[lang].lakeWritten({ events: writer.written, skipped: writer.skipped, folder }));
  if (signal.aborted) process.exitCode = exit.interrupted;
  else if (objects === 0) process.exitCode = exit.failed;
}

async function retain(folder: string, options: LakeOptions): Promise<void> {
  const days = Number(options.days ?? Number.NaN);
  if (!Number.isInteger(days) || days < 1)
    throw new YaguraError("E_OPTION_VALUE", { option: "--days", value: options.days ?? "", allowed: "1, 2, 3, …" });
  const day = new Date(Date.now() - days * DAY).toISOString().slice(0, 10).replaceAll("-", "");
  await say(options, async (w) => w.lakeRetained(await retainFrom(folder, day), day));
}

function status(folder: string, w: Words): string {
  const files = [...readManifest(folder).files.values()];
  const days = files
    .filter((file) => file.kind === "events")
    .map((file) => file.day)
    .toSorted();
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return w.lakeStatus({
    files: files.length,
    bytes: `${(bytes / 1_000_000).toFixed(1)} MB`,
    from: days[0] ?? "-",
    until: days.at(-1) ?? "-",
  });
}
