import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Lang, Status } from "../../platform/src/model/index.ts";
import { type CaseTable, factsOf } from "./case-facts.ts";

const CHECKS = fileURLToPath(new URL("../../platform/src/protect/checks/", import.meta.url));

type Names = Readonly<Record<Lang, Partial<Record<Status, readonly string[]>>>>;

async function read(): Promise<Readonly<Record<string, Names>>> {
  const out: Record<string, Names> = {};
  for (const file of readdirSync(CHECKS, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".cases.ts")) continue;
    const table = ((await import(join(CHECKS, file))) as { default: CaseTable }).default;
    const id = file.replaceAll("\\", "/").replace(/\.cases\.ts$/, "");
    const facts = Object.entries(factsOf(table)).map(([status, rows]) => [status, [...new Set(Object.values(rows))]]);
    out[id] = {
      en: Object.fromEntries(Object.entries(table).map(([status, rows]) => [status, Object.keys(rows)])),
      ja: Object.fromEntries(facts),
    };
  }
  return out;
}

/** What each case says about itself, by check, language and status. */
export const caseNames = await read();
