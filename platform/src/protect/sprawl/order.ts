import type { Kind, Resource } from "../../model/index.ts";
import type { Court } from "./court.ts";

/** What stands in front goes first, what others stand on goes last. */
const RANK: Readonly<Partial<Record<Kind, number>>> = {
  RestMethod: 0,
  HttpRoute: 0,
  RestApi: 1,
  HttpApi: 1,
  AppSyncApi: 1,
  EventSourceMapping: 2,
  EventRule: 2,
  Schedule: 2,
  Pipe: 2,
  Subscription: 2,
  StateMachine: 3,
  LambdaFunction: 4,
  LambdaLayerVersion: 5,
  Topic: 6,
  Queue: 6,
  KinesisStream: 6,
  FirehoseStream: 6,
  DynamoTable: 7,
  User: 8,
  Role: 9,
  LogGroup: 10,
};

/**
 * The order in which it is safe to take things away: before each resource everything that leads to it or stands on it.
 * Where these run in a circle, or say nothing, by rank: triggers, functions, layers, stores, roles, logs.
 */
export function retirementOrder(resources: readonly Resource[], court: Court): readonly Resource[] {
  const inside = new Map(resources.map((resource) => [resource.id, resource]));
  const waitsFor = new Map<string, Set<string>>();
  const frees = new Map<string, string[]>();
  const before = (first: string, second: string) => {
    if (first === second || !inside.has(first) || !inside.has(second)) return;
    const set = waitsFor.get(second) ?? new Set();
    if (set.has(first)) return;
    waitsFor.set(second, set.add(first));
    frees.set(first, [...(frees.get(first) ?? []), second]);
  };
  for (const { id } of resources) {
    const { graph } = court.world;
    for (const relation of graph.front(id)) if (relation.type !== "guarded-by") before(relation.from, id);
    for (const relation of graph.beside(id)) if (relation.from === id) before(id, relation.to);
  }
  const rank = (resource: Resource) => RANK[resource.kind] ?? 8;
  const order = (a: Resource, b: Resource) => rank(a) - rank(b) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
  const open = [...resources].sort(order);
  const done: Resource[] = [];
  while (open.length > 0) {
    const free = open.findIndex(({ id }) => (waitsFor.get(id)?.size ?? 0) === 0);
    // In a circle no order is right; rank breaks it.
    const [next] = open.splice(Math.max(free, 0), 1) as [Resource];
    waitsFor.delete(next.id);
    for (const id of frees.get(next.id) ?? []) waitsFor.get(id)?.delete(next.id);
    done.push(next);
  }
  return done;
}
