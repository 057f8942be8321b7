import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** The example of the API's pages is a program that runs, and prints what they say. */
const ROOT = fileURLToPath(new URL("../", import.meta.url));
const example = readFileSync(`${ROOT}examples/api/questions.ts`, "utf8").replace("../../platform/src/api.ts", "yagura/api").trimEnd();
const printed: string[] = [];

beforeEach(() => {
  vi.spyOn(process, "cwd").mockReturnValue(ROOT);
  vi.spyOn(console, "log").mockImplementation((line: string) => printed.push(line));
});
afterEach(() => vi.restoreAllMocks());

function block(page: string, language: string): string | undefined {
  return new RegExp(`\\n\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\`\\n`).exec(page)?.[1];
}

describe("the example of the TypeScript API", () => {
  it("prints what both pages say", async () => {
    await import("../examples/api/questions.ts");
    for (const lang of ["en", "ja"]) {
      const page = readFileSync(`${ROOT}docs/${lang}/api.md`, "utf8");
      expect(block(page, "ts"), lang).toBe(example);
      expect(block(page, "text")?.split("\n"), lang).toEqual(printed);
    }
  });

  it("is in pages that name every function the API exports", async () => {
    const api = await import("../platform/src/api.ts");
    const functions = Object.entries(api).flatMap(([name, value]) => (typeof value === "function" && /^[a-z]/.test(name) ? [name] : []));
    expect(functions.length).toBeGreaterThan(15);
    for (const lang of ["en", "ja"]) {
      const page = readFileSync(`${ROOT}docs/${lang}/api.md`, "utf8");
      expect(
        functions.filter((name) => !page.includes(name)),
        lang,
      ).toEqual([]);
    }
  });
});
