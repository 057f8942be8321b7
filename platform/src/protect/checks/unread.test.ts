import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isUnknown, type Kind, type Resource } from "../../model/index.ts";
import { type Case, type Cases, DENIED, worldOf } from "../cases.ts";
import type { Check } from "../check.ts";
import { evaluate } from "../evaluate.ts";
import { checks } from "./index.ts";

const here = dirname(fileURLToPath(import.meta.url));
const only = process.env["CHECK"];

/** Who a thing is, and where it comes from, is always known. */
const FIXED = new Set(["Arn", "kind", "id", "name", "account", "region", "scope", "aliases", "origin"]);

/** Parts of a field that the model gives as plain values: never unknown without the whole field. */
const PLAIN =
  /^(Origins\.\d+\.Id|(Region )?ConfigRecorder\.(AllSupported|IncludeGlobalResourceTypes)|GuardDuty\..*|Macie\.Status|Urls\.\d+\.Qualifier|Versions\.\d+\.Version|Aliases\.\d+\.Name)$/;

/** Every copy of a field in which one value could not be read: the field itself, or one of the plain values inside. */
function* unread(value: unknown, path: string, top = true): Generator<readonly [path: string, copy: unknown]> {
  if (isUnknown(value)) return;
  // What is built of parts inside a field is read together; only its single values can be unknown on their own.
  if (top || typeof value !== "object" || value === null) yield [path, DENIED];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const [at, copy] of unread(item, `${path}.${index}`, false)) yield [at, value.map((one, i) => (i === index ? copy : one))];
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value))
      for (const [at, copy] of unread(item, `${path}.${key}`, false)) yield [at, { ...value, [key]: copy }];
  }
}

function* unreadFields(fields: object): Generator<readonly [path: string, copy: object]> {
  for (const [key, value] of Object.entries(fields)) {
    if (FIXED.has(key)) continue;
    for (const [path, copy] of unread(value, key)) yield [path, { ...fields, [key]: copy }];
  }
}

/** Every variant of a case in which one fact, or one list, could not be read. */
function* variants(row: Case<Kind>): Generator<readonly [what: string, row: Case<Kind>]> {
  for (const [path, given] of unreadFields(row.given)) yield [path, { ...row, given: given as Case<Kind>["given"] }];
  const beside = row.beside ?? [];
  for (const [index, resource] of beside.entries()) {
    const others = (one: readonly Resource[]) => [...beside.slice(0, index), ...one, ...beside.slice(index + 1)];
    yield [`no ${resource.kind}`, { ...row, beside: others([]), gaps: [...(row.gaps ?? []), resource.kind] }];
    for (const [path, copy] of unreadFields(resource)) yield [`${resource.kind} ${path}`, { ...row, beside: others([copy as Resource]) }];
  }
}

function judged(check: Check, row: Case<Kind>): string {
  const { subject, world } = worldOf(check.on, row);
  let heard = "";
  const { faults } = evaluate(world.estate, [check], {
    now: world.now,
    settings: world.settings,
    onVerdict: (_, on, verdict) => {
      if (on === (subject as unknown as Resource)) heard = verdict;
    },
  });
  return faults.length > 0 ? "fault" : heard;
}

for (const check of checks.filter(({ id }) => !only || id.includes(only))) {
  const file = join(here, `${check.id}.cases.ts`);
  const { fail } = ((await import(file)) as { default: Cases<Kind> }).default;
  test(`${check.id}: what could not be read never excuses a fault`, () => {
    const excused: string[] = [];
    for (const [name, row] of Object.entries(fail)) {
      for (const [what, variant] of variants(row)) {
        if (PLAIN.test(what)) continue;
        const verdict = judged(check, variant);
        if (["pass", "not-applicable"].includes(verdict)) excused.push(`${name}, without ${what}: ${verdict}`);
      }
    }
    expect(excused).toEqual([]);
  });
}

/** Asks nothing until a setting wants something. */
const SILENT = new Set(["ec2/instance-type-undesired"]);

for (const check of checks.filter(({ id }) => !SILENT.has(id) && (!only || id.includes(only)))) {
  const file = join(here, `${check.id}.cases.ts`);
  const table = ((await import(file)) as { default: Cases<Kind> }).default;
  test(`${check.id}: a thing of which nothing could be read never passes`, () => {
    const verdicts = new Set<string>();
    for (const rows of [table.pass, table["not-applicable"] ?? {}]) {
      for (const row of Object.values(rows)) {
        // Templates are asked less: some checks are about accounts only.
        if (row.given.origin?.source === "template") continue;
        const given = Object.fromEntries(Object.entries(row.given).map(([key, value]) => [key, FIXED.has(key) ? value : DENIED]));
        const gaps = [...(row.gaps ?? []), ...(check.also ?? []), ...(check.on === "Account" ? (["Region"] as const) : [])];
        verdicts.add(judged(check, { given: given as Case<Kind>["given"], gaps, ...(row.settings ? { settings: row.settings } : {}) }));
      }
    }
    expect([...verdicts].filter((verdict) => ["pass", "not-applicable"].includes(verdict))).toEqual([]);
  });
}
