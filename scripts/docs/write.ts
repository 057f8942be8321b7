import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pagesOf } from "./pages.ts";

/** Writes every page, and takes away those of checks that are gone. */
export function writeDocs(root: string): void {
  const pages = pagesOf();
  for (const lang of ["en", "ja"]) {
    const folder = `${root}docs/${lang}/checks`;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      const page = `docs/${lang}/checks/${file}`;
      if (file.endsWith(".md") && !pages.has(page)) rmSync(root + page);
    }
  }
  for (const [page, text] of pages) {
    mkdirSync(dirname(root + page), { recursive: true });
    writeFileSync(root + page, text);
  }
}
