import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Kind } from "../platform/src/model/index.ts";
import { type Case, type Cases, worldOf } from "../platform/src/protect/cases.ts";
import { checks } from "../platform/src/protect/checks/index.ts";
import { evaluate } from "../platform/src/protect/evaluate.ts";
import { evidenceWord } from "../platform/src/words/evidence.ts";

const CHECKS = fileURLToPath(new URL("../platform/src/protect/checks/", import.meta.url));
const byId = new Map(checks.map((check) => [check.id as string, check]));
/** AWS's own values that happen to be several words. */
const VALUES = new Set(["configuration change"]);

/** Every text in a value that reads as English prose. */
function prose(value: unknown): string[] {
  if (typeof value === "string") return /[a-z] [a-z]/i.test(value) && !VALUES.has(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(prose) : [];
}

test("every phrase that a case shows as evidence has its Japanese", async () => {
  const phrases = new Map<string, string>();
  for (const file of readdirSync(CHECKS, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".cases.ts")) continue;
    const check = byId.get(file.replaceAll("\\", "/").replace(/\.cases\.ts$/, ""));
    const table = ((await import(CHECKS + file)) as { default: Cases<Kind> }).default;
    const rows: readonly Case<Kind>[] = [...Object.values(table.fail), ...Object.values(table.manual ?? {})];
    for (const row of rows) {
      const { world } = worldOf(check!.on, row);
      const { findings } = evaluate(world.estate, [check!], { now: world.now, settings: world.settings });
      for (const { found, expected } of findings.flatMap((f) => f.evidence))
        for (const text of prose([found, expected])) phrases.set(text, check!.id);
    }
  }
  expect(phrases.size).toBeGreaterThan(15);
  const missing = [...phrases].filter(([text]) => evidenceWord(text, "ja") === text).map(([text, id]) => `${id}: ${text}`);
  expect(missing).toEqual([]);
});
