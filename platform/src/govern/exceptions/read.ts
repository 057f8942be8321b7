import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { Exception, Problem } from "../../model/index.ts";

const FIELDS = new Set(["finding", "check", "resource", "subject", "reason", "owner", "until"]);
const REQUIRED = ["reason", "owner", "until"] as const;

/**
 * Reads the `exceptions:` list of a `.yagura.yaml`. Anything wrong is a problem with its line, and then nothing is
 * suppressed at all: a half-read exception file must not hide findings.
 */
export function readExceptions(
  file: string,
  text: string,
): { readonly exceptions: readonly Exception[]; readonly problems: readonly Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const problems: Problem[] = [];
  const problem = (code: string, offset: number, detail: Problem["detail"] = {}) => {
    const { line, col } = counter.linePos(offset);
    problems.push({ code, detail, place: { file, line, column: col } });
  };
  for (const error of document.errors) problem("E_EXCEPTIONS_YAML", error.pos[0], { message: error.code });
  if (problems.length > 0) return { exceptions: [], problems };
  const rows = document.get("exceptions", true);
  if (rows === undefined || rows === null) return { exceptions: [], problems };
  if (!isSeq(rows)) {
    problem("E_EXCEPTIONS_LIST", 0);
    return { exceptions: [], problems };
  }
  const exceptions: Exception[] = [];
  for (const row of rows.items) {
    if (!isMap(row)) {
      problem("E_EXCEPTIONS_LIST", (row as { range?: [number] }).range?.[0] ?? 0);
      continue;
    }
    const offset = row.range?.[0] ?? 0;
    const values = row.toJSON() as Record<string, unknown>;
    const before = problems.length;
    for (const field of Object.keys(values)) if (!FIELDS.has(field)) problem("E_EXCEPTIONS_FIELD", offset, { field });
    for (const field of REQUIRED) {
      const value = values[field];
      if (typeof value !== "string" || value.trim() === "") problem("E_EXCEPTIONS_MISSING", offset, { field });
    }
    const until = values["until"];
    if (typeof until === "string" && !isDay(until)) problem("E_EXCEPTIONS_DATE", offset, { value: until });
    if (values["finding"] === undefined && (values["check"] === undefined || values["resource"] === undefined))
      problem("E_EXCEPTIONS_TARGET", offset);
    if (problems.length === before) exceptions.push({ ...(values as unknown as Exception), line: counter.linePos(offset).line });
  }
  return problems.length > 0 ? { exceptions: [], problems } : { exceptions, problems };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
