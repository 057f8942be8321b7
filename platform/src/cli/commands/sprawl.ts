import { relations } from "../../identify/relations.ts";
import { type Usage, World } from "../../model/index.ts";
import { run } from "../../pipeline.ts";
import { checks } from "../../protect/checks/index.ts";
import { findSprawl } from "../../protect/sprawl/sprawl.ts";
import { fileOwnersFrom } from "../codeowners.ts";
import { openContext } from "../context.ts";
import { YaguraError } from "../errors.ts";
import type { ScanOptions } from "../options.ts";
import { tellNotSeen } from "../output/tell.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { settingsOf } from "../settings-of.ts";
import { sourcesOf } from "../sources.ts";
import { version } from "../version.ts";
import { sprawlData, sprawlText, type View } from "./sprawl-output.ts";

type SprawlOptions = ScanOptions & { readonly unusedDays?: string; readonly creators?: boolean };

const FORMATS: Readonly<Record<string, (view: View) => string>> = {
  table: (view) => sprawlText(view),
  markdown: (view) => sprawlText(view, true),
  json: (view) => `${JSON.stringify(sprawlData(view), undefined, 2)}\n`,
};

/** `yagura sprawl`: what nobody uses or owns, what it risks and costs, and the safe order to retire it. */
export async function sprawl(paths: readonly string[], options: SprawlOptions): Promise<void> {
  const format = FORMATS[options.format];
  if (!format)
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: Object.keys(FORMATS).join(", ") });
  const days = options.unusedDays === undefined ? undefined : daysOf(options.unusedDays);
  const context = await openContext(options);
  const settings = { ...settingsOf(options, context), ...(days === undefined ? {} : { unusedDays: days }) };
  const now = new Date();
  let usage: Usage | undefined;
  const isLive = paths.length === 0 || options.live === true;
  const collectors = isLive ? await usageOf(now, settings.unusedDays, options.creators === true) : undefined;
  if (collectors) usage = collectors.usage;
  const { estate, report } = await run(sourcesOf(paths, options, context.progress, collectors?.afterwards), {
    version,
    now,
    checks,
    settings,
    exceptions: context.config.exceptions,
    signal: context.signal,
    onStage: (stage, event, detail) => context.progress.stage(stage, event, detail),
  });
  const world = new World(estate, { now, settings, relate: relations });
  const found = findSprawl(world, { usage, findings: report.findings, fileOwners: fileOwnersFrom(process.cwd()) });
  const text = format({ sprawl: found, world, lang: context.lang, looked: usage !== undefined });
  if (options.output === undefined) await writeOut(text);
  else writeWhole(options.output, text);
  process.exitCode = tellNotSeen(estate, context);
}

/** The collectors of usage run after the scan, for they ask about what it found. Loaded only when an account is asked. */
async function usageOf(now: Date, unusedDays: number | undefined, creators: boolean) {
  const [{ emptyUsage, usageCollector }, { defaultSettings }] = await Promise.all([
    import("../../identify/aws/usage/index.ts"),
    import("../../model/index.ts"),
  ]);
  const usage = emptyUsage();
  const options = { now, unusedDays: unusedDays ?? defaultSettings.unusedDays, creators };
  return { usage, afterwards: (found: Parameters<typeof usageCollector>[0]) => [usageCollector(found, usage, options)] };
}

/** CloudWatch remembers 455 days; what lies further back cannot be told from never. */
function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 400)
    throw new YaguraError("E_OPTION_VALUE", { option: "--unused-days", value: text, allowed: "1–400" });
  return days;
}
