import { describe, expect, test } from "vitest";
import { type CheckInfo, emptyTally, type Tally } from "../../model/index.ts";
import { matrixOf } from "./matrix.ts";

const text = { title: "t", risk: "r", fix: "f" };
const check = (id: string, requirement: string): CheckInfo => ({
  id,
  on: "LambdaFunction",
  severity: "high",
  layer: "compute",
  topic: "data-protection",
  csf: ["PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": [requirement] },
  text: { en: text, ja: text },
});
const report = (tallies: Record<string, Partial<Tally>>, ...checks: CheckInfo[]) => ({
  checks: Object.fromEntries(checks.map((c) => [c.id, c])),
  tallies: Object.fromEntries(Object.entries(tallies).map(([id, t]) => [id, { ...emptyTally(), ...t }])),
  findings: [],
  suppressed: [],
});
const row = (given: ReturnType<typeof report>, id = "4.6") => matrixOf("cis-aws-compute-1.0.0", given).rows.find((r) => r.id === id);

describe("the status of a requirement", () => {
  const rows: [string, Partial<Tally>, string][] = [
    ["one failure among passes", { pass: 9, fail: 1 }, "fail"],
    ["one unknown keeps it from passing", { pass: 9, unknown: 1 }, "unknown"],
    ["a failure outweighs an unknown", { fail: 1, unknown: 1 }, "fail"],
    ["all pass", { pass: 3 }, "pass"],
    ["a person decides", { pass: 3, manual: 1 }, "manual"],
    ["no resource of that kind", {}, "not-applicable"],
  ];
  test.each(rows)("%s", (_, tally, expected) => {
    expect(row(report({ "a/b": tally }, check("a/b", "4.6")))?.status).toBe(expected);
  });
  test("without a check it stays with a person", () => expect(row(report({}))?.status).toBe("manual"));
  test("two checks are added up", () => {
    const given = report({ "a/b": { pass: 1 }, "a/c": { fail: 1 } }, check("a/b", "4.6"), check("a/c", "4.6"));
    expect(row(given)?.status).toBe("fail");
    expect(row(given)?.checks).toEqual(["a/b", "a/c"]);
  });
  test("retired services are not applicable, and every requirement is counted once", () => {
    const matrix = matrixOf("cis-aws-three-tier-1.0.0", report({}));
    expect(matrix.rows.find((r) => r.id === "4.4")?.status).toBe("not-applicable");
    expect(Object.values(matrix.totals).reduce((a, b) => a + b, 0)).toBe(matrix.rows.length);
  });
  test("CSF subcategories are reached through the checks", () => {
    expect(matrixOf("nist-csf-1.1", report({ "a/b": { fail: 1 } }, check("a/b", "4.6"))).rows.find((r) => r.id === "PR.AC-4")?.status).toBe(
      "fail",
    );
  });
});
