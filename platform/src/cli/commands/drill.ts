import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { type DrillResult, drill as run } from "../../detect/drills/drill.ts";
import { exampleMonth, monthOf } from "../../detect/drills/month.ts";
import type { TrailRecord } from "../../detect/drills/record.ts";
import { readLogFiles } from "../../detect/sources/files.ts";
import { readLog } from "../../detect/sources/read.ts";
import { problemText } from "../../govern/report/text.ts";
import { when } from "../../govern/stories/tell.ts";
import { gridMarkdown, gridText } from "../../govern/views/grid.ts";
import type { LogEvent } from "../../model/index.ts";
import { drillWords } from "../../words/drill.ts";
import { words } from "../../words/index.ts";
import { behaviours } from "../behaviours.ts";
import { type Context, openContext } from "../context.ts";
import { detectionFor } from "../detection.ts";
import { codeOf, exit, YaguraError } from "../errors.ts";
import type { ScanOptions } from "../options.ts";
import { writeOut, writeWhole } from "../output/write.ts";

type DrillOptions = ScanOptions & { readonly rules?: readonly string[]; readonly write?: string };

/** `yagura drill`: attacks hidden in the user's own logs, and what was seen of them. */
export async function drill(paths: readonly string[], options: DrillOptions): Promise<void> {
  if (!["table", "markdown", "json"].includes(options.format))
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: "table, markdown, json" });
  const context = await openContext(options);
  if (options.write !== undefined) return writeMonth(options.write, context);
  const { detector, problems } = detectionFor(options, context.config, behaviours(context.config));
  for (const problem of problems) context.progress.note(`! ${problemText(problem, context.lang)}`);
  const background = paths.length === 0 ? ordinary() : await eventsOf(paths, context);
  if (background.length === 0) throw new YaguraError("E_NOTHING", {}, { exitCode: exit.failed });
  const result = run(background, detector);
  const text = show(result, options.format, context);
  if (options.output === undefined) await writeOut(text);
  else writeWhole(options.output, text);
  if (result.attacks.some((attack) => attack.stories === 0)) process.exitCode = exit.findings;
}

/** Without logs of one's own: the example's month without its attacks. */
function ordinary(): readonly LogEvent[] {
  return readLog(JSON.stringify({ Records: monthOf({ ...exampleMonth, attacks: false }) }), "month").events;
}

async function eventsOf(paths: readonly string[], { progress, lang, signal }: Context): Promise<readonly LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const { batch } of readLogFiles(paths, (problem) => progress.note(`! ${problemText(problem, lang)}`))) {
    if (signal.aborted) break;
    for (const event of batch.events) events.push(event);
  }
  return events.toSorted((a, b) => a.time - b.time);
}

function show(result: DrillResult, format: string, { lang }: Context): string {
  const w = drillWords[lang];
  if (format === "json") return `${JSON.stringify({ schema: "yagura/drill/1", ...result }, undefined, 2)}\n`;
  const grid = {
    title: w.title(result.events, result.others),
    head: [w.attack, w.began, w.told, w.delay, w.steps, w.missed],
    rows: result.attacks.map((a) => [
      a.title[lang],
      when(a.began, lang),
      a.severity === undefined ? w.notSeen : words[lang].severity[a.severity],
      a.delay === undefined ? "" : w.seconds(Math.round(a.delay / 1_000)),
      `${a.seen}/${a.steps}`,
      a.missed.join(", "),
    ]),
  };
  return format === "markdown" ? gridMarkdown(grid) : gridText(grid);
}

/** Writes the example month in CloudTrail's layout: one object a day and region. */
function writeMonth(folder: string, { progress, lang }: Context): void {
  const { account, region } = exampleMonth;
  const days = new Map<string, TrailRecord[]>();
  for (const record of monthOf(exampleMonth)) {
    const day = String(record["eventTime"]).slice(0, 10);
    const list = days.get(day);
    if (list) list.push(record);
    else days.set(day, [record]);
  }
  for (const [day, records] of days) {
    const stamp = `${day.replaceAll("-", "")}T2359Z`;
    const file = join(
      folder,
      "AWSLogs",
      account,
      "CloudTrail",
      region,
      ...day.split("-"),
      `${account}_CloudTrail_${region}_${stamp}_example.json.gz`,
    );
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, gzipSync(JSON.stringify({ Records: records }), { level: 9 }));
    } catch (cause) {
      throw new YaguraError("E_OUTPUT", { file, message: codeOf(cause) }, { cause, exitCode: exit.failed });
    }
  }
  progress.note(drillWords[lang].written(days.size, folder));
}
