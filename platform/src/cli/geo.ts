import { readFileSync } from "node:fs";
import { type Geo, geoFrom } from "../detect/behaviour/geo.ts";
import { codeOf, YaguraError } from "./errors.ts";

/** Places of addresses from MMDB files. One that is none, or is cut off, is an error: nothing in it would read as nothing known. */
export function geoOf(files: readonly string[]): Geo {
  return geoFrom(files.map(readWhole), (at) => {
    throw new YaguraError("E_GEO_FILE", { file: files[at] ?? "" });
  });
}

function readWhole(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new YaguraError("E_FILE_UNREADABLE", { file, message: codeOf(cause) }, { cause });
  }
}
