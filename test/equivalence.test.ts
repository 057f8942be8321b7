import { describe, expect, it } from "vitest";
import { collectors } from "../platform/src/identify/aws/index.ts";
import { operationOf, runCollector } from "../platform/src/identify/aws/session.ts";
import { emptyHarvest, tapeOptions } from "../platform/src/identify/aws/tape.ts";
import { foldAll } from "../platform/src/identify/template/fold/testing.ts";
import { isUnknown, type Kind, type Resource } from "../platform/src/model/index.ts";
import { bare } from "./equivalence/bare.ts";
import { compute } from "./equivalence/compute.ts";
import { data } from "./equivalence/data.ts";
import { edge } from "./equivalence/edge.ts";
import { identity } from "./equivalence/identity.ts";
import { management } from "./equivalence/management.ts";
import { messaging } from "./equivalence/messaging.ts";
import type { Row } from "./equivalence/row.ts";

const rows: readonly Row[] = [...compute, ...messaging, ...data, ...edge, ...identity, ...management, ...bare];

/** What every resource has beside its facts: where it was seen is what the two sources differ in. */
const NOT_FACTS = new Set(["origin", "scope", "aliases", "id"]);

/** A statement's place in a file is an origin too. */
function facts(value: unknown): unknown {
  if (typeof value !== "object" || value === null || isUnknown(value)) return value;
  if (Array.isArray(value)) return value.map(facts);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== "at" && item !== undefined)
      .map(([key, item]) => [key, facts(item)]),
  );
}

function told(resource: Resource, except: readonly string[]): Record<string, unknown> {
  const own = Object.entries(resource).filter(([key]) => !NOT_FACTS.has(key) && !except.includes(key));
  return Object.fromEntries(own.map(([key, value]) => [key, facts(value)]));
}

async function collected(row: Row): Promise<readonly Resource[]> {
  const load = collectors[row.service];
  if (!load) throw new Error(`no collector ${row.service}`);
  const collector = await load();
  const harvest = emptyHarvest();
  const options = tapeOptions({
    account: "111122223333",
    regions: ["ap-northeast-1"],
    homeRegion: "ap-northeast-1",
    async send(_client, command) {
      const operation = operationOf(command);
      const answer = row.answers[operation];
      const given =
        typeof answer === "function" ? answer((command as { readonly input: Readonly<Record<string, unknown>> }).input) : answer;
      if (typeof given === "string")
        throw Object.assign(new Error(given), { name: given, $fault: "client", $metadata: { httpStatusCode: 404 } });
      // What a row does not answer, this account has not.
      return { ...given, $metadata: { httpStatusCode: 200 } };
    },
  });
  await runCollector(collector, collector.scope === "global" ? "global" : "ap-northeast-1", options, harvest);
  expect(harvest.gaps).toEqual([]);
  return harvest.resources;
}

function ofKind(resources: readonly Resource[], kind: Kind): Resource {
  const found = resources.filter((resource) => resource.kind === kind);
  expect(found.map((resource) => resource.name)).toHaveLength(1);
  return found[0]!;
}

describe("a template and an account say the same of the same resource", () => {
  it.each(rows.map((row) => [row.title, row] as const))("%s", async (_, row) => {
    const live = await collected(row);
    const folded = foldAll(row.template);
    for (const [kind, except] of Object.entries(row.kinds) as [Kind, Readonly<Record<string, string>>][]) {
      const inAccount = ofKind(live, kind);
      const inTemplate = ofKind(folded, kind);
      expect(told(inTemplate, Object.keys(except))).toEqual(told(inAccount, Object.keys(except)));
      // An exception that is none any more has to go.
      for (const field of Object.keys(except)) {
        if (NOT_FACTS.has(field)) continue;
        const [a, b] = [inAccount, inTemplate].map((r) => facts((r as unknown as Record<string, unknown>)[field]));
        expect(a, `${kind}.${field} no longer differs`).not.toEqual(b);
      }
      if (!row.otherId?.includes(kind)) expect(inTemplate.id).toBe(inAccount.id);
    }
  });

  it("covers most kinds that both can make", () => {
    expect(new Set(rows.flatMap((row) => Object.keys(row.kinds))).size).toBeGreaterThanOrEqual(60);
  });
});
