import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanAccounts } from "../../platform/src/identify/aws/scan.ts";
import { emptyUsage, usageCollector } from "../../platform/src/identify/aws/usage/index.ts";
import { relations } from "../../platform/src/identify/relations.ts";
import { type Estate, isUnknown, type Resource, World } from "../../platform/src/model/index.ts";
import { findSprawl, type Sprawl } from "../../platform/src/protect/sprawl/sprawl.ts";
import { type Moto, motoCredentials, startMoto } from "./server.ts";

const NOW = new Date();
/** What was made a moment ago counts as old: the account is looked at from the day after a season. */
const LATER = new Date(NOW.getTime() + 120 * 86_400_000);

let moto: Moto;
let estate: Estate;
let normalCalls: Readonly<Record<string, number>>;
let usage: ReturnType<typeof emptyUsage>;
let calls: Readonly<Record<string, number>>;

beforeAll(async () => {
  moto = await startMoto();
  // Metrics lie days before the moment from which the account is looked at.
  await moto.seed("seed_sprawl.py", LATER.toISOString().replace("Z", "+00:00"));
  const scan = (more: Parameters<typeof scanAccounts>[0] = {}) =>
    scanAccounts({ credentials: motoCredentials, homeRegion: "us-east-1", regions: ["us-east-1"], endpoint: moto.endpoint, ...more });
  normalCalls = (await scan()).stats.callsByService;
  usage = emptyUsage();
  const result = await scan({ afterwards: (found) => [usageCollector(found, usage, { now: LATER, unusedDays: 90, creators: false })] });
  estate = result.estate;
  calls = result.stats.callsByService;
});

afterAll(async () => {
  await moto?.stop();
});

/** moto has no list of function URLs and so cannot say that there are none; the seed makes none. */
function withoutUrls(resource: Resource): Resource {
  return resource.kind === "LambdaFunction" && isUnknown(resource.Urls) ? ({ ...resource, Urls: [] } as Resource) : resource;
}

/** Lists that moto does not have; the seed makes nothing of the kind. */
function known(from: Estate): Estate {
  return {
    ...from,
    resources: from.resources.map(withoutUrls),
    gaps: from.gaps.filter((gap) => gap.because.reason !== "unsupported" && gap.because.reason !== "failed"),
  };
}

function sprawl(of: Estate, evidence: typeof usage | undefined): Sprawl {
  return findSprawl(new World(of, { now: LATER, relate: relations }), { usage: evidence, findings: [] });
}

function said(found: Sprawl): Readonly<Record<string, string>> {
  return Object.fromEntries(
    found.items.map(({ resource, judgement }) => [`${resource.kind} ${resource.name}`, `${judgement.verdict}: ${judgement.reason}`]),
  );
}

describe("an account in which things were used, were used once, and never were", () => {
  it("says which", () => {
    expect(said(sprawl(known(estate), usage))).toMatchObject({
      "LambdaFunction busy": "used: active",
      "LambdaFunction once": "long: no-use",
      "LambdaFunction never": "never: no-use",
      "LambdaFunction triggered": "standby: wired",
      "EventRule into-nothing": "never: target-gone",
      "Queue filled": "used: active",
      "Queue quiet": "never: no-use",
      "Role shop": "standby: wired",
    });
  });

  it("names the last day, the owner and what is filled without end", () => {
    const found = sprawl(known(estate), usage);
    const once = found.items.find(({ resource }) => resource.name === "once");
    expect(once?.judgement.last).toBe(new Date(LATER.getTime() - 200 * 86_400_000).toISOString().slice(0, 10));
    expect(once?.owner).toEqual({ who: ["payments"], by: "tag", where: "Team" });
    expect(found.unowned).not.toContain(once?.resource.id);
    expect(found.withoutConsumer).toEqual(["arn:aws:sqs:us-east-1:123456789012:filled"]);
  });

  it("plans what goes, in order, and deletes nothing that stays", () => {
    const { plan } = sprawl(known(estate), usage);
    const deletes = plan.filter(({ phase }) => phase === "delete").map(({ command }) => command ?? "");
    const at = (text: string) => deletes.findIndex((command) => command.includes(text));
    expect(at("delete-rule --name into-nothing")).toBeGreaterThanOrEqual(0);
    expect(at("delete-function --function-name never")).toBeGreaterThan(at("delete-rule --name into-nothing"));
    expect(deletes.join("\n")).not.toMatch(/busy|triggered|filled|shop/);
    expect(plan.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1])).toEqual([
      "check",
      "record",
      "stop",
      "observe",
      "delete",
    ]);
  });

  it("what moto cannot list leaves functions unknown, never unused", () => {
    const functions = sprawl(estate, usage).items.filter(({ resource }) => resource.kind === "LambdaFunction");
    expect(functions.map(({ judgement }) => judgement.verdict).filter((verdict) => verdict === "never" || verdict === "long")).toEqual([]);
  });

  it("metrics cost calls only when asked for, and few", () => {
    const extra = (service: string) => (calls[service] ?? 0) - (normalCalls[service] ?? 0);
    expect(extra("cloudwatch")).toBe(1);
    // One list of groups, one look into the group of the function that is gone.
    expect(extra("logs")).toBe(2);
    // The age of the queue that is silent, not of the one that is filled.
    expect(extra("sqs")).toBe(1);
    expect(extra("lambda")).toBe(0);
  });
});

describe("denied metrics", () => {
  it("are unknown, never unused", async () => {
    const denied = emptyUsage();
    const refuse = { ...estate };
    const requestHandler = {
      handle: async () => {
        throw Object.assign(new Error("no"), { name: "AccessDeniedException", $fault: "client", $metadata: { httpStatusCode: 403 } });
      },
    };
    const { runCollector } = await import("../../platform/src/identify/aws/session.ts");
    const { emptyHarvest, tapeOptions } = await import("../../platform/src/identify/aws/tape.ts");
    const collector = usageCollector(refuse.resources, denied, { now: LATER, unusedDays: 90, creators: true });
    await runCollector(collector, "us-east-1", tapeOptions({ requestHandler, regions: ["us-east-1"] }), emptyHarvest());
    expect(denied.uses.size).toBeGreaterThan(5);
    const found = sprawl(known(estate), denied);
    const measured = found.items.filter(({ resource }) => ["LambdaFunction", "Queue"].includes(resource.kind));
    expect(measured.length).toBeGreaterThan(5);
    for (const { judgement } of measured) {
      expect(`${judgement.verdict}: ${judgement.reason}`).toBe("unknown: not-read");
      expect(judgement.because?.action).toBe("cloudwatch:GetMetricData");
    }
  });
});
