import { type Fact, isUnknown, type Noun, type Statement, type Unknown, unknown, type World } from "../../../model/index.ts";
import type { Source } from "../question.ts";
import { resourceSources } from "./resource-policies.ts";

/** A method or route: what it is called in the ARNs of requests, and how it asks who calls. */
interface Way {
  readonly path: string;
  readonly authorization: Fact<string>;
  readonly id: string;
}

/**
 * Whom an API lets in because of how its methods ask who is calling. Without a policy of the API, a method that asks nobody lets
 * everybody in, and one with an authorizer whomever that lets in; only `AWS_IAM` leaves it to policies.
 */
export function apiSources(api: Noun<"RestApi"> | Noun<"HttpApi">, world: World): readonly Source[] {
  if (api.kind === "HttpApi") return openTo(waysOfHttp(api, world), api, api.ApiId);
  // With a policy, the policy decides; a private API without one lets nobody in.
  if (api.Policy !== undefined || (!isUnknown(api.EndpointTypes) && api.EndpointTypes.includes("PRIVATE"))) return resourceSources(api);
  return openTo(waysOfRest(api, world), api, api.RestApiId);
}

function waysOfRest(api: Noun<"RestApi">, world: World): Fact<readonly Way[]> {
  const methods = world.all("RestMethod", api);
  if (isUnknown(methods)) return methods;
  const own = methods.filter(({ RestApiId }) => isUnknown(RestApiId) || isUnknown(api.RestApiId) || RestApiId === api.RestApiId);
  return own.map(({ id, HttpMethod, ResourcePath, AuthorizationType, RestApiId }) => ({
    id,
    path: `*/${isUnknown(HttpMethod) || HttpMethod === "ANY" ? "*" : HttpMethod}${isUnknown(ResourcePath) ? "/*" : withoutNames(ResourcePath)}`,
    authorization: surely(AuthorizationType, [RestApiId, api.RestApiId, HttpMethod, ResourcePath, api.EndpointTypes]),
  }));
}

function waysOfHttp(api: Noun<"HttpApi">, world: World): Fact<readonly Way[]> {
  const routes = world.all("HttpRoute", api);
  if (isUnknown(routes)) return routes;
  const own = routes.filter(({ ApiId }) => isUnknown(ApiId) || isUnknown(api.ApiId) || ApiId === api.ApiId);
  // A WebSocket API asks at $connect; whoever is connected may call every route.
  const asking = own.filter(({ RouteKey }) => api.ProtocolType !== "WEBSOCKET" || isUnknown(RouteKey) || RouteKey === "$connect");
  return asking.map(({ id, RouteKey, AuthorizationType, ApiId }) => ({
    id,
    path: isUnknown(RouteKey) ? "*" : pathOfRoute(RouteKey, api),
    authorization: surely(AuthorizationType, [ApiId, api.ApiId, RouteKey]),
  }));
}

/** Which method it is about, and whether anybody outside can call it, must be known as well. */
function surely(authorization: Fact<string>, about: readonly Fact<unknown>[]): Fact<string> {
  return authorization === "AWS_IAM" ? authorization : (about.find(isUnknown) ?? authorization);
}

function pathOfRoute(key: string, { ProtocolType }: Noun<"HttpApi">): string {
  if (ProtocolType === "WEBSOCKET") return `*/${key}`;
  const [method = "", path] = key.split(" ", 2);
  if (path === undefined) return "*";
  return `*/${method === "ANY" ? "*" : method}${withoutNames(path)}`;
}

/** `/orders/{id}` is called as `/orders/17`. */
function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "*");
}

function openTo(ways: Fact<readonly Way[]>, api: Noun<"RestApi"> | Noun<"HttpApi">, id: Fact<string>): readonly Source[] {
  const partition = api.id.split(":", 2)[1];
  const prefix = `arn:${partition}:execute-api:${api.region}:${api.account}:${isUnknown(id) ? "*" : id}`;
  if (isUnknown(ways)) return [sourceOf(api.id, api.name, [allow([`${prefix}/*`], ways)])];
  return ways.flatMap(({ path, authorization, id: carrier }) => {
    if (authorization === "AWS_IAM") return [];
    const doubt =
      authorization === "NONE" ? undefined : isUnknown(authorization) ? authorization : unknown("elsewhere", { what: "authorizer" });
    return [
      sourceOf(carrier, `${api.name} ${path.slice(2)} AuthorizationType ${isUnknown(authorization) ? "?" : authorization}`, [
        allow([`${prefix}/${path}`], doubt),
      ]),
    ];
  });
}

function allow(Resource: readonly string[], Condition: Unknown | undefined): Statement {
  const Action = ["execute-api:Invoke"];
  return { Sid: undefined, Effect: "Allow", Principal: "*", Action, Resource, ...(Condition ? { Condition } : {}), index: 0 };
}

function sourceOf(carrier: string, name: string, Statement: readonly Statement[]): Source {
  return { name, policy: { Version: "2012-10-17", Statement }, carrier };
}
