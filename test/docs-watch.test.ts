import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder, ROOT, yagura } from "./robustness/yagura.ts";

const at = folder();
const pages = ["en", "ja"].map((lang) => [lang, readFileSync(`${ROOT}docs/${lang}/watch.md`, "utf8")] as const);
const templateOf = (page: string) => /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

describe.each(pages)("the page on watching: %s", (lang, page) => {
  test("is linked, and says nothing of options that there are not", async () => {
    const readme = readFileSync(`${ROOT}${lang === "en" ? "README.md" : "README.ja.md"}`, "utf8");
    expect(readme).toContain(`(docs/${lang}/watch.md)`);
    const { stdout } = await yagura(["watch", "--help", "--lang", "en"]);
    const watch = page.split("\n").filter((line) => !line.includes("aws ") && !line.includes("npm run"));
    const options = new Set(watch.join("\n").match(/--[a-z]+/g));
    expect(options.size).toBeGreaterThan(4);
    for (const option of options) expect(stdout).toContain(option);
  });

  test("its template has no finding", async () => {
    const file = join(at, `watch-${lang}.yaml`);
    writeFileSync(file, templateOf(page));
    const { code, stdout } = await yagura(["check", file, "--format", "json", "--no-progress", "--fail-on", "info"]);
    const { findings } = JSON.parse(stdout) as { findings: readonly unknown[] };
    expect([code, findings]).toEqual([0, []]);
  });
});

test("both languages have the same template", () => {
  const [en, ja] = pages.map(([, page]) => templateOf(page));
  expect(en).toContain("AWS::SQS::Queue");
  expect(ja).toBe(en);
});
