import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyTally, languages, type Report } from "../model/index.ts";
import { errorWords } from "../words/errors.ts";
import { exitCodeOf } from "./commands/scan.ts";
import { readConfig } from "./config.ts";
import { YaguraError } from "./errors.ts";
import { languageOf } from "./language.ts";
import { readSince } from "./output/since.ts";
import { writeWhole } from "./output/write.ts";

const folder = () => mkdtempSync(join(tmpdir(), "yagura-"));
const report = (more: Partial<Report>): Report => ({
  schema: "yagura/report/1",
  tool: { name: "yagura", version: "0" },
  generatedAt: "",
  scopes: [],
  resources: { Queue: 1 },
  tally: emptyTally(),
  tallies: {},
  findings: [],
  suppressed: [],
  expired: [],
  unmatched: [],
  checks: {},
  gaps: [],
  missingActions: [],
  problems: [],
  unrecognised: {},
  faults: [],
  interrupted: false,
  ...more,
});
const finding = (status: string, severity: string) => ({ status, severity }) as never;
const exception = { reason: "", owner: "", until: "", line: 1 };

describe("exit codes", () => {
  const rows: [string, Partial<Report>, { failOn: "high" | "none" | "low"; failOnUnknown?: boolean }, number][] = [
    ["clean", {}, { failOn: "high" }, 0],
    ["a failure at the limit", { findings: [finding("fail", "high")] }, { failOn: "high" }, 1],
    ["a failure below the limit", { findings: [finding("fail", "medium")] }, { failOn: "high" }, 0],
    ["none never fails", { findings: [finding("fail", "critical")] }, { failOn: "none" }, 0],
    ["an expired exception fails", { expired: [exception] }, { failOn: "high" }, 1],
    ["unknown alone is clean", { findings: [finding("unknown", "high")] }, { failOn: "high" }, 0],
    ["unknown when asked", { findings: [finding("unknown", "high")] }, { failOn: "high", failOnUnknown: true }, 3],
    [
      "a failure goes before unknown",
      { findings: [finding("unknown", "high"), finding("fail", "high")] },
      { failOn: "high", failOnUnknown: true },
      1,
    ],
    ["nothing could be read", { resources: {}, problems: [{ code: "E", detail: {} }] }, { failOn: "high" }, 4],
    ["interrupted", { interrupted: true, findings: [finding("fail", "high")] }, { failOn: "high" }, 130],
  ];
  test.each(rows)("%s", (_, more, options, expected) => expect(exitCodeOf(report(more), options)).toBe(expected));
});

test("the language: flag, configuration, environment, English", () => {
  expect(languageOf("ja", "en", { LANG: "en_US.UTF-8" })).toBe("ja");
  expect(languageOf(undefined, "ja", { LANG: "en_US.UTF-8" })).toBe("ja");
  expect(languageOf(undefined, undefined, { LANG: "ja_JP.UTF-8" })).toBe("ja");
  expect(languageOf(undefined, undefined, { LC_ALL: "C", LANG: "ja_JP.UTF-8" })).toBe("en");
  expect(languageOf(undefined, undefined, {})).toBe("en");
});

test("every error has a sentence in every language", () => {
  for (const code of Object.keys(errorWords) as (keyof typeof errorWords)[]) {
    for (const lang of languages) expect(new YaguraError(code, { file: "f", message: "m" }).sentence(lang).length).toBeGreaterThan(5);
  }
});

describe("configuration", () => {
  test("settings and exceptions are read, walking up", async () => {
    const at = folder();
    writeFileSync(join(at, ".yagura.yaml"), "lang: ja\nsettings:\n  trustedAccounts: ['444455556666']\n  unusedDays: 45\n");
    const config = await readConfig(undefined, at);
    expect(config).toMatchObject({ lang: "ja", settings: { trustedAccounts: ["444455556666"], unusedDays: 45 }, problems: [] });
  });
  const rows: [string, string, string, number][] = [
    ["an unknown field", "setings: {}\n", "E_CONFIG_FIELD", 1],
    ["an unknown setting", "settings:\n  adminPort: [1]\n", "E_CONFIG_FIELD", 2],
    ["a wrong value", "settings:\n  unusedDays: soon\n", "E_CONFIG_VALUE", 2],
  ];
  test.each(rows)("%s is a problem with its line", async (_, text, code, line) => {
    const file = join(folder(), "c.yaml");
    writeFileSync(file, text);
    const { problems } = await readConfig(file, "/");
    expect(problems).toMatchObject([{ code, place: { file, line } }]);
  });
  test("a file that is not there is an error that names it", async () => {
    await expect(readConfig("/nowhere/x.yaml", "/")).rejects.toMatchObject({ code: "E_FILE_MISSING", detail: { file: "/nowhere/x.yaml" } });
  });
});

test("a report is written whole or not at all", () => {
  const at = folder();
  writeWhole(join(at, "r.json"), "{}");
  expect(readFileSync(join(at, "r.json"), "utf8")).toBe("{}");
  expect(() => writeWhole(join(at, "no", "r.json"), "{}")).toThrow(YaguraError);
  expect(readdirSync(at)).toEqual(["r.json"]);
});

test("--since takes the JSON report only", () => {
  const at = folder();
  const file = join(at, "r.json");
  writeFileSync(file, JSON.stringify({ schema: "yagura/report/1", findings: [{ id: "a" }, { id: "b" }] }));
  expect([...readSince(file)]).toEqual(["a", "b"]);
  writeFileSync(file, "[]");
  expect(() => readSince(file)).toThrow(/E_SINCE/);
});
