import { type Geo, geoFrom } from "../detect/behaviour/geo.ts";
import { YaguraError } from "./errors.ts";
import { readWhole } from "./read-whole.ts";

/** Places of addresses from MMDB files. One that is none, or is cut off, is an error: nothing in it would read as nothing known. */
export function geoOf(files: readonly string[]): Geo {
  return geoFrom(files.map(readWhole), (at) => {
    throw new YaguraError("E_GEO_FILE", { file: files[at] ?? "" });
  });
}
