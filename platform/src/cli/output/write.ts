import { renameSync, unlinkSync, writeFileSync } from "node:fs";
import { messageOf, YaguraError } from "../errors.ts";

/** Writes a whole file or nothing: to a neighbour first, then renamed. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (cause) {
    try {
      unlinkSync(draft);
    } catch {
      // it was never made
    }
    throw new YaguraError("E_OUTPUT", { file, message: messageOf(cause) }, { cause, exitCode: 4 });
  }
}

/** Writes to standard output to the end; a reader that went away (`| head`) is no error. */
export async function writeOut(content: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.once("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" ? resolve() : reject(error)));
    process.stdout.write(content, () => resolve());
  });
}
