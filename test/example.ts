import { fileURLToPath } from "node:url";
import { loadTemplates } from "../platform/src/identify/template/index.ts";
import type { Estate, Finding, Report } from "../platform/src/model/index.ts";
import { run } from "../platform/src/pipeline.ts";
import { checks } from "../platform/src/protect/checks/index.ts";

export const examples = fileURLToPath(new URL("../examples/", import.meta.url));

/** The day the examples are judged on: what is near its end of support depends on it. */
export const exampleTime = new Date("2026-11-22T00:00:00.000Z");

export interface Row {
  readonly check: string;
  readonly kind: string;
  readonly name: string;
  readonly subject: string;
}

/** Runs the whole pipeline over files of an example. */
export async function judgeFiles(...paths: readonly string[]): Promise<Report> {
  return judge(await loadTemplates(paths.map((path) => examples + path)));
}

export async function judge(estate: Estate): Promise<Report> {
  const { report } = await run([async () => estate], { version: "test", now: exampleTime, checks, signal: new AbortController().signal });
  return report;
}

export function rowOf({ check, resource, subject }: Finding): Row {
  return { check, kind: resource.kind, name: resource.name, subject };
}

const text = (row: Row): string => [row.check, row.kind, row.name, row.subject].join("\n");

export function sorted(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

/** The failures of a report, as the examples list them. */
export function failures(report: Report): readonly Row[] {
  return sorted(report.findings.filter(({ status }) => status === "fail").map(rowOf));
}
