import type { Report } from "../../model/index.ts";
import { severities } from "../../model/index.ts";
import { run } from "../../pipeline.ts";
import { checks as allChecks } from "../../protect/checks/index.ts";
import { type Context, openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { listOf, type ReportOptions, type ScanOptions, type TemplateOptions } from "../options.ts";
import { emitReport, formats } from "../output/emit.ts";
import { readSince } from "../output/since.ts";
import { settingsOf } from "../settings-of.ts";
import { sourcesOf } from "../sources.ts";
import { version } from "../version.ts";

/** `yagura scan`: identify, protect, govern; then the report and the exit code. */
export async function scan(paths: readonly string[], options: ScanOptions): Promise<void> {
  // Said before the scan, not after minutes of it.
  if (!formats.includes(options.format))
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: formats.join(", ") });
  const context = await openContext(options);
  const report = await scanReport(paths, options, context);
  await emitReport(report, options, context);
  process.exitCode = exitCodeOf(report, options);
}

/** `yagura check`: the same for files only. */
export async function check(paths: readonly string[], options: Omit<ScanOptions, "live">): Promise<void> {
  await scan(paths, options);
}

export async function scanReport(
  paths: readonly string[],
  options: TemplateOptions & Partial<ReportOptions> & ScanOptions,
  context: Context,
): Promise<Report> {
  const since = options.since === undefined ? undefined : readSince(options.since);
  const checks = chosenChecks(options.checks);
  const { report } = await run(sourcesOf(paths, options, context.progress), {
    version,
    now: new Date(),
    checks,
    settings: settingsOf(options, context),
    exceptions: context.config.exceptions,
    ...(since ? { since } : {}),
    signal: context.signal,
    paths: options.format === "html",
    onStage: (stage, event, detail) => context.progress.stage(stage, event, detail),
  });
  return report;
}

/** 130 before 4 before 1 before 3: what a script must know first. */
export function exitCodeOf(report: Report, options: Pick<ReportOptions, "failOn" | "failOnUnknown">): number {
  if (report.interrupted) return exit.interrupted;
  const resources = Object.values(report.resources).reduce((sum, n) => sum + (n ?? 0), 0);
  if (resources === 0 && (report.problems.length > 0 || report.gaps.length > 0)) return exit.failed;
  if (options.failOn !== "none") {
    const limit = severities.indexOf(options.failOn);
    if (report.findings.some((f) => f.status === "fail" && severities.indexOf(f.severity) <= limit)) return exit.findings;
  }
  if (report.expired.length > 0) return exit.findings;
  if (
    options.failOnUnknown &&
    (report.findings.some((f) => f.status === "unknown") || report.gaps.length > 0 || report.problems.length > 0)
  )
    return exit.incomplete;
  return exit.clean;
}

/** A filter that matches nothing would look like a clean scan. */
function chosenChecks(filter: string | undefined): typeof allChecks {
  if (filter === undefined) return allChecks;
  const wanted = listOf(filter);
  for (const prefix of wanted.length > 0 ? wanted : [filter]) {
    if (wanted.length > 0 && allChecks.some(({ id }) => id.startsWith(prefix))) continue;
    throw new YaguraError("E_CHECKS_NONE", {
      checks: prefix,
      near:
        nearest(
          prefix,
          allChecks.map((c) => c.id),
        ) ?? "",
    });
  }
  return allChecks.filter(({ id }) => wanted.some((prefix) => id.startsWith(prefix)));
}
