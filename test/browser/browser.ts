import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** Whether there is no browser here to test with. */
export const missing = !existsSync(executablePath);

interface Opened {
  readonly page: Page;
  /** Whatever the page complained of or tried to load. */
  readonly faults: string[];
}

interface How {
  readonly scheme?: "light" | "dark";
  readonly width?: number;
  readonly query?: string;
  readonly scripts?: boolean;
  readonly bypassCsp?: boolean;
}

/** Starts a browser for the tests of a file; what it answers opens a page from disk, as people do. */
export function browserFor(): (html: string, how?: How) => Promise<Opened> {
  let browser: Browser;
  let folder: string;
  let context: BrowserContext | undefined;
  test.runIf(process.env["CI"])("CI has a browser", () => expect(missing).toBe(false));
  beforeAll(async () => {
    if (missing) return;
    folder = mkdtempSync(join(tmpdir(), "yagura-page-"));
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  });
  afterEach(() => context?.close());
  afterAll(async () => {
    if (missing) return;
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  return async (html, { scheme = "light", width = 1280, query = "", scripts = true, bypassCsp = false } = {}) => {
    const file = join(folder, `${Math.random().toString(36).slice(2)}.html`);
    writeFileSync(file, html);
    context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: 900 },
      javaScriptEnabled: scripts,
      bypassCSP: bypassCsp,
    });
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    const faults = faultsOf(page, url);
    await page.goto(`${url}${query}`);
    return { page, faults };
  };
}

function faultsOf(page: Page, url: string): string[] {
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) faults.push(`request ${request.url()}`);
  });
  return faults;
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What WCAG 2.2 AA would say of the page. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))",
  );
  return found as string[];
}
