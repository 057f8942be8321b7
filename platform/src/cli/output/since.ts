import { readFileSync } from "node:fs";
import { codeOf, YaguraError } from "../errors.ts";

/** Finding ids of an earlier JSON report. */
export function readSince(file: string): ReadonlySet<string> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") throw new YaguraError("E_FILE_MISSING", { file }, { cause });
    throw new YaguraError("E_FILE_UNREADABLE", { file, message: codeOf(cause) }, { cause });
  }
  let report: { schema?: unknown; findings?: unknown; suppressed?: unknown };
  try {
    report = JSON.parse(text) as typeof report;
  } catch (cause) {
    throw new YaguraError("E_SINCE", { file }, { cause });
  }
  if (report?.schema !== "yagura/report/1" || !Array.isArray(report.findings)) throw new YaguraError("E_SINCE", { file });
  return new Set((report.findings as { id?: unknown }[]).map((f) => f.id).filter((id): id is string => typeof id === "string"));
}
