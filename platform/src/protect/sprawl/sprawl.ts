import type { Finding, Kind, Resource, Usage, World } from "../../model/index.ts";
import { costOf } from "./cost.ts";
import { Court } from "./court.ts";
import { type Item, isRetired, type Judgement, type Step, type Verdict, verdicts } from "./item.ts";
import { hasNoConsumer, judgeApi, judgeStore } from "./judge-apis.ts";
import { judgeFunction, judgeLayer, judgeLogGroup, judgeVersions } from "./judge-functions.ts";
import { judgeRole, judgeUser } from "./judge-people.ts";
import { judgeMapping, judgePipe, judgeRoute, judgeRule, judgeSchedule, judgeSubscription } from "./judge-triggers.ts";
import { type FileOwners, Makers, ownerOf } from "./owner.ts";
import { planOf, type Retirement } from "./plan.ts";
import { OpenFindings, riskOf, weightOf } from "./risk.ts";

export interface SprawlInput {
  /** What the collectors of usage read; undefined when nobody looked. */
  readonly usage: Usage | undefined;
  readonly findings: readonly Finding[];
  readonly fileOwners?: FileOwners;
}

export interface Sprawl {
  /** What may be retired first, by the risk it carries. */
  readonly items: readonly Item[];
  readonly plan: readonly Step[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Ids of functions and roles that nobody owns. */
  readonly unowned: readonly string[];
  /** Ids of queues and streams that are filled and never emptied. */
  readonly withoutConsumer: readonly string[];
}

/** Kinds in the order in which one helps to judge the next. */
const ORDER: readonly Kind[] = [
  "RestApi",
  "HttpApi",
  "AppSyncApi",
  "RestMethod",
  "HttpRoute",
  "RestAuthorizer",
  "HttpAuthorizer",
  "AppSyncDataSource",
  "EventRule",
  "Schedule",
  "Topic",
  "StateMachine",
  "Queue",
  "KinesisStream",
  "FirehoseStream",
  "DynamoTable",
  "EventSourceMapping",
  "Subscription",
  "Pipe",
  "LambdaFunction",
  "LambdaLayerVersion",
  "LogGroup",
  "Role",
  "User",
];

/** Parts of an API: they are judged with it, and told of only when they lead nowhere. */
const PARTS: ReadonlySet<Kind> = new Set(["RestMethod", "HttpRoute", "RestAuthorizer", "HttpAuthorizer", "AppSyncDataSource"]);

/** Each pass may free what the one before kept for the sake of something that is idle itself. */
const PASSES = 6;

/** What nobody uses or owns, what it risks and costs, and how to take it away. */
export function findSprawl(world: World, input: SprawlInput): Sprawl {
  const court = new Court(world, input.usage);
  const makers = new Makers(world.estate.resources);
  const judged = judgeAll(court, makers);
  const open = new OpenFindings(input.findings);
  const retirements: Retirement[] = [];
  const unowned: string[] = [];
  for (const { resource, judgement } of judged) {
    const maker = makers.makerOf(resource);
    const owner = ownerOf(resource, maker, court, input.fileOwners);
    const place = resource.origin.locate?.([]);
    const { id, kind, name, account, region, scope } = resource;
    const item: Item = {
      resource: { id, kind, name, account, region, scope },
      ...(place ? { place } : {}),
      judgement,
      owner,
      maker,
      risk: riskOf(resource, open, court),
      cost: costOf(resource, judgement, court),
    };
    retirements.push({ resource, item });
    if (!owner && judgement.subject === undefined && (kind === "LambdaFunction" || kind === "Role")) unowned.push(id);
  }
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { judgement } of judged) counts[judgement.verdict] += 1;
  return {
    items: retirements.map(({ item }) => item).sort(byUrgency),
    plan: planOf(retirements, court),
    counts,
    unowned,
    withoutConsumer: judged.filter(({ resource }) => hasNoConsumer(resource, court)).map(({ resource }) => resource.id),
  };
}

interface Judged {
  readonly resource: Resource;
  readonly judgement: Judgement;
}

