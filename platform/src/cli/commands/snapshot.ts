import { mergeEstates } from "../../model/index.ts";
import { cliWords } from "../../words/cli.ts";
import { openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import type { ScanOptions } from "../options.ts";
import { tellNotSeen } from "../output/tell.ts";
import { sourcesOf } from "../sources.ts";

/** `yagura snapshot`: what exists, to a file, with secrets masked. */
export async function snapshot(file: string, paths: readonly string[], options: ScanOptions): Promise<void> {
  const context = await openContext(options);
  const { SnapshotError, writeSnapshot } = await import("../../identify/snapshot.ts");
  context.progress.stage("identify", "start", {});
  const estate = mergeEstates(await Promise.all(sourcesOf(paths, options, context.progress).map((source) => source(context.signal))));
  context.progress.stage("identify", "end", { resources: estate.resources.length });
  try {
    await writeSnapshot(file, estate);
  } catch (cause) {
    if (!(cause instanceof SnapshotError)) throw cause;
    throw new YaguraError("E_OUTPUT", { file, message: cause.sentence(context.lang) }, { exitCode: exit.failed, cause });
  }
  context.progress.note(cliWords[context.lang].snapshotWritten(file, estate.resources.length));
  process.exitCode = tellNotSeen(estate, context);
}
