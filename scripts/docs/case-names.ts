import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Status } from "../../platform/src/model/index.ts";

const CHECKS = fileURLToPath(new URL("../../platform/src/protect/checks/", import.meta.url));

async function read(): Promise<Readonly<Record<string, Partial<Record<Status, readonly string[]>>>>> {
  const out: Record<string, Partial<Record<Status, readonly string[]>>> = {};
  for (const file of readdirSync(CHECKS, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".cases.ts")) continue;
    const table = ((await import(join(CHECKS, file))) as { default: Readonly<Record<string, object>> }).default;
    const id = file.replaceAll("\\", "/").replace(/\.cases\.ts$/, "");
    out[id] = Object.fromEntries(Object.entries(table).map(([status, rows]) => [status, Object.keys(rows)]));
  }
  return out;
}

/** What each case says about itself, by check and status. */
export const caseNames = await read();
