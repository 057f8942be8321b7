import { realpathSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { codeOf, exit, YaguraError } from "../errors.ts";

/** Writes a whole file or nothing: to a neighbour first, then renamed. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  let draft: string | undefined;
  try {
    const target = targetOf(file);
    // INVARIANT: a device or a pipe is written to, never replaced: `--output /dev/stdout` must not rename over it.
    if (!target.isFile) {
      writeFileSync(target.path, content);
      return;
    }
    draft = `${target.path}.${process.pid}.part`;
    writeFileSync(draft, content, { mode: target.mode });
    renameSync(draft, target.path);
  } catch (cause) {
    try {
      if (draft !== undefined) unlinkSync(draft);
    } catch {
      // it was never made
    }
    throw new YaguraError("E_OUTPUT", { file, message: codeOf(cause) }, { cause, exitCode: exit.failed });
  }
}

/** Where a path leads to; a link is followed, so that it stays one. */
function targetOf(file: string): { readonly path: string; readonly isFile: boolean; readonly mode: number } {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return { path: file, isFile: true, mode: 0o666 };
  return stats.isFile() ? { path: realpathSync(file), isFile: true, mode: stats.mode & 0o777 } : { path: file, isFile: false, mode: 0 };
}

/** Writes to standard output to the end; a reader that went away (`| head`) is no error. */
export async function writeOut(content: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (cause) => {
      if (!cause || codeOf(cause) === "EPIPE") resolve();
      else reject(new YaguraError("E_OUTPUT_STREAM", { message: codeOf(cause) }, { cause, exitCode: exit.failed }));
    });
  });
}
