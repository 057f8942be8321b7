import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDuck } from "../platform/src/detect/lake/duck.ts";
import { folder, ROOT, yagura } from "./robustness/yagura.ts";

const page = (lang: string, name: string) => readFileSync(`${ROOT}docs/${lang}/${name}.md`, "utf8");
const blocks = (text: string, kind: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, "g"))].map((m) => m[1] ?? "");
const commands = (text: string) =>
  blocks(text, "sh")
    .flatMap((block) => block.split("\n"))
    .filter((line) => line.startsWith("yagura "))
    .map((line) => (line.split("#")[0] as string).trim().split(/\s+/).slice(1));

/** What the page asks the lake. */
async function ask(at: string): Promise<void> {
  const [sql = ""] = blocks(page("en", "lake"), "sql");
  const duck = await openDuck();
  try {
    expect(await duck.rows(sql.trim().replace(/;$/, "").replace("mylake", join(at, "mylake")))).toHaveLength(10);
  } finally {
    duck.close();
  }
}

test("the commands on the pages of the lake and of investigation do what is said", async () => {
  const at = folder();
  symlinkSync(join(ROOT, "examples"), join(at, "examples"));
  const said = new Map<string, string>();
  for (const args of [...commands(page("en", "lake")), ...commands(page("en", "investigate"))]) {
    const { code, stdout } = await yagura([...args, "--no-progress"], { cwd: at });
    expect([args.join(" "), code]).toEqual([args.join(" "), 0]);
    said.set(args.join(" "), stdout);
    // Before anything is forgotten.
    if (args[1] === "compact") await ask(at);
  }
  expect(said.size).toBe(8);
  expect(said.get("investigate 45.155.205.90 examples/month")).toContain("TTP_OBSERVED");
  expect(readFileSync(join(at, "case.html"), "utf8")).toContain("backup-operator");
  expect(readFileSync(join(at, "case", "hashes.sha256"), "utf8").split("\n").length).toBeGreaterThan(6);
}, 180_000);

test("both languages show the same commands, and the pages are linked", () => {
  for (const name of ["lake", "investigate"]) {
    expect(commands(page("ja", name))).toEqual(commands(page("en", name)));
    expect(blocks(page("ja", name), "sql")).toEqual(blocks(page("en", name), "sql"));
    expect(readFileSync(`${ROOT}README.md`, "utf8")).toContain(`(docs/en/${name}.md)`);
    expect(readFileSync(`${ROOT}README.ja.md`, "utf8")).toContain(`(docs/ja/${name}.md)`);
  }
});
