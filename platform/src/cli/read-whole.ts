import { readFileSync } from "node:fs";
import { codeOf, YaguraError } from "./errors.ts";

/** A file that the user named; an error that says which, and why, when it cannot be read. */
export function readWhole(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new YaguraError("E_FILE_UNREADABLE", { file, message: codeOf(cause) }, { cause });
  }
}
