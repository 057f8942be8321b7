import { type Fact, isUnknown, knownOr, type Noun, type Resource } from "../../model/index.ts";
import { type Court, standby } from "./court.ts";
import type { Judgement } from "./item.ts";

/** APIs, by their requests. */
export function judgeApi(api: Noun<"RestApi"> | Noun<"HttpApi"> | Noun<"AppSyncApi">, court: Court): Judgement {
  const silent = court.bySilence(court.usage?.uses.get(api.id), bornOf(api, court));
  // API Gateway counts the requests of a REST API by its name, and names may be shared.
  if (api.kind === "RestApi" && silent.verdict !== "unknown" && court.usage) {
    const twins = court.world.known("RestApi", api).filter((other) => other.name === api.name && other.region === api.region);
    const certain = silent.verdict === "never" || (silent.verdict === "used" && twins.length === 1) || twins.length === 1;
    if (!certain) return { ...silent, verdict: "unknown", reason: "name-shared" };
  }
  return silent;
}

/** Queues, streams, topics, tables and state machines: silent means unused only when nothing that is in use leads here. */
export function judgeStore(resource: Resource, court: Court): Judgement {
  const { usage } = court;
  const given = court.bySilence(usage?.uses.get(resource.id), bornOf(resource, court));
  // What is taken out is use as well: a stream that is read, a queue that somebody drains.
  const taken = usage?.taken.get(resource.id);
  const silent = given.verdict === "used" || taken === undefined ? given : stricter(given, court.bySilence(taken, bornOf(resource, court)));
  if (silent.verdict !== "never" && silent.verdict !== "long") return silent;
  const graph = court.world.graph;
  // An empty dead-letter queue is one that does its work.
  if (resource.kind === "Queue") {
    const [source] = graph.front(resource.id, "dead-letters-to");
    if (source) return standby(silent, "dead-letters", nameOf(source.from, court));
  }
  for (const relation of graph.front(resource.id)) {
    if (relation.type === "uses" || relation.type === "guarded-by" || relation.from === resource.id) continue;
    if (!court.isRetired(relation.from)) return standby(silent, "wired", nameOf(relation.from, court));
  }
  const user = exactUser(resource, court);
  if (user !== undefined) return standby(silent, "wired", user);
  return silent;
}

/** Of two views of one resource, the one that says less against it. */
function stricter(a: Judgement, b: Judgement): Judgement {
  const order = ["used", "unknown", "long", "never"];
  return order.indexOf(a.verdict) <= order.indexOf(b.verdict) ? a : b;
}

/** A function in use that is told of the resource by name. */
function exactUser(resource: Resource, court: Court): string | undefined {
  for (const { from } of court.world.graph.front(resource.id, "uses")) {
    const fn = court.resourceOf(from);
    if (fn?.kind !== "LambdaFunction" || court.isRetired(fn.id) || isUnknown(fn.Environment)) continue;
    const names = new Set([resource.id, resource.name, ...(resource.aliases ?? [])]);
    if (Object.values(fn.Environment).some((value) => typeof value === "string" && names.has(value))) return fn.name;
  }
  return undefined;
}

export function bornOf(resource: Resource, court: Court): Fact<string | undefined> {
  return court.usage?.born.get(resource.id);
}

export function nameOf(id: string, court: Court): string {
  return court.resourceOf(id)?.name ?? id;
}

/** Whether something puts messages in that nobody takes out: a note beside the verdict. */
export function hasNoConsumer(resource: Resource, court: Court): boolean {
  if (resource.kind !== "Queue" && resource.kind !== "KinesisStream") return false;
  const given = court.usage?.uses.get(resource.id);
  const taken = court.usage?.taken.get(resource.id);
  if (!given || !taken || taken.partly !== undefined || isUnknown(taken.last)) return false;
  if (court.world.graph.front(resource.id, "dead-letters-to").length > 0) return false;
  const sent = knownOr(given.last, undefined);
  return sent !== undefined && sent >= court.limit && taken.last === undefined;
}
