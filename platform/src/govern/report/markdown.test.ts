import { expect, test } from "vitest";
import { languages } from "../../model/index.ts";
import { code, plain, renderMarkdown } from "./markdown.ts";
import { cleanReport, NASTY, sampleReport } from "./sample.ts";

for (const lang of languages) {
  test(`the Markdown report reads the same as before: ${lang}`, async () => {
    await expect(renderMarkdown(sampleReport, { lang, perCheck: 20 })).toMatchFileSnapshot(
      `../../../../test/golden/formats/report.${lang}.md`,
    );
  });
}

test("text from outside is code, whatever it holds", () => {
  expect(code("a")).toBe("`a`");
  expect(code("a`b``c")).toBe("``` a`b``c ```");
  expect(code("")).toBe("`  `");
  expect(code("x\ny")).toBe("`x\\u000ay`");
});

test("sentences call nobody and carry no markup", () => {
  expect(plain("<b>@team</b> *x* [a](b) & |")).toBe("\\<b\\>@<!-- -->team\\</b\\> \\*x\\* \\[a\\](b) &amp; \\|");
});

test("no tag, mention or cell end from a name survives outside code", () => {
  const text = renderMarkdown(sampleReport, { lang: "en", perCheck: 0 });
  const outside = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");
  expect(outside).not.toMatch(/onerror|<img|@everyone/);
  expect(text).toContain(code(NASTY).replaceAll("|", "\\|"));
  for (const row of text.split("\n").filter((line) => line.startsWith("| ") && line.includes("`"))) {
    expect(row.replaceAll("\\|", "").split("|")).toHaveLength(5);
  }
});

test("rows beyond the number wanted are counted", () => {
  const many = Array.from({ length: 30 }, (_, i) => ({
    ...sampleReport.findings[1]!,
    id: String(i),
    resource: { ...sampleReport.findings[1]!.resource, id: `r${i}`, name: `r${i}` },
  }));
  expect(renderMarkdown({ ...sampleReport, findings: many }, { lang: "en", perCheck: 20 })).toContain("… and 10 more");
  expect(renderMarkdown({ ...sampleReport, findings: many }, { lang: "en", perCheck: 0 })).toContain("`r29`");
});

test("a limit in bytes is kept, and what is missing is counted", () => {
  const whole = renderMarkdown(sampleReport, { lang: "ja", perCheck: 0 });
  const limit = Buffer.byteLength(whole) - 400;
  const cut = renderMarkdown(sampleReport, { lang: "ja", perCheck: 0, limit });
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit);
  expect(cut).toMatch(/ほか \d 件は表示しきれませんでした/);
});

test("a clean report says what was looked at and that nothing was missed", () => {
  const text = renderMarkdown(cleanReport, { lang: "en", perCheck: 20 });
  expect(text).toContain("No finding needs attention.");
  expect(text).toContain("Everything asked for was read.");
});
