import { beforeAll, describe, expect, it } from "vitest";
import { isUnknown, type Kind, type Resource, type Unknown } from "../../model/index.ts";
import type { Harvest } from "./account-state.ts";
import type { Collector } from "./collector.ts";
import { collectors } from "./index.ts";
import { collectedBy } from "./kinds.ts";
import { operationOf, runCollector } from "./session.ts";
import { denied, emptyHarvest, tapeOptions } from "./tape.ts";
import { sampleAnswer } from "./tape-samples.ts";

/** Runs a collector against an account that has one of everything, in which one operation may be refused. */
async function run(collector: Collector, refused?: string): Promise<{ readonly harvest: Harvest; readonly called: ReadonlySet<string> }> {
  const harvest = emptyHarvest();
  const called = new Set<string>();
  const options = tapeOptions({
    async send(_client, command) {
      const operation = operationOf(command);
      called.add(operation);
      if (operation === refused) throw denied();
      return sampleAnswer(command);
    },
  });
  await runCollector(collector, collector.scope === "global" ? "global" : "us-east-1", options, harvest);
  return { harvest, called };
}

function* unknownsIn(value: unknown): Generator<Unknown> {
  if (typeof value !== "object" || value === null || value instanceof Date) return;
  if (isUnknown(value)) yield value;
  else for (const part of Object.values(value)) yield* unknownsIn(part);
}

/** Where a refused run says something else than the full one, without saying that it does not know. */
function silentDifferences(full: unknown, refused: unknown, action: string, path: string): string[] {
  if (isUnknown(refused)) return isUnknown(full) || refused.action === action ? [] : [`${path}: ${refused.reason} ${refused.action}`];
  if (Array.isArray(refused) && [...refused].some((item) => [...unknownsIn(item)].some((u) => u.action === action))) return [];
  if (typeof full !== "object" || full === null || typeof refused !== "object" || refused === null) {
    return Object.is(full, refused) ? [] : [`${path}: ${JSON.stringify(full)} became ${JSON.stringify(refused)}`];
  }
  const keys = new Set([...Object.keys(full), ...Object.keys(refused)]);
  keys.delete("aliases"); // names, not facts
  return [...keys].flatMap((key) =>
    silentDifferences((full as Record<string, unknown>)[key], (refused as Record<string, unknown>)[key], action, `${path}.${key}`),
  );
}

/** Operations whose refusal loses nothing here, because another one answers the same or the sample's answer makes it needless. */
const ANSWERED_ELSEWHERE = new Set([
  "lambda/ListFunctionsByCodeSigningConfig", // then each function is asked
  "ecr/GetRegistryScanningConfiguration", // the repository itself scans on push
  "region/ListInvitations", // the graph is already known from ListGraphs
  "region/DescribeConfigurationRecorderStatus", // the sample's recorder belongs to a service of AWS's and is not judged
]);

const byId = (resources: readonly Resource[]): ReadonlyMap<string, Resource> => new Map(resources.map((r) => [`${r.kind}|${r.id}`, r]));

describe.each(Object.keys(collectors))("collector %s", (name) => {
  let collector: Collector;
  let full: Awaited<ReturnType<typeof run>>;

  beforeAll(async () => {
    collector = await (collectors[name] as () => Promise<Collector>)();
    full = await run(collector);
  });

  it("is registered under its own name and for the kinds it makes", () => {
    expect(collector.service).toBe(name);
    for (const kind of collector.kinds) expect(collectedBy[kind]).toContain(name);
    for (const [kind, services] of Object.entries(collectedBy))
      expect(services.includes(name)).toBe(collector.kinds.includes(kind as Kind));
  });

  it("makes every kind it promises, and only those", () => {
    const made = new Set(full.harvest.resources.map((resource) => resource.kind));
    expect([...made].sort()).toEqual([...collector.kinds].sort());
    expect(full.harvest.gaps).toEqual([]);
  });

  it("declares well-formed IAM actions", () => {
    for (const action of Object.values(collector.calls)) expect(action).toMatch(/^[a-z][a-z0-9-]*:[A-Z]\w+$/);
  });

  it("turns the refusal of any one operation into unknowns that name its action, and changes nothing else", async () => {
    for (const operation of full.called) {
      const action = collector.calls[operation] as string;
      const { harvest } = await run(collector, operation);
      const unknowns = [...unknownsIn(harvest.resources), ...harvest.gaps.map((gap) => gap.because)].filter((u) => u.action === action);
      if (!ANSWERED_ELSEWHERE.has(`${name}/${operation}`))
        expect(unknowns.length, `${operation} was refused in silence`).toBeGreaterThan(0);
      const gapped = new Set<string>(harvest.gaps.map((gap) => gap.kind));
      const before = byId(full.harvest.resources);
      const after = byId(harvest.resources);
      const twice = new Set(full.harvest.resources.map((r) => `${r.kind}|${r.id}`).filter((key, i, all) => all.indexOf(key) !== i));
      for (const [key, resource] of before) {
        if (twice.has(key)) continue; // two lists of samples gave it the same ARN
        const found = after.get(key);
        if (!found) expect(gapped.has(resource.kind), `${operation}: ${key} vanished without a gap`).toBe(true);
        else expect(silentDifferences(resource, found, action, key), operation).toEqual([]);
      }
    }
  });
});

it("knows of every kind who collects it", async () => {
  for (const [kind, services] of Object.entries(collectedBy)) {
    // Made from files only.
    if (kind === "Template" || kind === "ControlPolicy") continue;
    expect(services.length).toBeGreaterThan(0);
    for (const service of services) expect(Object.keys(collectors)).toContain(service);
  }
});
