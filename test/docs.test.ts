import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pagesOf } from "../scripts/docs/pages.ts";
import { writeDocs } from "../scripts/docs/write.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
if (process.env["UPDATE_DOCS"]) writeDocs(ROOT);
const pages = pagesOf();

describe("the pages of the checks", () => {
  it("are up to date; else run `npm run docs`", () => {
    const stale = [...pages].filter(([page, text]) => !existsSync(ROOT + page) || readFileSync(ROOT + page, "utf8") !== text);
    expect(stale.map(([page]) => page)).toEqual([]);
  });

  it("are those of checks that exist", () => {
    const written = ["en", "ja"].flatMap((lang) =>
      readdirSync(`${ROOT}docs/${lang}/checks`, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".md"))
        .map((file) => `docs/${lang}/checks/${file}`),
    );
    expect(written.filter((page) => !pages.has(page))).toEqual([]);
  });

  it("link only to pages that exist", () => {
    for (const [page, text] of pages) {
      for (const [, target] of text.matchAll(/\]\(([^)#:]+\.md)\)/g)) {
        const link = new URL(target as string, `file:///${page}`).pathname.slice(1);
        expect(pages.has(link), `${page} → ${target}`).toBe(true);
      }
    }
  });
});
