import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { investigationHtml } from "../../platform/src/govern/investigation/html.ts";
import type { Lang } from "../../platform/src/model/index.ts";
import { investigateWords } from "../../platform/src/words/investigate.ts";
import { browserFor, missing, violations } from "./browser.ts";
import { HOSTILE, hostileInvestigation, sampleInvestigation, unplacedInvestigation } from "./investigation-sample.ts";

const show = browserFor();

type How = Parameters<typeof show>[1] & { readonly lang?: Lang };
const open = (found: typeof sampleInvestigation, { lang = "en", ...how }: How = {}) => show(investigationHtml(found, lang), how);
const shown = (page: Page) => page.locator("main:visible");

const widths = [1280, 390];
for (const width of widths) {
  for (const lang of ["en", "ja"] as const) {
    for (const scheme of ["light", "dark"] as const) {
      test.skipIf(missing)(`accessible, and nothing sticks out: ${width} px, ${lang}, ${scheme}`, async () => {
        const { page } = await open(sampleInvestigation, { lang, scheme, width, bypassCsp: true });
        for (const summary of await shown(page).locator("summary").all()) await summary.click();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        expect(await clipped(page)).toEqual([]);
      });
    }
  }
}

/** Texts of drawings that are not wholly inside of them, or lie on each other. */
async function clipped(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`(() => {
    const out = [];
    for (const svg of document.querySelectorAll("svg[role=img]")) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      const boxes = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
      for (const { text, box } of boxes)
        if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) out.push("outside: " + text);
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
        const over = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (over > 1 && down > 5) out.push(a.text + " over " + b.text);
      }));
    }
    return out;
  })()`)) as readonly string[];
}

test.skipIf(missing).each([1280, 390])("each drawing is there once, readable, with its twin: %i px", async (width) => {
  const { page } = await open(sampleInvestigation, { width });
  const drawings = page.locator("svg[role=img]:visible");
  expect(await drawings.count()).toBe(3);
  for (const drawing of await drawings.all()) {
    expect((await drawing.locator("text").first().boundingBox())?.height).toBeGreaterThan(10);
    const section = drawing.locator("xpath=ancestor::section");
    expect(await section.locator("table").count()).toBeGreaterThan(0);
  }
  const [moment] = sampleInvestigation.timeline;
  for (const text of [moment?.ip ?? "", ...sampleInvestigation.related.map((r) => r.value), ...sampleInvestigation.places.map((p) => p.ip)])
    expect(await shown(page).locator("table").getByText(text, { exact: true }).count(), text).toBeGreaterThan(0);
});

test.skipIf(missing)("the map groups addresses of one place and says how many it cannot show", async () => {
  const { page } = await open(sampleInvestigation);
  const map = shown(page).locator(".at-wide .map[role=img]");
  expect(await map.locator("text").allTextContents()).toContain("JP 2");
  expect(await map.locator("path.new").count()).toBe(1);
  expect(await shown(page).innerText()).toContain("3 of 4 addresses have a known place.");
  expect(await shown(page).locator("tr", { hasText: "10.0.0.5" }).innerText()).toContain("not known");
});

for (const lang of ["en", "ja"] as const) {
  test.skipIf(missing)(`without a geography file there is no map, and the page says so: ${lang}`, async () => {
    const { page } = await open(unplacedInvestigation, { lang });
    expect(await page.locator("svg.map[role=img]").count()).toBe(0);
    const places = shown(page).locator("section", { hasText: investigateWords[lang].places }).last();
    expect(await places.innerText()).toContain("--geo");
    for (const { ip } of unplacedInvestigation.places) expect(await places.innerText()).toContain(ip);
  });
}

test.skipIf(missing)("names are text: nothing runs, nothing is loaded, nothing is hidden", async () => {
  const { page, faults } = await open(hostileInvestigation);
  for (const summary of await shown(page).locator("summary").all()) await summary.click();
  const text = (await page.evaluate("document.documentElement.outerHTML + document.body.textContent")) as string;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  expect(text).toContain(HOSTILE.visible);
  expect(await page.locator("img, script, a, iframe, object, [onerror], [onclick]").count()).toBe(0);
  expect(faults).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(1280);
});

test("a megabyte in every field makes no large page", () => {
  const few = { ...hostileInvestigation, timeline: hostileInvestigation.timeline.slice(0, 2) };
  const huge = JSON.parse(JSON.stringify(few).replaceAll('"<', `"${"あ".repeat(1_000_000)}<`)) as typeof few;
  expect(huge.entity.value.length).toBeGreaterThan(1_000_000);
  const html = investigationHtml(huge, "en");
  expect(html.length).toBeLessThan(100_000);
});

test.skipIf(missing)("the policy of the page stops any script and any style of others", async () => {
  const { page, faults } = await open(sampleInvestigation);
  const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
  await page.evaluate(`(() => {
    document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'broken'" }));
    document.head.append(Object.assign(document.createElement("style"), { textContent: "body { background: red !important }" }));
    document.body.append(Object.assign(document.createElement("img"), { src: "https://example.invalid/x.png" }));
  })()`);
  await expect.poll(() => faults.filter((fault) => fault.includes("Content Security Policy")).length).toBe(3);
  expect(await page.title()).toBe("role order-writer");
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(ground);
});

test.skipIf(missing)("works by keyboard alone: language, what can be opened, what scrolls", async () => {
  const { page } = await open(sampleInvestigation, { width: 390 });
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.id")).toBe("in-en");
  await page.keyboard.press("ArrowRight");
  expect(await shown(page).getAttribute("lang")).toBe("ja");
  const stops = new Set<string>();
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press("Tab");
    stops.add((await page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className")) as string);
  }
  expect([...stops]).toEqual(expect.arrayContaining(["DIV wide", "SUMMARY "]));
  await shown(page).locator("summary").first().focus();
  await page.keyboard.press("Enter");
  expect(await shown(page).locator("details[open]").count()).toBe(1);
  const wide = shown(page).locator(".wide").nth(2);
  await wide.focus();
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.evaluate("document.activeElement.scrollLeft")).toBeGreaterThan(0);
});

test.skipIf(missing)("printed: dark on white, everything open, no controls", async () => {
  const { page } = await open(sampleInvestigation, { scheme: "dark" });
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  expect(await page.locator("#in-en").isVisible()).toBe(false);
  expect((await shown(page).locator("details table").first().boundingBox())?.height).toBeGreaterThan(0);
});
