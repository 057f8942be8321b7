import { isUnknown, knownOr, type Noun, type Resource, type Unknown, unknown } from "../../model/index.ts";
import { oncePer } from "../compute/once.ts";
import { type Court, notRead, standby } from "./court.ts";
import type { Judgement } from "./item.ts";
import { mayRunAtEdge, wiringOf } from "./wiring.ts";

/**
 * A function is unused when nothing called it, nothing that is alive can call it, and it is old enough to have been called.
 * INVARIANT: every list that could hide a caller was read to its end.
 */
export function judgeFunction(fn: Noun<"LambdaFunction">, court: Court): Judgement {
  // What was changed lately is being worked on, and Lambda keeps no other day than that of the last change.
  const silent = court.bySilence(court.usage?.uses.get(fn.id), fn.LastModified);
  if (silent.verdict === "used") return silent;
  const logged = lastLogged(fn, court);
  if (logged !== undefined && logged >= court.limit) return { verdict: "used", reason: "active", last: logged, by: "logs" };
  if (silent.verdict === "unknown") return silent;
  const seen = logged !== undefined && (silent.last === undefined || logged > silent.last) ? { ...silent, last: logged } : silent;
  const judged: Judgement = seen.last === undefined ? seen : { ...seen, verdict: "long" };

  const edge = mayRunAtEdge(fn, court);
  if (isUnknown(edge)) return notRead(edge, judged.since ? { since: judged.since } : {});
  if (edge) return { verdict: "unknown", reason: "edge" };
  if (isUnknown(fn.LastModified)) return notRead(fn.LastModified);
  if (fn.LastModified !== undefined && fn.LastModified.slice(0, 10) > court.limit)
    return { ...judged, verdict: "unknown", reason: "too-young", about: fn.LastModified.slice(0, 10) };
  const wiring = wiringOf(fn, court);
  if (isUnknown(wiring))
    return notRead(wiring, { ...(judged.last ? { last: judged.last } : {}), ...(judged.since ? { since: judged.since } : {}) });
  return wiring === undefined ? judged : standby(judged, "wired", wiring);
}

function lastLogged(fn: Noun<"LambdaFunction">, court: Court): string | undefined {
  if (!court.usage || isUnknown(fn.LoggingConfig) || isUnknown(fn.LoggingConfig.LogGroup)) return undefined;
  const group = court.world.find("LogGroup", fn.LoggingConfig.LogGroup ?? `/aws/lambda/${fn.name}`, fn);
  if (isUnknown(group) || group === undefined || isShared(group, fn, court)) return undefined;
  const facts = court.usage.logs.get(group.id);
  return facts === undefined || isUnknown(facts) ? undefined : knownOr(facts.LastEvent, undefined);
}

/** The newest event of a group that several functions write to says nothing of any one of them. */
function isShared(group: Noun<"LogGroup">, fn: Noun<"LambdaFunction">, court: Court): boolean {
  return court.world.graph.beside(group.id, "logs-to").some((relation) => relation.to === group.id && relation.from !== fn.id);
}

/** Kinds that can name a function together with one of its versions. */
const NAMING = [
  "EventSourceMapping",
  "EventRule",
  "Schedule",
  "Pipe",
  "Subscription",
  "RestMethod",
  "HttpRoute",
  "RestAuthorizer",
  "HttpAuthorizer",
  "StateMachine",
  "UserPool",
  "Bucket",
  "LambdaFunction",
  "CloudFrontDistribution",
] as const;

/** `<function name>:<qualifier>` as written anywhere in the scope. */
function qualifiedNames(fn: Noun<"LambdaFunction">, court: Court): ReadonlySet<string> {
  return oncePer(court.world, fn, "sprawl-qualified-names", () => {
    const names = new Set<string>();
    for (const kind of NAMING)
      for (const resource of court.world.known(kind, fn) as unknown as readonly Resource[])
        for (const [, name] of JSON.stringify({ ...resource, origin: undefined }).matchAll(/function:([\w-]+:[\w$-]+)/g))
          names.add(name as string);
    return names;
  });
}

/**
 * Published versions that no alias, trigger or caller needs. The newest one stays: it is the way back.
 * Undefined when there are none, or when the whole function may go.
 */
export function judgeVersions(fn: Noun<"LambdaFunction">, court: Court): Judgement | undefined {
  const { usage } = court;
  const facts = usage?.versions.get(fn.id);
  if (!usage || facts === undefined || court.isRetired(fn.id)) return undefined;
  if (isUnknown(facts)) return notRead(facts, { subject: "versions" });
  const needed = neededVersions(fn);
  if (isUnknown(needed)) return notRead(needed, { subject: "versions" });
  const edge = mayRunAtEdge(fn, court);
  if (edge !== false)
    return isUnknown(edge) ? notRead(edge, { subject: "versions" }) : { verdict: "unknown", reason: "edge", subject: "versions" };
  const newest = facts.map((f) => Number(f.Version)).reduce((a, b) => Math.max(a, b), 0);
  const named = qualifiedNames(fn, court);
  const stale = facts.filter(({ Version, Published }) => {
    if (Number(Version) === newest || needed.has(Version) || named.has(`${fn.name}:${Version}`)) return false;
    // The function may have a few callers that name a version: its own metric decides.
    return ["never", "long"].includes(court.bySilence(usage.uses.get(`${fn.id}:${Version}`), Published).verdict);
  });
  if (stale.length === 0) return undefined;
  return {
    verdict: "long",
    reason: "versions-stale",
    subject: stale.map(({ Version }) => Version).join(", "),
    by: "AWS/Lambda Invocations",
  };
}

