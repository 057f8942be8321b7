import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/**
 * A JSON file of the package's data folder; gzip when its name says so. The folder stands beside `src` and beside the bundle:
 * walk up from here to find it. Throws when the file is not there: an installation without its data must not judge.
 */
export function readDataFile(name: string): unknown {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 6; up++) {
    const file = join(folder, "data", name);
    if (existsSync(file)) {
      const bytes = readFileSync(file);
      return JSON.parse((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
    }
    folder = dirname(folder);
  }
  throw new Error(`data file ${name} is missing from the installation`);
}
