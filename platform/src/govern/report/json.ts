import type { Report } from "../../model/index.ts";

/** The whole report as one JSON object; its shape is versioned by `schema`. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** One finding a line; the first line is the report without its findings. */
export function* renderNdjson(report: Report): Generator<string> {
  const { findings, ...head } = report;
  yield `${JSON.stringify({ type: "report", ...head })}\n`;
  for (const finding of findings) yield `${JSON.stringify({ type: "finding", ...finding })}\n`;
}
