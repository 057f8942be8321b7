import type { Report } from "../../model/index.ts";
import { severities } from "../../model/index.ts";
import { run } from "../../pipeline.ts";
import { checks as allChecks } from "../../protect/checks/index.ts";
import { type Context, openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import { listOf, type ReportOptions, type ScanOptions, type TemplateOptions } from "../options.ts";
import { emitReport, formats } from "../output/emit.ts";
import { readSince } from "../output/since.ts";
import { sourcesOf } from "../sources.ts";
import { version } from "../version.ts";

/** `yagura scan`: identify, protect, govern; then the report and the exit code. */
export async function scan(paths: readonly string[], options: ScanOptions): Promise<void> {
  // Said before the scan, not after minutes of it.
  if (!formats.includes(options.format)) throw new YaguraError("E_USAGE", { message: `--format ${options.format}: ${formats.join(", ")}` });
  const context = await openContext(options);
  const report = await scanReport(paths, options, context);
  await emitReport(report, options, context);
  process.exitCode = exitCodeOf(report, options);
}

/** `yagura check`: the same for files only. */
export async function check(paths: readonly string[], options: Omit<ScanOptions, "live">): Promise<void> {
  await scan(paths, options);
}

export async function scanReport(paths: readonly string[], options: TemplateOptions & Partial<ReportOptions> & ScanOptions, context: Context): Promise<Report> {
  const since = options.since === undefined ? undefined : readSince(options.since);
  const wanted = listOf(options.checks);
  const checks = wanted.length === 0 ? allChecks : allChecks.filter(({ id }) => wanted.some((prefix) => id.startsWith(prefix)));
  const { report } = await run(sourcesOf(paths, options, context.progress), {
    version,
    now: new Date(),
    checks,
    settings: { ...context.config.settings, ...(options.trust === undefined ? {} : { trustedAccounts: [...(context.config.settings.trustedAccounts ?? []), ...listOf(options.trust)] }) },
    exceptions: context.config.exceptions,
    ...(since ? { since } : {}),
    signal: context.signal,
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
  if (options.failOnUnknown && (report.findings.some((f) => f.status === "unknown") || report.gaps.length > 0 || report.problems.length > 0)) return exit.incomplete;
  return exit.clean;
}
