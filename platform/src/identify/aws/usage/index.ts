import {
  type Fact,
  isUnknown,
  knownOr,
  type LogFacts,
  type Noun,
  type Resource,
  type Use,
  type VersionFacts,
} from "../../../model/index.ts";
import { type Aws, type Collector, defineCollector } from "../collector.ts";
import { bornCalls, bornOn } from "./born.ts";
import { creatorCalls, creators } from "./creators.ts";
import { lambdaCalls, layerDays, versionsOf } from "./lambda-facts.ts";
import { logCalls, logFacts } from "./log-facts.ts";
import { combine, dayOf, newestUse } from "./metric-data.ts";
import { type Metric, metricsOf } from "./metrics.ts";

export interface UsageOptions {
  readonly now: Date;
  /** Days after which silence counts; what was at work since is not asked about further. */
  readonly unusedDays: number;
  /** Also ask CloudTrail who created functions and roles: two slow lists a region. */
  readonly creators: boolean;
}

/** What the collectors fill in; plain maps, so that an interrupted scan keeps what it has. */
export function emptyUsage() {
  return {
    uses: new Map<string, Use>(),
    taken: new Map<string, Use>(),
    born: new Map<string, Fact<string | undefined>>(),
    versions: new Map<string, Fact<readonly VersionFacts[]>>(),
    logs: new Map<string, Fact<LogFacts>>(),
    creators: new Map<string, string>(),
  };
}

type Draft = ReturnType<typeof emptyUsage>;

/**
 * Reads when what was found was last at work. Not one of the scan's collectors: it needs their result, it costs calls (and
 * USD 0.01 per 1,000 metrics), and only the question of sprawl needs it.
 */
export function usageCollector(found: readonly Resource[], usage: Draft, options: UsageOptions): Collector {
  return defineCollector({
    service: "usage",
    scope: "region",
    kinds: [],
    calls: { GetMetricData: "cloudwatch:GetMetricData", ...bornCalls, ...lambdaCalls, ...logCalls, ...creatorCalls },
    async collect(aws) {
      const here = found.filter((resource) => resource.region === aws.region);
      await Promise.all([
        readUses(aws, here, usage, options),
        readVersions(aws, here, usage),
        options.creators
          ? creators(
              aws,
              found.filter((r) => r.region === aws.region || r.kind === "Role"),
              options.now,
              (id, who) => usage.creators.set(id, who),
            )
          : undefined,
      ]);
      const limit = dayOf(options.now.getTime() - options.unusedDays * 86_400_000);
      const silent = here.filter((resource) => isSilent(usage.uses.get(resource.id), limit));
      await Promise.all([
        aws.each(silent, async (resource) => {
          const born = await bornOn(aws, resource);
          if (born !== undefined) usage.born.set(resource.id, born);
        }),
        readLogs(aws, here, silent, usage),
      ]);
    },
  });
}

/** Whether nothing shows that it was at work since the limit: there is none, it is older, or nobody could look. */
function isSilent(use: Use | undefined, limit: string): boolean {
  if (use === undefined) return false;
  const last = knownOr(use.last, undefined);
  return last === undefined || last < limit;
}

async function readUses(aws: Aws, here: readonly Resource[], usage: Draft, options: UsageOptions): Promise<void> {
  const parts = { uses: new Map<string, Part[]>(), taken: new Map<string, Part[]>() };
  let start = "";
  await newestUse(aws, here.flatMap(metricsOf), options.now, (metric, last, since) => {
    const map = parts[metric.side];
    const list = map.get(metric.of);
    if (list) list.push({ metric, last });
    else map.set(metric.of, [{ metric, last }]);
    start = since;
  });
  for (const side of ["uses", "taken"] as const) for (const [of, list] of parts[side]) usage[side].set(of, combine(list, start));
}

type Part = { readonly metric: Metric; readonly last: Parameters<typeof combine>[0][number]["last"] };

async function readVersions(aws: Aws, here: readonly Resource[], usage: Draft): Promise<void> {
  const functions = here.filter((r): r is Resource & Noun<"LambdaFunction"> => r.kind === "LambdaFunction");
  // Without published versions there is nothing more to learn than the scan did.
  const versioned = functions.filter((fn) => isUnknown(fn.Versions) || fn.Versions.length > 0);
  const layers = here.filter((r): r is Resource & Noun<"LambdaLayerVersion"> => r.kind === "LambdaLayerVersion");
  await Promise.all([
    aws.each(versioned, async (fn) => {
      usage.versions.set(fn.id, await versionsOf(aws, fn));
    }),
    layerDays(aws, layers, (id, born) => usage.born.set(id, born)),
  ]);
}

async function readLogs(aws: Aws, here: readonly Resource[], silent: readonly Resource[], usage: Draft): Promise<void> {
  const groups = here.filter((r): r is Resource & Noun<"LogGroup"> => r.kind === "LogGroup");
  const functions = here.filter((r): r is Resource & Noun<"LambdaFunction"> => r.kind === "LambdaFunction");
  const quiet = new Set(silent);
  const used = new Set(functions.map(logGroupOf));
  const atWork = new Set(functions.filter((fn) => !quiet.has(fn)).map(logGroupOf));
  // The logs of a function at work say nothing new; those of silent and of deleted functions do.
  await logFacts(
    aws,
    groups,
    (group) => !atWork.has(group.name) && (group.name.startsWith("/aws/lambda/") || used.has(group.name)),
    (id, facts) => usage.logs.set(id, facts),
  );
}

function logGroupOf(fn: Noun<"LambdaFunction">): string | undefined {
  return isUnknown(fn.LoggingConfig) ? undefined : knownOr(fn.LoggingConfig.LogGroup, undefined);
}
