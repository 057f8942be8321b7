import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { languages } from "../../model/index.ts";
import { renderJunit } from "./junit.ts";
import { cleanReport, sampleReport } from "./sample.ts";

const schema = fileURLToPath(new URL("../../../../test/schemas/jenkins-junit.xsd", import.meta.url));
const missing = spawnSync("xmllint", ["--version"]).error !== undefined;

function xmllint(xml: string): string {
  const { status, stderr } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", schema, "-"], { input: xml, encoding: "utf8" });
  return status === 0 ? "valid" : stderr;
}

test.runIf(process.env["CI"])("CI has xmllint", () => expect(missing).toBe(false));

for (const lang of languages) {
  test.skipIf(missing)(`the JUnit report is valid: ${lang}`, () => {
    expect(xmllint(renderJunit(sampleReport, lang))).toBe("valid");
    expect(xmllint(renderJunit(cleanReport, lang))).toBe("valid");
  });

  test(`the JUnit report reads the same as before: ${lang}`, async () => {
    await expect(renderJunit(sampleReport, lang)).toMatchFileSnapshot(`../../../../test/golden/formats/report.${lang}.junit.xml`);
  });
}

test.skipIf(missing)("the schema is really asked", () => {
  expect(xmllint('<testsuites><testsuite name="x"/></testsuites>')).toContain("tests");
});

test("half a character and the non-characters do not make the file unreadable", () => {
  const [first] = sampleReport.findings;
  const xml = renderJunit({ ...sampleReport, findings: [{ ...first!, subject: "\ud800 \uffff \u0000 ]]>" }] }, "en");
  expect(xml).toContain("\\ud800 \\uffff \\u0000 ]]&gt;");
  if (!missing) expect(xmllint(xml)).toBe("valid");
});

test("a failure is a failure, an undecided finding is skipped, a refused template is an error", () => {
  const xml = renderJunit(sampleReport, "en");
  expect(xml.match(/<failure /g)).toHaveLength(4); // three findings and the exception that has expired
  expect(xml.match(/<skipped>/g)).toHaveLength(5); // unknown, manual, accepted, a gap, a doubtful key
  expect(xml.match(/<error /g)).toHaveLength(3); // interrupted, a template that cannot be read, a fault
  expect(xml).toContain('tests="13" failures="4" errors="3"');
});

test("a clean report is green and has tests", () => {
  const xml = renderJunit(cleanReport, "en");
  expect(xml).not.toMatch(/<(failure|error|skipped)/);
  expect(xml).toContain('name="3 passed"');
});
