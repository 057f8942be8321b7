import { lstatSync } from "node:fs";
import type { Source } from "../pipeline.ts";
import { codeOf, YaguraError } from "./errors.ts";
import type { liveEstate } from "./live.ts";
import { type LiveOptions, listOf, type TemplateOptions } from "./options.ts";
import type { Progress } from "./terminal/progress.ts";

const SNAPSHOT = /\.(ndjson|jsonl)(\.gz)?$/;

/** What the arguments ask to look at: files (templates, plans, snapshots), the live account, or both. */
export function sourcesOf(
  paths: readonly string[],
  options: TemplateOptions & LiveOptions,
  progress: Progress,
  afterwards?: Parameters<typeof liveEstate>[3],
): readonly Source[] {
  for (const file of [...paths, ...(options.parameterFile ?? [])]) if (!isThere(file)) throw new YaguraError("E_FILE_MISSING", { file });
  if (options.stackAccount !== undefined) accountIds("--stack-account", [options.stackAccount]);
  accountIds("--trust", listOf(options.trust));
  const snapshots = paths.filter((path) => SNAPSHOT.test(path));
  const templates = paths.filter((path) => !SNAPSHOT.test(path));
  const sources: Source[] = [];
  if (templates.length > 0) sources.push(templateSource(templates, options));
  for (const file of snapshots) sources.push(snapshotSource(file, progress));
  if (paths.length === 0 || options.live) sources.push(liveSource(options, progress, afterwards));
  return sources;
}

function templateSource(paths: readonly string[], options: TemplateOptions & LiveOptions): Source {
  return async () => {
    const { loadTemplates } = await import("../identify/template/index.ts");
    const parameters: Record<string, string> = {};
    for (const pair of options.parameter ?? []) {
      const at = pair.indexOf("=");
      if (at < 1) throw new YaguraError("E_PARAMETERS", { value: pair });
      parameters[pair.slice(0, at)] = pair.slice(at + 1);
    }
    const [region] = listOf(options.region);
    return loadTemplates(paths, {
      parameters,
      parameterFiles: options.parameterFile ?? [],
      ...(options.stackAccount === undefined ? {} : { account: options.stackAccount }),
      ...(region === undefined || region === "all" ? {} : { region }),
    });
  };
}

function snapshotSource(file: string, progress: Progress): Source {
  return async () => {
    const { readSnapshot, SnapshotError } = await import("../identify/snapshot.ts");
    try {
      return await readSnapshot(file);
    } catch (cause) {
      if (!(cause instanceof SnapshotError)) throw cause;
      throw new YaguraError("E_SNAPSHOT", { file, line: cause.line ?? "", message: cause.sentence(progress.lang) }, { cause });
    }
  };
}

function liveSource(options: LiveOptions, progress: Progress, afterwards: Parameters<typeof liveEstate>[3]): Source {
  return async (signal) => {
    const live = await import("./live.ts");
    return live.liveEstate(options, progress, signal, afterwards);
  };
}

/** Also a link that leads nowhere or in a circle is there: reading it says what is wrong with it. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return !["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(codeOf(error));
  }
}

function accountIds(option: string, ids: readonly string[]): void {
  for (const value of ids) if (!/^\d{12}$/.test(value)) throw new YaguraError("E_OPTION_VALUE", { option, value, allowed: "123456789012" });
}
