import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Kind } from "../../model/index.ts";
import { preparationActions } from "./accounts.ts";
import { collectors } from "./index.ts";
import { collectedBy } from "./kinds.ts";
import { allCollectors, MANAGED_POLICY_LIMIT, READ_VERBS, scannerPolicy, splitPolicy } from "./policy.ts";

const here = dirname(fileURLToPath(import.meta.url));
const source = (file: string) => readFileSync(join(here, file), "utf8");
const modules = readdirSync(here).filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts"));
const loaded = await allCollectors();
/** Collector → its file, as the registry imports it. */
const fileOf = new Map(
  [...source("index.ts").matchAll(/^\s+"?([\w-]+)"?: async \(\) => \(await import\("\.\/([\w-]+\.ts)"\)\)/gm)].map((m) => [m[1]!, m[2]!]),
);

describe("every collector", () => {
  test("that has a file is registered, under its service's name", () => {
    const files = modules.filter((f) => /^export const \w+(?:: Collector)? = defineCollector\(/m.test(source(f)));
    expect([...new Set(fileOf.values())].toSorted()).toEqual(files.toSorted());
    expect([...fileOf.keys()]).toEqual(Object.keys(collectors));
    expect(loaded.map((c) => c.service)).toEqual(Object.keys(collectors));
  });

  test("makes the kinds it is known for, and only kinds of two services or places have two makers", () => {
    const makers = new Map<Kind, string[]>();
    for (const collector of loaded) for (const kind of collector.kinds) makers.set(kind, [...(makers.get(kind) ?? []), collector.service]);
    for (const [kind, names] of Object.entries(collectedBy))
      expect((makers.get(kind as Kind) ?? []).toSorted(), kind).toEqual([...names].toSorted());
    const shared = [...makers].filter(([, names]) => names.length > 1).map(([kind]) => kind);
    expect(shared.toSorted()).toEqual(
      ["ApiDomainName", "LoadBalancer", "S3AccessPoint", "WafRuleGroup", "WebAcl", "WebAclAssociation"].filter(
        (kind) => collectedBy[kind as Kind].length > 1,
      ),
    );
  });

  for (const collector of loaded) {
    describe(collector.service, () => {
      const file = fileOf.get(collector.service) ?? "";
      const used = commandsOf(file);
      // A file of two collectors is judged against what both declare.
      const together = new Set(loaded.filter((c) => fileOf.get(c.service) === file).flatMap((c) => Object.keys(c.calls)));

      test("declares the calls it makes, and makes the calls it declares", () => {
        const declared = Object.keys(collector.calls);
        const own = commandsOf(file, false);
        expect(
          declared.filter((operation) => !used.has(operation)),
          "declared, but no such command in its source",
        ).toEqual([]);
        expect(
          [...own].filter((operation) => !together.has(operation)),
          "used, but not declared",
        ).toEqual([]);
      });

      test("asks for reading only", () => {
        for (const action of Object.values(collector.calls)) {
          expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]*$/);
          expect(action.slice(action.indexOf(":") + 1)).toMatch(READ_VERBS);
        }
      });

      test("names a call of its own as the origin of each fact", () => {
        for (const [kind, origins] of Object.entries(collector.origins ?? {})) {
          expect(collector.kinds).toContain(kind);
          for (const [field, call] of Object.entries(origins))
            expect(collector.calls, `${kind}.${field}`).toHaveProperty(call.slice(call.indexOf(":") + 1));
        }
      });
    });
  }
});

/** Operations whose command classes a module names, with the modules it imports that are no collectors themselves. */
function commandsOf(file: string, deep = true, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const text = source(file);
  const imported = [...text.matchAll(/import \{([^}]*)\} from "@aws-sdk\//g)].flatMap((m) => m[1]!.split(","));
  const found = new Set(imported.flatMap((name) => /^\s*(\w+)Command(?: as \w+)?\s*$/.exec(name)?.[1] ?? []));
  if (deep) {
    for (const [, next] of text.matchAll(/from "\.\/([\w-]+\.ts)"/g))
      for (const operation of commandsOf(next!, true, seen)) found.add(operation);
  }
  return found;
}

describe("the scanner's policy", () => {
  test("holds the actions behind all calls, each once, in order, by service", async () => {
    const policy = await scannerPolicy();
    const needed = new Set([...preparationActions, ...loaded.flatMap((c) => Object.values(c.calls))]);
    const actions = policy.Statement.flatMap((s) => s.Action);
    expect(actions.toSorted()).toEqual([...needed].toSorted());
    expect(new Set(policy.Statement.map((s) => s.Sid)).size).toBe(policy.Statement.length);
    for (const statement of policy.Statement) {
      expect(statement.Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect([...statement.Action].toSorted()).toEqual(statement.Action);
      expect(new Set(statement.Action.map((a) => a.split(":")[0])).size).toBe(1);
    }
  });

  test("has no action that could change anything", async () => {
    const verbs = (await scannerPolicy()).Statement.flatMap((s) => s.Action).map((a) => a.slice(a.indexOf(":") + 1));
    expect(verbs.filter((verb) => !READ_VERBS.test(verb))).toEqual([]);
    expect(verbs.filter((verb) => verb.includes("*"))).toEqual([]);
  });

  test("can be cut to IAM's limit without losing anything", async () => {
    const policy = await scannerPolicy();
    const parts = splitPolicy(policy);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
    expect(parts.flatMap((p) => p.Statement)).toEqual(policy.Statement);
    expect(splitPolicy(policy, 1_000_000)).toHaveLength(1);
  });
});
