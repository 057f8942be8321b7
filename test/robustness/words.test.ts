import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { explanation } from "../../platform/src/cli/commands/explain.ts";
import { problemSentence } from "../../platform/src/govern/report/text.ts";
import { languages } from "../../platform/src/model/index.ts";
import { checks } from "../../platform/src/protect/checks/index.ts";
import { configProblems } from "../../platform/src/words/config-problems.ts";
import { errorWords } from "../../platform/src/words/errors.ts";
import { evidenceWord } from "../../platform/src/words/evidence.ts";
import { problemWords } from "../../platform/src/words/problems.ts";
import { scanProblems } from "../../platform/src/words/scan-problems.ts";
import { ROOT, yagura } from "./yagura.ts";

const codes = [...Object.keys(errorWords), ...Object.keys(problemWords), ...Object.keys(configProblems), ...Object.keys(scanProblems)];
const WEAK = join(ROOT, "examples/orders-weak/template.yaml");
const ja = { LANG: "ja_JP.UTF-8" };

/** Names of AWS and of frameworks that are English in Japanese too. */
const NAMES = [
  /AWS Foundational Security Best Practices|CIS (?:AWS|Amazon Web Services)[\w ]*|OWASP[\w ]*|NIST[\w ]*|CSA[\w ]*|AWS[A-Z a-z]*|Amazon[A-Z a-z]*|Serverless (?:Lens|Application Repository|Framework)/g,
  /`[^`]*`/g,
];

/** Four English words in a row, on a line that is not a name, a command or a snippet. */
function leaks(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const bare = NAMES.reduce((rest, name) => rest.replaceAll(name, " · "), line);
    return /(?<![\w:/.{$-])(?:[A-Za-z]+['’]?[a-z]* ){3,}[a-z]{2,}(?![\w:/])/.test(bare) ? [line] : [];
  });
}

describe("every check and every code can be explained in both languages", () => {
  test.each(languages)("%s", (lang) => {
    for (const id of [...checks.map((c) => c.id), ...codes]) {
      const text = explanation(id, lang);
      expect(text, id).toContain(id);
      expect(text, id).not.toMatch(/\bundefined\b|\[object /);
      expect(/[\u3040-\u30ff\u4e00-\u9fff]/.test(text ?? ""), id).toBe(lang === "ja");
    }
    expect(explanation("E_NOTHING_LIKE_THAT", lang)).toBeUndefined();
  });
  test("the program prints them", async () => {
    for (const id of ["lambda/function-invocable-by-anyone", "E_TEMPLATE_SYNTAX", "E_SCAN_INTERRUPTED"]) {
      const { code, stdout } = await yagura(["explain", id, "--lang", "ja"]);
      expect([code, stdout]).toEqual([0, explanation(id, "ja")]);
    }
  });
});

test("codes are said once: no two tables share one", () => {
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes.filter((c) => !(c in errorWords))) expect(problemSentence(code), code).toBeDefined();
});

describe("no English in Japanese output", () => {
  test("the test sees a leak", () => {
    expect(leaks("これは the call failed for some reason")).toHaveLength(1);
    expect(leaks("AWS Identity and Access Management は名前です")).toEqual([]);
  });
  test("sentences of codes", () => {
    const names = new Proxy({} as Record<string, string>, { get: (_, key) => `<${String(key)}>` });
    for (const code of codes) {
      const sentence =
        (errorWords as Readonly<Record<string, { readonly ja: (d: Record<string, string>) => string }>>)[code] ?? problemSentence(code);
      expect(leaks(sentence!.ja(names)), code).toEqual([]);
    }
  });
  test("what checks show in place of a value", () => {
    for (const check of checks) {
      // As the check wrote it: a text of several plain words between quotes.
      const source = readFileSync(join(ROOT, `platform/src/protect/checks/${check.id}.ts`), "utf8");
      for (const [, text = ""] of source.matchAll(/(?:found|expected)[^"`\n]{0,60}"([^"\n]+)"/g)) {
        if (/^[A-Za-z]+(?: [a-z]+){2,}$/.test(text)) expect(evidenceWord(text, "ja"), `${check.id}: ${text}`).not.toBe(text);
      }
    }
  });
  test("words of checks", () => {
    const found = checks.flatMap(({ id, text }) =>
      Object.values(text.ja).flatMap((sentence) => leaks(sentence).map((line) => `${id}: ${line}`)),
    );
    expect(found).toEqual([]);
  });
  test("help", async () => {
    for (const args of [
      ["--help"],
      ...["scan", "check", "snapshot", "explain", "inventory", "responsibility", "lens", "frameworks", "doctor", "demo"].map((c) => [
        c,
        "--help",
      ]),
    ]) {
      const { stdout } = await yagura(args, { env: ja });
      expect(stdout).toMatch(/使い方:/);
      expect(leaks(stdout), args[0]).toEqual([]);
      expect(stdout).not.toMatch(/Usage:|Options:|Arguments:|Commands:|default:|choices:|display help/);
    }
  });
  test("reports and views", async () => {
    // The names in the example are English on purpose; the table shows them.
    const own = [...readFileSync(WEAK, "utf8").matchAll(/[A-Za-z]+(?: [A-Za-z]+){3,}/g)].map((m) => m[0]);
    const foreign = (text: string) => leaks(text).filter((line) => !own.some((words) => line.includes(words)));
    for (const args of [
      ["check", WEAK, "--fail-on", "none"],
      ["lens", WEAK],
      ["responsibility", WEAK],
      ["inventory", WEAK],
    ]) {
      const { stdout, stderr } = await yagura(args, { env: ja, cwd: ROOT });
      expect(foreign(stdout), args[0]).toEqual([]);
      expect(foreign(stderr), args[0]).toEqual([]);
    }
  });
});
