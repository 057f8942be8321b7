import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sampleFindings, sampleReport } from "../../govern/report/sample.ts";
import { annotations, tellGithub } from "./github.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yagura-github-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a finding stands at its line, with everything escaped", () => {
  const lines = annotations(sampleReport, "en", "/repo", "/repo");
  expect(lines[0]).toMatch(/^::warning file=app\/twice\.yaml,line=3,col=1,title=E_TEMPLATE_DUPLICATE_KEY::/);
  const error = lines.find((line) => line.startsWith("::error"));
  expect(error).toContain(
    "file=app/my template #1.yaml,line=12,col=7,title=The <b>title</b> of lambda/function-invocable-by-anyone | pipe::",
  );
  for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
});

test("names cannot end a property or start a command", () => {
  const report = {
    ...sampleReport,
    problems: [],
    findings: [{ ...sampleFindings[0]!, place: { file: "a,b:c%.yaml", line: 1 }, subject: "x\n::error::y" }],
  };
  expect(annotations(report, "ja", "/repo", "/repo")).toEqual([
    expect.stringMatching(/^::error file=a%2Cb%3Ac%25\.yaml,line=1,title=.*::.*x\\u000a::error::y/),
  ]);
});

test("files are named from the checkout, also when started below it; others have no file", () => {
  const at = (file: string) => ({ ...sampleReport, problems: [], findings: [{ ...sampleFindings[0]!, place: { file, line: 1 } }] });
  expect(annotations(at("t.yaml"), "en", "/repo", "/repo/app")[0]).toContain("file=app/t.yaml,");
  expect(annotations(at("/else/t.yaml"), "en", "/repo", "/repo")[0]).toMatch(/^::error title=/);
});

test("no more than GitHub shows", () => {
  const findings = Array.from({ length: 40 }, () => sampleFindings[0]!);
  expect(annotations({ ...sampleReport, problems: [], findings }, "en", "/repo", "/repo")).toHaveLength(10);
});

test("the summary is appended, and stays under GitHub's limit", () => {
  const file = join(folder, "summary.md");
  writeFileSync(file, "before\n");
  const long = "長".repeat(3000);
  const findings = Array.from({ length: 400 }, (_, i) => ({ ...sampleFindings[0]!, check: `x/${i}`, subject: long }));
  tellGithub({ ...sampleReport, findings }, "ja", { GITHUB_STEP_SUMMARY: file }, "/repo", () => undefined);
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(/^before\n# Yagura レポート/);
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text).toContain("表示しきれませんでした");
});

test("a summary that cannot be written is a warning", () => {
  const said: string[] = [];
  tellGithub(sampleReport, "en", { GITHUB_STEP_SUMMARY: join(folder, "no", "such") }, "/repo", (text) => said.push(text));
  expect(said.at(-1)).toMatch(/^::warning title=GITHUB_STEP_SUMMARY::ENOENT/);
});
