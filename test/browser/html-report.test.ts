import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { renderHtml } from "../../platform/src/govern/report/html.ts";
import { cleanReport, NASTY, sampleFindings, sampleReport } from "../../platform/src/govern/report/sample.ts";
import type { Lang, Report } from "../../platform/src/model/index.ts";
import { browserFor, missing, violations } from "./browser.ts";

const show = browserFor();

type How = Parameters<typeof show>[1] & { readonly lang?: Lang };
const open = (report: Report, { lang = "en", ...how }: How = {}) => show(renderHtml(report, lang), how);
const rows = (page: Page) => page.locator("#rows > tr:not(.detail)");

for (const lang of ["en", "ja"] as const) {
  for (const scheme of ["light", "dark"] as const) {
    test.skipIf(missing)(`accessible: ${lang}, ${scheme}`, async () => {
      const { page } = await open(sampleReport, { lang, scheme, bypassCsp: true });
      for (const button of await page.locator("#rows button").all()) await button.click();
      expect(await page.locator(".detail").count()).toBe(sampleFindings.length);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.lang")).toBe(lang);
    });
  }
}

test.skipIf(missing)("accessible with nothing found", async () => {
  const { page } = await open(cleanReport, { bypassCsp: true });
  expect(await violations(page)).toEqual([]);
  expect(await page.locator("main").innerText()).toContain("No finding needs attention.");
});

test.skipIf(missing)("names are text: nothing runs, nothing is loaded, nothing is hidden", async () => {
  const { page, faults } = await open(sampleReport);
  await page.locator("#rows button").first().click();
  const shown = NASTY.replace("\u0007", "\\u0007").replace("\u202E", "\\u202e").replace("\u2028", "\\u2028");
  expect(await rows(page).first().locator("th").innerText()).toContain(shown);
  expect(await page.locator(".detail").innerText()).toContain("</script><!--");
  expect(await page.locator("img").count()).toBe(0);
  expect(faults).toEqual([]);
});

test.skipIf(missing)("the policy of the page stops any other script", async () => {
  const { page, faults } = await open(sampleReport);
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = \"broken\"' }))",
  );
  expect(await page.title()).toBe("Yagura report");
  expect(faults.join()).toContain("Content Security Policy");
});

test.skipIf(missing)("the language changes at once, everywhere, and back", async () => {
  const { page, faults } = await open(sampleReport);
  await page.locator("#rows button").nth(3).click();
  await page.getByRole("button", { name: "日本語", exact: true }).click();
  expect(await page.evaluate("document.documentElement.lang")).toBe("ja");
  expect(await page.title()).toBe("Yagura レポート");
  const text = await page.locator("body").innerText();
  for (const part of ["検出事項", "確認できなかったもの", "アクセスが拒否されました"]) expect(text).toContain(part);
  expect(text).not.toContain("Not seen");
  await page.getByRole("button", { name: "English", exact: true }).click();
  expect(await page.locator("body").innerText()).toContain("access denied; add s3:GetBucketPolicy");
  expect(faults).toEqual([]);
});

test.skipIf(missing)("light and dark by the button, whatever the system says", async () => {
  const { page } = await open(sampleReport, { scheme: "dark", bypassCsp: true });
  await page.locator("#theme").click();
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  expect(await violations(page)).toEqual([]);
  await page.locator("#theme").click();
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(17, 23, 29)");
});

test.skipIf(missing)("the address may name the language", async () => {
  const { page } = await open(sampleReport, { query: "?lang=ja" });
  expect(await page.evaluate("document.documentElement.lang")).toBe("ja");
});

test.skipIf(missing)("a finding reads: what, why, what to do, evidence", async () => {
  const { page } = await open(sampleReport);
  await page.locator("#rows button").first().click();
  expect(await page.locator(".detail h3").allInnerTexts()).toEqual(["What is wrong", "Why it matters", "What to do", "Evidence"]);
  expect(await page.locator(".detail pre").count()).toBe(3);
  expect(await page.locator("#rows button").first().getAttribute("aria-expanded")).toBe("true");
});

