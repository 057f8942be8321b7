import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Kind, Resource } from "../../model/index.ts";
import { type Case, type Cases, worldOf } from "../cases.ts";
import type { Check } from "../check.ts";
import { evaluate } from "../evaluate.ts";
import { checks } from "./index.ts";

const here = dirname(fileURLToPath(import.meta.url));
const only = process.env["CHECK"];
const files = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
  (f) => f.endsWith(".cases.ts") && (!only || f.includes(only)),
);

function idOf(file: string): string {
  return relative(here, join(here, file))
    .replaceAll("\\", "/")
    .replace(/\.cases\.ts$/, "");
}

for (const file of files) {
  const id = idOf(file);
  const table = ((await import(join(here, file))) as { default: Cases<Kind> }).default;
  const exports = Object.values((await import(join(here, file.replace(".cases.ts", ".ts")))) as Record<string, unknown>);
  const check = exports.find((e): e is Check => (e as Check | null)?.id === id);

  describe(id, () => {
    test("the file exports the check it is named after", () => expect(check).toBeDefined());
    for (const [status, rows] of Object.entries(table) as [string, Record<string, Case<Kind>>][]) {
      for (const [name, row] of Object.entries(rows)) {
        test(`${status}: ${name}`, () => {
          const { subject, world } = worldOf(check!.on, row);
          const heard: string[] = [];
          const { findings, faults } = evaluate(world.estate, [check!], {
            now: world.now,
            settings: world.settings,
            onVerdict: (_, on, verdict) => on === (subject as unknown as Resource) && heard.push(verdict),
          });
          expect(faults).toEqual([]);
          expect(heard).toEqual([status]);
          const mine = findings.filter((f) => f.resource.id === (subject as unknown as Resource).id);
          if (row.subjects) expect(mine.map((f) => f.subject).toSorted()).toEqual([...row.subjects].toSorted());
          if (status === "fail") expect(mine.flatMap((f) => f.evidence).length, "a failure shows evidence").toBeGreaterThan(0);
        });
      }
    }
  });
}

test("every check has cases, and every table of cases its check", () => {
  if (only) return;
  expect(files.map(idOf).toSorted()).toEqual(checks.map((c) => c.id).toSorted());
});
