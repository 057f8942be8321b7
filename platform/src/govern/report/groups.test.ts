import { expect, test } from "vitest";
import { type Finding, languages, type Report } from "../../model/index.ts";
import { pageData } from "./html/data.ts";
import { renderMarkdown } from "./markdown.ts";
import { sampleFindings, sampleReport } from "./sample.ts";
import { renderTable } from "./table.ts";
import { groupFindings, shownFindings, summed } from "./text.ts";

const info = sampleFindings.find((f) => f.severity === "info")!;
const named = (name: string, more: Partial<Finding> = {}): Finding => ({
  ...info,
  id: name,
  evidence: [{ path: "KmsMasterKeyId", found: "not set" }],
  ...more,
  resource: { ...info.resource, id: `arn:${name}`, name },
});
const queues = Array.from({ length: 12 }, (_, i) => named(`queue-${i}`));
const report: Report = {
  ...sampleReport,
  findings: queues,
  tallies: { [info.check]: { pass: 3, fail: 12, unknown: 0, manual: 0, "not-applicable": 0 } },
};

test("many resources with the same small fault are one row in the table; all of them when asked", () => {
  const row = { en: "12 of 15 resources: queue-0, ", ja: "リソース 15 件中 12 件: queue-0, " };
  const hint = { en: "--all-findings lists", ja: "--all-findings を付けると" };
  for (const lang of languages) {
    const text = renderTable(report, { lang, color: false, perCheck: 5 });
    expect(text).toContain(row[lang]);
    expect(text).toContain(hint[lang]);
    expect(text).toContain("queue-4");
    expect(text).not.toContain("queue-5");
    expect(text).not.toContain("KmsMasterKeyId");
    const all = renderTable(report, { lang, color: false, perCheck: 0 });
    expect(all.match(/KmsMasterKeyId/g)).toHaveLength(12);
    expect(all).not.toContain(row[lang]);
    expect(all).not.toContain(hint[lang]);
  }
});

test("in Markdown all their names are in that row", () => {
  const text = renderMarkdown(report, { lang: "ja", perCheck: 20 });
  expect(text).toContain("リソース 15 件中 12 件: `queue-0`, `queue-1`");
  expect(text).toContain("`queue-11`");
  expect(text).not.toContain("KmsMasterKeyId");
  expect(renderMarkdown(report, { lang: "ja", perCheck: 0 }).match(/KmsMasterKeyId/g)).toHaveLength(12);
});

test("nothing else is made one row: one resource, a graver fault, an unknown", () => {
  const [alone] = groupFindings([named("a", { subject: "1" }), { ...named("a"), subject: "2" }]);
  const [grave] = groupFindings([named("a", { severity: "medium" }), named("b", { severity: "medium" })]);
  const [gap] = groupFindings([named("a", { status: "unknown" }), named("b", { status: "unknown" })]);
  const [many] = groupFindings([named("a", { subject: "1" }), named("a", { subject: "2" }), named("b")]);
  expect([alone, grave, gap, many].map((group) => summed(group!))).toEqual([undefined, undefined, undefined, ["a", "b"]]);
});

test("what another failure of the same resource says already is not said again, and stays in the data", () => {
  const first = sampleReport.checks["s3/bucket-public"]!;
  const checks = { ...sampleReport.checks, "x/implied": { ...first, id: "x/implied", impliedBy: info.check } };
  const both = { ...report, checks, findings: [named("a"), named("a", { check: "x/implied" }), named("b", { check: "x/implied" })] };
  expect(shownFindings(both).map((f) => [f.check, f.resource.name])).toEqual([
    [info.check, "a"],
    ["x/implied", "b"],
  ]);
  const unsure = { ...both, findings: [named("a", { status: "unknown" }), named("a", { check: "x/implied" })] };
  expect(shownFindings(unsure)).toHaveLength(2);
  expect(renderTable(both, { lang: "en", color: false, perCheck: 5 })).toContain("--all-findings");
  expect(renderTable(both, { lang: "en", color: false, perCheck: 0 }).match(/KmsMasterKeyId/g)).toHaveLength(3);
});

test("evidence that is words is in the page in both languages, values once", () => {
  const worded = pageData({ ...report, findings: [named("a")] }, "en").findings[0]!;
  expect(worded[11]).toEqual([["KmsMasterKeyId", "not set", "", "", "未設定", ""]]);
  const value = pageData({ ...report, findings: [named("a", { evidence: [{ found: { a: 1 } }] })] }, "en").findings[0]!;
  expect(value[11]).toEqual([["", '{"a":1}', "", ""]]);
});
