import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tables } from "./cases/index.ts";
import { rulesPage } from "./page.test-helper.ts";
import { rules } from "./rules.ts";

const ROOT = new URL("../../../../../", import.meta.url);
const names = new Set(Object.values(tables).flatMap((cases) => cases.map(({ name }) => name)));

it("every rule has its case", () => {
  expect(rules.filter((rule) => !names.has(rule.case)).map((rule) => `${rule.id}: ${rule.case}`)).toEqual([]);
});

it("no two rules have one id", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

it("every rule names a page of the AWS documentation", () => {
  for (const { page } of rules) expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[A-Za-z0-9]+\/latest\/.+\.html(#.+)?$/);
});

it.each(["en", "ja"] as const)("docs/%s/policy-evaluation.md is up to date; else run `npm run docs`", (lang) => {
  const file = fileURLToPath(new URL(`docs/${lang}/policy-evaluation.md`, ROOT));
  if (process.env["UPDATE_DOCS"]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, rulesPage(lang));
  }
  expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(rulesPage(lang));
});