/** Versions that aliases, policies and settings of the function hold on to. */
function neededVersions(fn: Noun<"LambdaFunction">): ReadonlySet<string> | Unknown {
  const { Aliases, Policies, ProvisionedConcurrency, EventInvokeConfigs } = fn;
  if (isUnknown(Aliases)) return Aliases;
  if (isUnknown(Policies)) return Policies;
  if (isUnknown(ProvisionedConcurrency)) return ProvisionedConcurrency;
  if (isUnknown(EventInvokeConfigs)) return EventInvokeConfigs;
  const needed = new Set<string>();
  for (const { FunctionVersion, AdditionalVersions = [] } of Aliases) {
    if (isUnknown(FunctionVersion)) return FunctionVersion;
    if (isUnknown(AdditionalVersions)) return AdditionalVersions;
    for (const version of [FunctionVersion, ...AdditionalVersions]) needed.add(version);
  }
  for (const { Qualifier } of [...Policies, ...ProvisionedConcurrency, ...EventInvokeConfigs])
    if (Qualifier !== undefined) needed.add(Qualifier);
  return needed;
}

/** Versions of layers that no function, in any of its versions, is built on. */
export function judgeLayer(layer: Noun<"LambdaLayerVersion">, court: Court): Judgement {
  const { world, usage } = court;
  const functions = world.inRegion("LambdaFunction", layer);
  let doubt: Unknown | undefined = isUnknown(functions) ? functions : undefined;
  const holder = world.graph.beside(layer.id, "has-layer").find((relation) => relation.to === layer.id && !court.isRetired(relation.from));
  if (holder) return { verdict: "used", reason: "referenced", about: court.resourceOf(holder.from)?.name ?? holder.from };
  for (const fn of world.known("LambdaFunction", layer)) {
    if (fn.region !== layer.region || court.isRetired(fn.id)) continue;
    doubt ??= isUnknown(fn.Layers) ? fn.Layers : fn.Layers.find(isUnknown);
    if (fn.origin.source === "template" || (!isUnknown(fn.Versions) && fn.Versions.length === 0)) continue;
    const versions = usage?.versions.get(fn.id) ?? unknown("not-collected", { action: "lambda:ListVersionsByFunction" });
    if (isUnknown(versions)) doubt ??= versions;
    else if (versions.some((version) => version.Layers.includes(layer.id)))
      return { verdict: "used", reason: "referenced", about: fn.name };
  }
  if (usage === undefined && layer.origin.source === "aws") return { verdict: "unknown", reason: "no-metrics" };
  if (doubt) return notRead(doubt);
  // Who may use it from elsewhere cannot be seen from here.
  if (isUnknown(layer.Policy)) return notRead(layer.Policy);
  if (layer.Policy !== undefined) return { verdict: "unknown", reason: "granted-outside" };
  if (layer.origin.source === "template") {
    if (layer.origin.isMentioned?.() !== false) return { verdict: "unknown", reason: "elsewhere" };
    return { verdict: "never", reason: "not-referenced" };
  }
  const born = usage?.born.get(layer.id);
  if (isUnknown(born)) return notRead(born);
  if (born === undefined) return { verdict: "unknown", reason: "age-unknown" };
  if (born > court.limit) return { verdict: "unknown", reason: "too-young", about: born };
  return { verdict: "never", reason: "not-referenced", since: born };
}

/** Logs of functions that are gone, or that go. */
export function judgeLogGroup(group: Noun<"LogGroup">, court: Court): Judgement | undefined {
  const name = /^\/aws\/lambda\/(.+)$/.exec(group.name)?.[1];
  const writers = court.world.graph.beside(group.id, "logs-to").filter((relation) => relation.to === group.id);
  if (writers.length > 0)
    return writers.every((relation) => court.isRetired(relation.from))
      ? { verdict: "long", reason: "function-idle", about: writers.map((w) => court.resourceOf(w.from)?.name ?? w.from).join(", ") }
      : undefined;
  // Replicas at the edge write as `us-east-1.<name>` in every region.
  if (name === undefined || group.origin.source === "template" || /^[a-z]{2}-[a-z]+-\d\./.test(name)) return undefined;
  const fn = court.world.find("LambdaFunction", name, group);
  if (isUnknown(fn) || fn !== undefined) return isUnknown(fn) ? notRead(fn) : undefined;
  const functions = court.world.inRegion("LambdaFunction", group);
  if (isUnknown(functions)) return notRead(functions);
  const unplaced = functions.find((one) => isUnknown(one.LoggingConfig))?.LoggingConfig;
  if (isUnknown(unplaced)) return notRead(unplaced);
  const facts = court.usage?.logs.get(group.id);
  if (facts === undefined) return { verdict: "unknown", reason: "no-metrics" };
  if (isUnknown(facts)) return notRead(facts);
  if (isUnknown(facts.LastEvent)) return notRead(facts.LastEvent);
  if (facts.LastEvent !== undefined && facts.LastEvent >= court.limit)
    return { verdict: "used", reason: "active", last: facts.LastEvent, by: "logs" };
  // Some make the group first and the function after it.
  if (facts.LastEvent === undefined && facts.Created === undefined) return { verdict: "unknown", reason: "age-unknown" };
  if (facts.LastEvent === undefined && facts.Created !== undefined && facts.Created > court.limit)
    return { verdict: "unknown", reason: "too-young", about: facts.Created };
  return {
    verdict: "long",
    reason: "function-gone",
    about: name,
    ...(facts.LastEvent === undefined ? {} : { last: facts.LastEvent }),
    by: "logs",
  };
}
