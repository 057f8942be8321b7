import data from "../../../data/prices.json" with { type: "json" };
import { isUnknown, type Noun, type Resource } from "../../model/index.ts";
import type { Court } from "./court.ts";
import type { Cost, CostPart, Judgement } from "./item.ts";

type PriceName = keyof typeof data.prices;

const HOURS_A_MONTH = 730;
const GB = 1024 ** 3;

/** The day on which the prices were read. */
export const pricesAsOf: string = data.as_of;

/** Where each price comes from. */
export const priceSources: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(data.prices).map(([name, { source }]) => [name, source]),
);

function price(name: PriceName, region: string): number | undefined {
  const regions: Readonly<Record<string, number>> = data.prices[name].regions;
  return Object.hasOwn(regions, region) ? regions[region] : undefined;
}

const FREE: Cost = { usd: 0, atMost: false, parts: [] };
const NOT_KNOWN: Cost = { usd: undefined, atMost: false, parts: [] };

/** Kinds that cost nothing while nobody uses them. */
const IDLE_IS_FREE: ReadonlySet<Resource["kind"]> = new Set([
  "Role",
  "User",
  "LambdaLayerVersion",
  "EventSourceMapping",
  "EventRule",
  "Schedule",
  "Subscription",
  "Queue",
  "Topic",
  "StateMachine",
  "HttpApi",
  "RestMethod",
  "HttpRoute",
]);

/** What the resource costs by being there. A price that is not known makes the whole not known, never zero. */
export function costOf(resource: Resource, judgement: Judgement, court: Court): Cost {
  if (judgement.subject !== undefined && resource.kind === "LambdaFunction") return versionsCost(resource, judgement.subject, court);
  if (resource.kind === "LambdaFunction") return functionCost(resource);
  if (resource.kind === "LogGroup") return logCost(resource, court);
  if (resource.kind === "RestApi") return restApiCost(resource, court);
  return IDLE_IS_FREE.has(resource.kind) ? FREE : NOT_KNOWN;
}

function functionCost(fn: Noun<"LambdaFunction">): Cost {
  const parts: CostPart[] = [];
  const { ReservedConcurrentExecutions: reserved, ProvisionedConcurrency: provisioned, MemorySize, Architectures, SnapStart, Runtime } = fn;
  // Reserved concurrency costs no money, but others of the account cannot have it.
  if (!isUnknown(reserved) && reserved !== undefined)
    parts.push({ what: "reserved-concurrency", quantity: reserved, unit: "executions", usd: 0 });
  if (isUnknown(provisioned)) return { ...NOT_KNOWN, parts };
  // Snapshots are kept for a charge, except those of Java.
  const isSnapped = isUnknown(SnapStart) || (SnapStart !== undefined && SnapStart !== "None");
  let usd: number | undefined = isSnapped && (isUnknown(Runtime) || !Runtime?.startsWith("java")) ? undefined : 0;
  for (const { Executions } of provisioned) {
    if (isUnknown(Executions) || isUnknown(MemorySize) || isUnknown(Architectures)) return { ...NOT_KNOWN, parts };
    const each = price(
      Architectures.includes("arm64") ? "lambda-provisioned-concurrency-arm64" : "lambda-provisioned-concurrency-x86_64",
      fn.region,
    );
    const gigabytes = (Executions * MemorySize) / 1024;
    const cost = each === undefined ? undefined : gigabytes * each * HOURS_A_MONTH * 3600;
    parts.push({ what: "provisioned-concurrency", quantity: gigabytes, unit: "GB", ...(cost === undefined ? {} : { usd: cost }) });
    usd = usd === undefined || cost === undefined ? undefined : usd + cost;
  }
  return { usd, atMost: false, parts };
}

/** Old code is not charged; it counts against the 75 GB of the region. */
function versionsCost(fn: Noun<"LambdaFunction">, subject: string, court: Court): Cost {
  const facts = court.usage?.versions.get(fn.id);
  if (facts === undefined || isUnknown(facts)) return FREE;
  const stale = new Set(subject.split(", "));
  let bytes = 0;
  for (const { Version, CodeSize } of facts) if (stale.has(Version)) bytes += CodeSize ?? 0;
  return { usd: 0, atMost: false, parts: [{ what: "code-storage", quantity: bytes, unit: "bytes", usd: 0 }] };
}

/** Charged by the compressed size, and only the size before compression is told: an upper bound. */
function logCost(group: Noun<"LogGroup">, court: Court): Cost {
  const facts = court.usage?.logs.get(group.id);
  if (facts === undefined || isUnknown(facts) || facts.StoredBytes === undefined) return NOT_KNOWN;
  const bytes = facts.StoredBytes;
  const each = price("logs-storage", group.region);
  const usd = bytes === 0 ? 0 : each === undefined ? undefined : (bytes / GB) * each;
  return {
    usd,
    atMost: usd !== undefined && usd > 0,
    parts: [{ what: "log-storage", quantity: bytes, unit: "bytes", ...(usd === undefined ? {} : { usd }) }],
  };
}

/** A stage's cache is charged by the hour, used or not, and by a size that is not read. */
function restApiCost(api: Noun<"RestApi">, court: Court): Cost {
  const stages = court.world.all("RestStage", api);
  if (isUnknown(stages)) return NOT_KNOWN;
  const cached = stages.some((stage) => stage.RestApiId === api.RestApiId && stage.CacheClusterEnabled !== false);
  return cached ? NOT_KNOWN : FREE;
}