test.skipIf(missing)("filters narrow the list and are told", async () => {
  const { page } = await open(sampleReport);
  expect(await rows(page).count()).toBe(5);
  await page.locator("#f-status").selectOption("fail");
  expect(await page.locator("#count").innerText()).toBe("3 of 5 findings");
  await page.locator("#f-severity").selectOption("info");
  expect(await rows(page).count()).toBe(1);
  await page.locator("#clear").click();
  await page.locator("#f-text").fill("GETBUCKETPOLICY locked");
  await expect.poll(() => page.locator("#count").innerText()).toBe("1 of 5 findings");
  await page.locator("#f-text").fill("nothing like this");
  await expect.poll(() => page.locator("#rows").innerText()).toBe("No finding fits the filters.");
  await page.locator("#clear").click();
  await page.locator("#f-region").selectOption("ap-northeast-1");
  expect(await rows(page).count()).toBe(1);
  await page.locator("button[data-check='s3/bucket-public'][data-status='unknown']").click();
  expect(await page.locator("#count").innerText()).toBe("1 of 5 findings");
});

test.skipIf(missing)("a small fault of many resources is one row that opens to their names, then each of them", async () => {
  const info = sampleFindings.find((f) => f.severity === "info")!;
  const findings = Array.from({ length: 12 }, (_, i) => ({
    ...info,
    id: i.toString(16).padStart(32, "0"),
    evidence: [{ path: "KmsMasterKeyId", found: "not set" }],
    resource: { ...info.resource, id: `arn:queue-${i}`, name: `queue-${i}` },
  }));
  const tallies = { [info.check]: { pass: 3, fail: 12, unknown: 0, manual: 0, "not-applicable": 0 } };
  const { page, faults } = await open({ ...sampleReport, findings, tallies }, { bypassCsp: true, lang: "ja" });
  expect(await rows(page).count()).toBe(1);
  expect(await rows(page).locator("th").innerText()).toBe("リソース 15 件中 12 件");
  expect(await page.locator("#count").innerText()).toBe("検出事項 12 件中 12 件を表示");
  await page.locator("#rows button").first().click();
  expect(await page.locator(".detail li").allInnerTexts()).toEqual(findings.map((f) => f.resource.name));
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "検出事項を個別に表示" }).click();
  expect(await rows(page).count()).toBe(12);
  await page.locator("#rows button").first().click();
  expect(await page.locator(".detail").innerText()).toContain("未設定");
  await page.getByRole("button", { name: "English", exact: true }).click();
  expect(await page.locator(".detail").innerText()).toContain("not set");
  await page.locator("#clear").click();
  expect(await rows(page).count()).toBe(1);
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator(".detail").count()).toBe(12);
  expect(faults).toEqual([]);
});

test.skipIf(missing)("works by keyboard alone", async () => {
  const { page } = await open(sampleReport);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.className")).toBe("skip");
  await page.locator("#rows button").first().focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".detail").count()).toBe(1);
  await page.keyboard.press("Space");
  expect(await page.locator(".detail").count()).toBe(0);
});

test.skipIf(missing)("without scripts the counts and what was not seen are there", async () => {
  const { page } = await open(sampleReport, { scripts: false });
  const text = await page.locator("body").innerText();
  for (const part of ["Summary", "s3:GetBucketPolicy", "AWS::New::Thing", "The scan was interrupted", "Public on purpose"])
    expect(text).toContain(part);
  expect(await page.locator("#filters").isVisible()).toBe(false);
});

test.skipIf(missing)("printed: dark on white, every finding is open, no controls", async () => {
  const { page } = await open(sampleReport, { scheme: "dark" });
  const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  expect(await ground()).toBe("rgb(17, 23, 29)");
  await page.emulateMedia({ media: "print" });
  expect(await ground()).toBe("rgb(255, 255, 255)");
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator(".detail").count()).toBe(5);
  expect(await page.locator("#filters").isVisible()).toBe(false);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await page.locator(".detail").count()).toBe(0);
});

test.skipIf(missing)("50,000 findings open and filter without freezing", async () => {
  const findings = Array.from({ length: 50_000 }, (_, i) => {
    const f = sampleFindings[i % sampleFindings.length]!;
    return { ...f, id: i.toString(16).padStart(32, "0"), resource: { ...f.resource, name: `resource-${i}`, id: `${f.resource.id}-${i}` } };
  });
  const before = performance.now();
  const { page } = await open({ ...sampleReport, findings });
  expect(await rows(page).count()).toBe(100);
  expect(performance.now() - before).toBeLessThan(10_000);
  const took = (await page.evaluate(`(() => {
    const start = performance.now();
    document.getElementById("f-text").value = "resource-49999";
    document.getElementById("filters").requestSubmit();
    return performance.now() - start;
  })()`)) as number;
  expect(took).toBeLessThan(3000);
  expect(await page.locator("#count").innerText()).toBe("1 of 50,000 findings");
  await page.locator("#clear").click();
  await page.locator("#more").click();
  expect(await rows(page).count()).toBe(200);
});
