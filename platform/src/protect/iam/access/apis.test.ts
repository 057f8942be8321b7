import { describe, expect, it } from "vitest";
import { type Gap, isUnknown, parsePolicy, type Resource, unknown, World } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { apiSources } from "./api-policies.ts";

const A = "111122223333";
const CALL = `arn:aws:execute-api:ap-northeast-1:${A}`;
const unread = unknown("access-denied");

function worldWith(resources: readonly unknown[], gaps: readonly Gap[] = []): World {
  return new World(
    { scopes: [], resources: resources as Resource[], gaps, problems: [], unrecognised: {} },
    { now: new Date("2026-11-22T00:00:00Z") },
  );
}
/** What is open to everybody; with a question mark where something else decides. */
function open(api: Parameters<typeof apiSources>[0], beside: readonly unknown[], gaps: readonly Gap[] = []): readonly string[] {
  return apiSources(api, worldWith([api, ...beside], gaps)).flatMap(({ policy }) => {
    if (isUnknown(policy)) return ["?"];
    return policy.Statement.map(({ Effect, Principal, Action, Resource: on, Condition }) => {
      expect([Effect, Principal, Action]).toEqual(["Allow", "*", ["execute-api:Invoke"]]);
      const doubt = Condition === undefined ? "" : isUnknown(Condition) ? ` ? ${Condition.reason}` : " if";
      return `${(on ?? []).join().replace(`${CALL}:`, "")}${doubt}`;
    });
  });
}
const gapIn = (kind: "RestMethod" | "HttpRoute"): Gap => ({ scope: `aws:${A}`, kind, region: "*", because: unread });

describe("how the methods of a REST API ask who is calling", () => {
  const api = (fields: object = {}) =>
    resource("RestApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/restapis/r1",
      name: "r",
      RestApiId: "r1",
      Policy: undefined,
      EndpointTypes: ["EDGE"],
      ...fields,
    });
  const method = (fields: object = {}) =>
    resource("RestMethod", {
      id: "m",
      name: "m",
      RestApiId: "r1",
      HttpMethod: "GET",
      ResourcePath: "/a",
      AuthorizationType: "NONE",
      ...fields,
    });

  it.each<readonly [what: string, method: object, expected: readonly string[]]>([
    ["not at all", {}, ["r1/*/GET/a"]],
    ["by its role", { AuthorizationType: "AWS_IAM" }, []],
    ["by an authorizer", { AuthorizationType: "CUSTOM" }, ["r1/*/GET/a ? elsewhere"]],
    ["nobody knows how", { AuthorizationType: unread }, ["r1/*/GET/a ? access-denied"]],
    ["for every method", { HttpMethod: "ANY" }, ["r1/*/*/a"]],
    ["below a name", { ResourcePath: "/a/{id}/b/{proxy+}" }, ["r1/*/GET/a/*/b/*"]],
    ["for nobody knows which method", { HttpMethod: unread }, ["r1/*/*/a ? access-denied"]],
    ["for nobody knows which path", { ResourcePath: unread }, ["r1/*/GET/* ? access-denied"]],
    ["by its role, for nobody knows which method", { HttpMethod: unread, AuthorizationType: "AWS_IAM" }, []],
    ["for nobody knows which API", { RestApiId: unread }, ["r1/*/GET/a ? access-denied"]],
    ["for another API", { RestApiId: "r2" }, []],
  ])("%s", (_, fields, expected) => {
    expect(open(api(), [method(fields)])).toEqual(expected);
  });
  it("each of several", () => {
    expect(
      open(api(), [
        method(),
        method({ id: "n", HttpMethod: "POST", AuthorizationType: "AWS_IAM" }),
        method({ id: "o", HttpMethod: "PUT" }),
      ]),
    ).toEqual(["r1/*/GET/a", "r1/*/PUT/a"]);
  });
  it("nobody knows, where the methods could not be read", () => {
    expect(open(api(), [method()], [gapIn("RestMethod")])).toEqual(["r1/* ? access-denied"]);
  });
  it("of an API whose id nobody knows, whichever it is", () => {
    expect(open(api({ RestApiId: unread }), [method()])).toEqual(["*/*/GET/a ? access-denied"]);
  });
  it("does not matter to a private API, nor to one with a policy", () => {
    expect(open(api({ EndpointTypes: ["PRIVATE"] }), [method()])).toEqual([]);
    expect(open(api({ EndpointTypes: unread }), [method()])).toEqual(["r1/*/GET/a ? access-denied"]);
    const Policy = parsePolicy({
      Statement: { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/prod/*" },
    });
    expect(open(api({ Policy }), [method()])).toEqual(["r1/prod/*"]);
    expect(open(api({ Policy: unread }), [method()])).toEqual(["?"]);
  });
  it("is told by name, with what carries it", () => {
    const [source] = apiSources(api(), worldWith([api(), method({ AuthorizationType: "CUSTOM" })]));
    expect(source).toMatchObject({ carrier: "m", name: "r GET/a AuthorizationType CUSTOM" });
    const [lost] = apiSources(api(), worldWith([api(), method({ AuthorizationType: unread })]));
    expect(lost?.name).toBe("r GET/a AuthorizationType ?");
  });
});

describe("how the routes of another API ask who is calling", () => {
  const api = (ProtocolType: string, fields: object = {}) =>
    resource("HttpApi", {
      Arn: "arn:aws:apigateway:ap-northeast-1::/apis/h1",
      name: "h",
      ApiId: "h1",
      ProtocolType: ProtocolType as "HTTP",
      ...fields,
    });
  const route = (fields: object = {}) =>
    resource("HttpRoute", { id: "m", name: "m", ApiId: "h1", RouteKey: "GET /a/{id}", AuthorizationType: "NONE", ...fields });

  it.each<readonly [what: string, type: string, route: object, expected: readonly string[]]>([
    ["not at all", "HTTP", {}, ["h1/*/GET/a/*"]],
    ["by its role", "HTTP", { AuthorizationType: "AWS_IAM" }, []],
    ["by a token", "HTTP", { AuthorizationType: "JWT" }, ["h1/*/GET/a/* ? elsewhere"]],
    ["for every method", "HTTP", { RouteKey: "ANY /a" }, ["h1/*/*/a"]],
    ["for what no other route is for", "HTTP", { RouteKey: "$default" }, ["h1/*"]],
    ["for nobody knows what", "HTTP", { RouteKey: unread }, ["h1/* ? access-denied"]],
    ["for nobody knows which API", "HTTP", { ApiId: unread }, ["h1/*/GET/a/* ? access-denied"]],
    ["for another API", "HTTP", { ApiId: "h2" }, []],
    ["when somebody connects", "WEBSOCKET", { RouteKey: "$connect" }, ["h1/*/$connect"]],
    ["when somebody connects, by its role", "WEBSOCKET", { RouteKey: "$connect", AuthorizationType: "AWS_IAM" }, []],
    ["when somebody connected sends something", "WEBSOCKET", { RouteKey: "send" }, []],
    ["nobody knows when", "WEBSOCKET", { RouteKey: unread }, ["h1/* ? access-denied"]],
  ])("%s (%s)", (_, type, fields, expected) => {
    expect(open(api(type), [route(fields)])).toEqual(expected);
  });
  it("nobody knows, where the routes could not be read", () => {
    expect(open(api("HTTP"), [route()], [gapIn("HttpRoute")])).toEqual(["h1/* ? access-denied"]);
  });
  it("of an API whose id nobody knows, whichever it is", () => {
    expect(open(api("HTTP", { ApiId: unread }), [route()])).toEqual(["*/*/GET/a/* ? access-denied"]);
  });
});
