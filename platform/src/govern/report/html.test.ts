import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { languages } from "../../model/index.ts";
import { h } from "./html/page.ts";
import { embed, renderHtml } from "./html.ts";
import { cleanReport, NASTY, sampleReport } from "./sample.ts";

const page = renderHtml(sampleReport, "en");

test("embedded data cannot end its element and reads back the same", () => {
  const value = { a: "</script><!--<script>", b: "\u2028\u2029&", [NASTY]: NASTY };
  expect(embed(value)).not.toMatch(/[<>&\u2028\u2029]/u);
  expect(JSON.parse(embed(value))).toEqual(value);
});

test("text is escaped for elements and attributes, and what cannot be seen is shown", () => {
  expect(h("<a href='x\">&\u202e\u0000")).toBe("&lt;a href=&#39;x&quot;&gt;&amp;\\u202e\\u0000");
});

test("the policy allows exactly the style and the script that are in the page", () => {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const [style] = page.match(/(?<=<style>)[\s\S]*?(?=<\/style>)/) ?? [];
  const [script] = page.match(/(?<=<script>)[\s\S]*?(?=<\/script>)/) ?? [];
  expect(page).toContain(`style-src ${hash(style ?? "")}; script-src ${hash(script ?? "")};`);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toContain("unsafe");
});

test("the page names nothing to load: no address, no attribute that runs", () => {
  expect(page).not.toMatch(/https?:\/\//);
  expect(page).not.toMatch(/<(link|img|iframe|object|embed|base)\b/);
  expect(page).not.toMatch(/<[^>]*\s(on[a-z]+|style|src)=/);
});

test("names of the outside appear only escaped", () => {
  expect(page).not.toContain("<img");
  expect(page).not.toContain("<b>title</b>");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2028]/u);
});

test.each(languages)("the page begins in the language of the run: %s", (lang) => {
  expect(renderHtml(sampleReport, lang)).toContain(`<html lang="${lang}">`);
});

test("every sentence is there in both languages, the same number of times", () => {
  for (const text of [page, renderHtml(cleanReport, "ja")]) {
    const count = (lang: string) => text.match(new RegExp(`<span lang="${lang}">`, "g"))?.length;
    expect(count("en")).toBe(count("ja"));
  }
});

test("what was not seen is in the page without its script", () => {
  const body = page.slice(0, page.indexOf('<script type="application/json"'));
  for (const part of ["s3:GetBucketPolicy", "AWS::New::Thing", "sqs:ListQueues", "app/broken.yaml:7", "TypeError: &lt;odd&gt;"])
    expect(body).toContain(part);
});
