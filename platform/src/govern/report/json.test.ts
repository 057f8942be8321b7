import { expect, test } from "vitest";
import { schemaErrors } from "../../../../test/schemas/validate.ts";
import type { Report } from "../../model/index.ts";
import { renderJson, renderNdjson } from "./json.ts";
import { cleanReport, sampleReport } from "./sample.ts";

const SCHEMA = "yagura-report.schema.json";

test.each([
  ["with everything", sampleReport],
  ["with nothing", cleanReport],
  ["compared with an earlier one", { ...sampleReport, resolved: ["0".repeat(32)], known: 3 }],
])("the JSON report keeps its schema: %s", (_, report) => {
  expect(schemaErrors(SCHEMA, JSON.parse(renderJson(report)))).toEqual([]);
});

test("the schema knows no other field", () => {
  expect(schemaErrors(SCHEMA, { ...sampleReport, surprise: 1 })).not.toEqual([]);
});

test("NDJSON: the head first, then a finding a line; together they are the report", () => {
  const lines = [...renderNdjson(sampleReport)].map((line) => JSON.parse(line) as { type: string });
  expect(lines.map((l) => l.type)).toEqual(["report", "finding", "finding", "finding", "finding", "finding"]);
  const strip = ({ type: _, ...rest }: { type: string }) => rest;
  const report = { ...strip(lines[0]!), findings: lines.slice(1).map(strip) } as unknown as Report;
  expect(report).toEqual(JSON.parse(renderJson(sampleReport)));
});
