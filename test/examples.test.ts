import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { examples, failures, judgeFiles, type Row } from "./example.ts";

const listed = (name: string): readonly Row[] => JSON.parse(readFileSync(`${examples}${name}/expected.json`, "utf8")) as readonly Row[];

describe("orders-weak", () => {
  it("gives exactly the findings it lists", async () => {
    const report = await judgeFiles("orders-weak/template.yaml");
    expect(report.problems).toEqual([]);
    expect(report.faults).toEqual([]);
    expect(report.unrecognised).toEqual({});
    const found = failures(report);
    if (process.env["UPDATE_GOLDEN"]) {
      const lines = found.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
      writeFileSync(`${examples}orders-weak/expected.json`, `[\n${lines}\n]\n`);
    }
    expect(found).toEqual(listed("orders-weak"));
    expect(report.findings.filter(({ status }) => status === "unknown")).toEqual([]);
  });

  it("points every finding at a line of the template", async () => {
    const report = await judgeFiles("orders-weak/template.yaml");
    const lines = readFileSync(`${examples}orders-weak/template.yaml`, "utf8").split("\n").length;
    for (const finding of report.findings) {
      expect(finding.place?.file, finding.check).toMatch(/orders-weak\/template\.yaml$/);
      expect(finding.place?.line, finding.check).toBeGreaterThan(15);
      expect(finding.place?.line, finding.check).toBeLessThanOrEqual(lines);
    }
  });
});

describe("orders-hardened", () => {
  it("is clean: nothing fails, nothing is unknown, nothing is left to a person", async () => {
    const report = await judgeFiles("orders-hardened/template.yaml");
    expect(report.findings.map(({ status, check, resource, subject }) => `${status} ${check} ${resource.name} ${subject}`)).toEqual([]);
    expect(report.problems).toEqual([]);
    expect(report.unrecognised).toEqual({});
    expect(report.gaps).toEqual([]);
    expect(report.faults).toEqual([]);
  });

  it("is judged, not skipped: checks that find orders-weak weak pass here", async () => {
    const weak = new Set(failures(await judgeFiles("orders-weak/template.yaml")).map(({ check }) => check));
    const { tallies } = await judgeFiles("orders-hardened/template.yaml");
    const silent = [...weak].filter((check) => (tallies[check]?.pass ?? 0) === 0);
    expect(silent.sort()).toEqual([]);
  });
});
