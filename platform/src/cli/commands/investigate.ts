import { isIP } from "node:net";
import { writeBundle } from "../../detect/investigate/bundle.ts";
import { entityOf } from "../../detect/investigate/entity.ts";
import { investigate as ask, eventsOf } from "../../detect/investigate/investigate.ts";
import { lakeSource } from "../../detect/investigate/lake-source.ts";
import { memorySource } from "../../detect/investigate/memory.ts";
import type { Source } from "../../detect/investigate/source.ts";
import { isLake } from "../../detect/lake/read.ts";
import { Stories } from "../../detect/stories/stories.ts";
import { investigationHtml } from "../../govern/investigation/html.ts";
import { investigationText } from "../../govern/investigation/text.ts";
import { printableJson } from "../../govern/report/escape.ts";
import { problemText } from "../../govern/report/text.ts";
import { type Investigation, type LogEvent, languages, type Signal } from "../../model/index.ts";
import { investigateWords } from "../../words/investigate.ts";
import { behaviours } from "../behaviours.ts";
import { type Context, openContext } from "../context.ts";
import { detectionFor } from "../detection.ts";
import { codeOf, exit, YaguraError } from "../errors.ts";
import { geoOf } from "../geo.ts";
import { lakeErrors } from "../lake-errors.ts";
import { logSources } from "../log-sources.ts";
import type { GlobalOptions } from "../options.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { readWhole } from "../read-whole.ts";

export type InvestigateOptions = GlobalOptions & {
  readonly at?: string;
  readonly hours?: string;
  readonly limit?: string;
  readonly geo?: readonly string[];
  readonly flagged?: readonly string[];
  readonly rules?: readonly string[];
  readonly bundle?: string;
  readonly format: string;
  readonly output?: string;
};

const FORMATS = ["table", "json", "html"];
/** Records of a bundle. */
const BUNDLED = 20_000;

/** `yagura investigate`: everything logs or a lake say about one entity. */
export async function investigate(text: string, paths: readonly string[], options: InvestigateOptions): Promise<void> {
  await lakeErrors(paths.find(isLake) ?? "", () => answer(text, paths, options));
}

async function answer(text: string, paths: readonly string[], options: InvestigateOptions): Promise<void> {
  if (!FORMATS.includes(options.format)) throw badValue("--format", options.format, FORMATS.join(", "));
  const at = options.at === undefined ? undefined : Date.parse(options.at);
  if (at !== undefined && Number.isNaN(at)) throw badValue("--at", options.at ?? "", "2026-11-01T00:00:00Z");
  const hours = numberOf("--hours", options.hours, 24);
  const limit = numberOf("--limit", options.limit, 200);
  const context = await openContext(options);
  const { lang, progress } = context;
  const flagged = options.flagged && flaggedFrom(options.flagged);
  const geo = options.geo && geoOf(options.geo);
  const entity = entityOf(text);
  const { source, objects } = await open(paths, options, context);
  try {
    const found = await ask(source, {
      entity,
      hours,
      limit,
      ...(at === undefined ? {} : { at }),
      ...(geo ? { geo } : {}),
      ...(flagged ? { flagged } : {}),
    });
    if (options.bundle !== undefined) {
      const events = await eventsOf(source, found, BUNDLED);
      progress.note(investigateWords[lang].bundleWritten(options.bundle, bundle(options.bundle, found, events)));
    }
    const shown = render(found, options.format, context);
    if (options.output === undefined) await writeOut(shown);
    else writeWhole(options.output, shown);
    if (objects === 0) process.exitCode = exit.failed;
  } finally {
    source.close();
  }
}

function render(found: Investigation, format: string, { lang }: Context): string {
  switch (format) {
    case "json":
      return `${printableJson(found, 2)}\n`;
    case "html":
      return investigationHtml(found, lang);
    default:
      return investigationText(found, lang);
  }
}

function bundle(folder: string, found: Investigation, events: readonly LogEvent[]): number {
  const texts = Object.fromEntries(languages.map((lang) => [`investigation.${lang}.txt`, investigationText(found, lang)]));
  try {
    const pages = { ...texts, "investigation.html": investigationHtml(found, "en") };
    return writeBundle(folder, found, events, pages, printableJson).length;
  } catch (cause) {
    throw new YaguraError("E_OUTPUT", { file: folder, message: codeOf(cause) }, { cause, exitCode: exit.failed });
  }
}

/** A lake is asked where it lies; log files are read into memory, and looked through by the rules. */
async function open(
  paths: readonly string[],
  options: InvestigateOptions,
  { config, lang, progress, signal }: Context,
): Promise<{ readonly source: Source; readonly objects: number }> {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined && isLake(only)) return { source: await lakeSource(only), objects: 1 };
  const lake = paths.find(isLake);
  if (lake !== undefined) throw new YaguraError("E_LAKE_ALONE", { file: lake });
  const tell = (problem: Parameters<typeof problemText>[0]) => progress.note(`! ${problemText(problem, lang)}`);
  const events: LogEvent[] = [];
  let objects = 0;
  for await (const { batch } of logSources(paths, {}, tell)) {
    if (signal.aborted) break;
    objects += 1;
    for (const event of batch.events) events.push(event);
  }
  events.sort((a, b) => a.time - b.time);
  const { detector, problems } = detectionFor(options, config, behaviours(config));
  for (const problem of problems) tell(problem);
  const signals: Signal[] = [];
  const seen = new Set<string>();
  const once = events.filter((event) => !seen.has(event.id) && seen.add(event.id));
  for (const event of once) signals.push(...detector.take(event));
  const stories = new Stories();
  for (const one of signals.toSorted((a, b) => a.time - b.time)) stories.add(one);
  return { source: memorySource(once, { signals, stories: stories.list() }), objects };
}

function numberOf(option: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0 || number > 100_000) throw badValue(option, value, "1 - 100000");
  return number;
}

function badValue(option: string, value: string, allowed: string): YaguraError {
  return new YaguraError("E_OPTION_VALUE", { option, value, allowed });
}

/** Addresses of lists, one a line; what stands behind them does not matter. */
function flaggedFrom(files: readonly string[]): ReadonlySet<string> {
  const out = new Set<string>();
  for (const file of files)
    for (const line of readWhole(file).toString("utf8").split("\n")) {
      const [address = ""] = line.trim().split(/[\s,;#]/);
      if (isIP(address) !== 0) out.add(address);
    }
  return out;
}
