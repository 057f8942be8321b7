import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Investigation, LogEvent } from "../../model/index.ts";
import { ocsfOf } from "../lake/ocsf/event.ts";
import { signalFinding } from "../lake/ocsf/finding.ts";

/**
 * Writes what belongs to a case into a folder: the answer, the records as AWS wrote them, the same as OCSF, the findings, and pages for
 * people. `json` writes a value so that it can be looked at on a terminal. `hashes.sha256` is in the form `sha256sum --check` takes.
 * Answers the names of the files.
 */
export function writeBundle(
  folder: string,
  found: Investigation,
  events: readonly LogEvent[],
  pages: Readonly<Record<string, string>>,
  json: (value: unknown, indent?: number) => string,
): readonly string[] {
  const lines = (values: readonly unknown[]) => values.map((value) => `${json(value)}\n`).join("");
  const files: Readonly<Record<string, string>> = {
    "investigation.json": `${json(found, 2)}\n`,
    "records.ndjson": lines(events.map((event) => event.record)),
    "events.ocsf.ndjson": lines(events.map((event) => ocsfOf(event).event)),
    "findings.ocsf.ndjson": lines(found.signals.map(signalFinding)),
    ...pages,
  };
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(files).toSorted();
  let hashes = "";
  for (const name of names) {
    const text = files[name] as string;
    writeFileSync(join(folder, name), text);
    hashes += `${createHash("sha256").update(text).digest("hex")}  ${name}\n`;
  }
  writeFileSync(join(folder, "hashes.sha256"), hashes);
  return names;
}
