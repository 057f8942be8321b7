import { type Fact, isUnknown, type NeedId, type Noun, type Resource } from "../../../model/index.ts";
import { restApiOf } from "../../edge/apis.ts";
import { type Way, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import { carry, fact } from "./fixed.ts";
import type { Stranger } from "./strangers.ts";

/** Front doors that ask nobody who they are, and what lies behind them. */
export function doors(b: Builder, who: Stranger, done: Set<string>): void {
  for (const method of b.estate.kind("RestMethod")) {
    const way = openMethod(b, who, method);
    if (way) open(b, who, method, "AuthorizationType", way, method.ApiKeyRequired === true ? ["api-key"] : [], done);
  }
  const connects = openSockets(b);
  for (const route of b.estate.kind("HttpRoute")) {
    const isSocket = route.ProtocolType === "WEBSOCKET";
    const way = isSocket ? (isUnknown(route.ApiId) ? undefined : connects.get(route.ApiId)) : wayPast(route.AuthorizationType);
    if (way) open(b, who, route, "AuthorizationType", way, [], done);
  }
  for (const api of b.estate.kind("AppSyncApi")) {
    const additional = isUnknown(api.AdditionalAuthenticationTypes) ? [] : api.AdditionalAuthenticationTypes;
    if (api.Visibility !== "PRIVATE" && [api.AuthenticationType, ...additional].includes("API_KEY"))
      open(b, who, api, "AuthenticationType", "allowed", ["api-key"], done);
  }
  for (const balancer of b.estate.kind("LoadBalancer"))
    if (balancer.Scheme === "internet-facing") open(b, who, balancer, "Scheme", "allowed", [], done);
}

function open(b: Builder, who: Stranger, door: Resource, path: string, way: Way, needs: readonly NeedId[], done: Set<string>): void {
  if (b.estate.world.graph.behind(door.id).length === 0) return;
  const node = b.estate.nodes.of(door, "door");
  b.link(who.node, node, { technique: "door", way, asks: [], needs, facts: [fact("no-authorizer", door, path)], base: 1 });
  carry(b, door, node, done);
}

/** A method without authorizer, unless its API is private or the API's policy lets nobody in. */
function openMethod(b: Builder, who: Stranger, method: Noun<"RestMethod">): Way | undefined {
  const past = wayPast(method.AuthorizationType);
  if (past === undefined || method.HttpMethod === "OPTIONS") return undefined;
  const api = restApiOf(method.RestApiId, method, b.estate.world);
  if (isUnknown(api) || api === undefined) return past;
  if (!isUnknown(api.EndpointTypes) && api.EndpointTypes.includes("PRIVATE")) return undefined;
  if (isUnknown(api.Policy)) return "depends";
  if (api.Policy === undefined) return past;
  const [, , , region = ""] = api.id.split(":");
  const resource = `arn:aws:execute-api:${region || api.region}:${api.account}:${isUnknown(api.RestApiId) ? "*" : api.RestApiId}/any/${isUnknown(method.HttpMethod) ? "GET" : method.HttpMethod}${isUnknown(method.ResourcePath) ? "/" : method.ResourcePath}`;
  const way = wayOf(who.asker, {
    action: "execute-api:Invoke",
    resource,
    account: api.account,
    policies: b.estate.policiesOf(api),
    keys: who.keys,
  });
  return way === "allowed" ? past : way;
}

/** Past a door that asks nobody; of one that may be such, nobody knows. */
function wayPast(authorization: Fact<string>): Way | undefined {
  return isUnknown(authorization) ? "depends" : authorization === "NONE" ? "allowed" : undefined;
}

/** A WebSocket API asks at $connect; whoever is connected may call every route. */
function openSockets(b: Builder): ReadonlyMap<string, Way> {
  const out = new Map<string, Way>();
  for (const route of b.estate.kind("HttpRoute")) {
    const way = wayPast(route.AuthorizationType);
    if (route.ProtocolType === "WEBSOCKET" && route.RouteKey === "$connect" && way && !isUnknown(route.ApiId)) out.set(route.ApiId, way);
  }
  return out;
}
