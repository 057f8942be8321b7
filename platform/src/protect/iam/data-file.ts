import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** A JSON file of the package's data folder; gzip when its name says so. Throws when the file is not there. */
export function readDataFile(name: string): unknown {
  return JSON.parse(textOf(name));
}

/**
 * A file of many values, a line each: the key, a tab, the value as JSON. Most are never asked for, and each is parsed by who asks.
 * Throws when the file is not there.
 */
export function readDataLines(name: string): ReadonlyMap<string, string> {
  const text = textOf(name);
  const lines = new Map<string, string>();
  for (let start = 0; start < text.length; ) {
    const tab = text.indexOf("\t", start);
    const end = text.indexOf("\n", tab);
    lines.set(text.slice(start, tab), text.slice(tab + 1, end));
    start = end + 1;
  }
  return lines;
}

/** The folder stands beside `src` and beside the bundle: walk up from here to find it. An installation without its data must not judge. */
function textOf(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 6; up++) {
    const file = join(folder, "data", name);
    if (existsSync(file)) {
      const bytes = readFileSync(file);
      return (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    }
    folder = dirname(folder);
  }
  throw new Error(`data file ${name} is missing from the installation`);
}