function judgeAll(court: Court, makers: Makers): readonly Judged[] {
  const { resources } = court.world.estate;
  // A declaration whose resource was found alive is the same thing: it is judged once, as what it is.
  const alive = new Set(resources.filter((r) => r.origin.source === "aws").map((r) => makers.declarationOf(r)));
  const rank = new Map(ORDER.map((kind, index) => [kind, index]));
  const subjects = resources
    .filter((resource) => rank.has(resource.kind) && !(resource.origin.source === "template" && alive.has(resource)))
    .toSorted((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
  let told: Judged[] = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    const before = [...court.judged.values()].filter(isRetired).length;
    told = [];
    for (const resource of subjects) {
      const judgement = judge(resource, court);
      if (judgement) {
        court.judged.set(resource.id, judgement);
        if (!PARTS.has(resource.kind) || judgement.reason === "target-gone") told.push({ resource, judgement });
      } else court.judged.delete(resource.id);
    }
    if (pass > 0 && [...court.judged.values()].filter(isRetired).length === before) break;
  }
  const versions = told.flatMap(({ resource }): readonly Judged[] => {
    const judgement = resource.kind === "LambdaFunction" ? judgeVersions(resource, court) : undefined;
    return judgement ? [{ resource, judgement }] : [];
  });
  return [...told, ...versions];
}

function judge(resource: Resource, court: Court): Judgement | undefined {
  const judgement = judgeKind(resource, court);
  // Of what is only declared, nobody could have measured anything.
  return judgement?.reason === "not-measured" && resource.origin.source === "template" ? { ...judgement, reason: "no-metrics" } : judgement;
}

function judgeKind(resource: Resource, court: Court): Judgement | undefined {
  switch (resource.kind) {
    case "RestApi":
    case "HttpApi":
    case "AppSyncApi":
      return judgeApi(resource, court);
    case "RestMethod":
      return judgeRoute(resource, court) ?? asPart("RestApi", resource.RestApiId, resource, court);
    case "HttpRoute":
      return judgeRoute(resource, court) ?? asPart("HttpApi", resource.ApiId, resource, court);
    case "RestAuthorizer":
      return asPart("RestApi", resource.RestApiId, resource, court);
    case "HttpAuthorizer":
      return asPart("HttpApi", resource.ApiId, resource, court);
    case "AppSyncDataSource":
      return asPart("AppSyncApi", resource.ApiId, resource, court);
    case "EventRule":
      return judgeRule(resource, court);
    case "Schedule":
      return judgeSchedule(resource, court);
    case "Topic":
    case "Queue":
    case "KinesisStream":
    case "FirehoseStream":
    case "DynamoTable":
    case "StateMachine":
      return judgeStore(resource, court);
    case "EventSourceMapping":
      return judgeMapping(resource, court);
    case "Subscription":
      return judgeSubscription(resource, court);
    case "Pipe":
      return judgePipe(resource, court);
    case "LambdaFunction":
      return judgeFunction(resource, court);
    case "LambdaLayerVersion":
      return judgeLayer(resource, court);
    case "LogGroup":
      return judgeLogGroup(resource, court);
    case "Role":
      return judgeRole(resource, court);
    case "User":
      return judgeUser(resource, court);
    default:
      return undefined;
  }
}

function asPart(
  kind: "RestApi" | "HttpApi" | "AppSyncApi",
  id: Parameters<World["find"]>[1],
  near: Resource,
  court: Court,
): Judgement | undefined {
  const api = court.world.find(kind, id, near) as { readonly id?: string } | undefined;
  const whole = api?.id === undefined ? undefined : court.judged.get(api.id);
  return whole && isRetired(whole) ? { ...whole, reason: "source-idle" } : undefined;
}

function byUrgency(a: Item, b: Item): number {
  return (
    verdictRank(a) - verdictRank(b) ||
    weightOf(b.risk) - weightOf(a.risk) ||
    (b.cost.usd ?? 0) - (a.cost.usd ?? 0) ||
    a.resource.kind.localeCompare(b.resource.kind) ||
    a.resource.name.localeCompare(b.resource.name) ||
    (a.resource.id < b.resource.id ? -1 : 1)
  );
}

/** What may go, together; then the rest. */
function verdictRank({ judgement }: Item): number {
  return isRetired(judgement) ? 0 : verdicts.indexOf(judgement.verdict);
}
