import { addOperation, lambdaIntegration, managedMark } from "./api-event.ts";
import { isIntrinsic, isObj, isSet, objOf, Refusal, ref, sub } from "./core.ts";
import { type EventScope, fail, permit } from "./events.ts";
import { child } from "./openapi.ts";

/** A route of an HTTP API. */
export function httpEvent(scope: EventScope): void {
  const p = scope.properties;
  const { Path: path, Method: method } = p;
  if ((path === undefined) !== (method === undefined)) fail(scope, path === undefined ? "Path" : "Method", "Path and Method come together");
  if (path !== undefined && typeof path !== "string") fail(scope, "Path", "it must be a text");
  if (method !== undefined && typeof method !== "string") fail(scope, "Method", "it must be a text");
  const apiRef = p["ApiId"] ?? ref("ServerlessHttpApi");
  const id = objOf(apiRef)["Ref"];
  const api = typeof id === "string" ? scope.context.resources[id] : undefined;
  if (typeof id !== "string" || api?.["Type"] !== "AWS::Serverless::HttpApi") {
    if (api?.["Type"] === "AWS::Serverless::Api" && typeof id === "string")
      throw new Refusal(id, "", "a route of an HTTP API refers to this REST API");
    fail(scope, "ApiId", "it must be a Ref to an AWS::Serverless::HttpApi of the same template");
  }
  const isDefault = path === undefined;
  const verb = String(method ?? "").toLowerCase();
  const tail =
    isDefault || path === "$default"
      ? "/*"
      : `/${verb === "any" || verb === anyKey ? "*" : verb.toUpperCase()}${String(path).replace(/\{(?:[\w.-]+|proxy\+)\}/gu, "*")}`;
  const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${tail}`;
  if (isDefault || path === "$default" || !coveredByDefault(scope, id))
    permit(scope, "apigateway.amazonaws.com", { SourceArn: sub(arn, { __ApiId__: apiRef, __Stage__: "*" }) });
  const properties = objOf(api["Properties"]);
  routeSettings(scope, properties, isDefault);
  if (properties[managedMark] !== true) return;
  const integration = lambdaIntegration(scope, `arn:\${AWS::Partition}:`);
  const version = p["PayloadFormatVersion"];
  integration["payloadFormatVersion"] = version ?? "2.0";
  if (isSet(p["TimeoutInMillis"])) integration["timeoutInMillis"] = p["TimeoutInMillis"];
  const operation = addOperation(
    scope,
    { path: isDefault ? "$default" : String(path), method: isDefault ? anyKey : verb },
    properties,
    integration,
  );
  if (isDefault || path === "$default") operation["isDefaultRoute"] = true;
  const inPath = [...String(path ?? "").matchAll(/\{([^}]+)\}/gu)].map((m) => ({ name: m[1], in: "path", required: true }));
  if (inPath.length > 0) operation["parameters"] = inPath;
  authorize(scope, properties, operation);
}

/** The permission for the default route of a function covers its other routes. */
function coveredByDefault(scope: EventScope, apiId: string): boolean {
  if (scope.hasAlias || scope.attributes["Condition"] !== undefined) return false;
  const events = objOf(objOf(scope.context.resources[scope.owner]?.["Properties"])["Events"]);
  return Object.values(events).some((e) => {
    const p = objOf(objOf(e)["Properties"]);
    const api = p["ApiId"] === undefined ? "ServerlessHttpApi" : objOf(p["ApiId"])["Ref"];
    return objOf(e)["Type"] === "HttpApi" && api === apiId && (p["Path"] === undefined || p["Path"] === "$default");
  });
}

const anyKey = "x-amazon-apigateway-any-method";

function routeSettings(scope: EventScope, api: Record<string, unknown>, isDefault: boolean): void {
  const given = scope.properties["RouteSettings"];
  if (given === undefined) return;
  const settings = child(api, "RouteSettings");
  const { Path: path, Method: method } = scope.properties;
  const verb = String(method).toLowerCase() === "any" ? "ANY" : String(method).toUpperCase();
  const key = isDefault ? "$default" : `${verb} ${String(path)}`;
  settings[key] = { ...objOf(settings[key]), ...objOf(given) };
}

function authorize(scope: EventScope, api: Record<string, unknown>, operation: Record<string, unknown>): void {
  const auth = objOf(scope.properties["Auth"]);
  const apiAuth = objOf(api["Auth"]);
  const name = auth["Authorizer"];
  const scopes = auth["AuthorizationScopes"];
  if (isSet(name)) {
    if (typeof name !== "string") return fail(scope, "Auth.Authorizer", "it must be the name of an authorizer");
    if (name === "NONE") {
      if (!isSet(apiAuth["DefaultAuthorizer"]))
        return fail(scope, "Auth.Authorizer", "NONE has a meaning only beside a default authorizer");
    } else if (name === "AWS_IAM") {
      if (apiAuth["EnableIamAuthorizer"] !== true) return fail(scope, "Auth.Authorizer", "the API has no IAM authorization enabled");
    } else {
      const all = apiAuth["Authorizers"];
      if (!isSet(all)) return fail(scope, "Auth.Authorizer", "the API has no authorizers");
      if (!isObj(all) || !Object.hasOwn(all, name)) return fail(scope, "Auth.Authorizer", `the API has no authorizer ${name}`);
    }
  }
  if (scopes !== undefined) {
    if (!Array.isArray(scopes) && !isIntrinsic(scopes)) return fail(scope, "Auth.AuthorizationScopes", "it must be a list");
    if (!isSet(name) && !isSet(apiAuth["DefaultAuthorizer"])) return fail(scope, "Auth.AuthorizationScopes", "scopes need an Authorizer");
  }
  const used = isSet(name) ? name : scopes === undefined ? undefined : apiAuth["DefaultAuthorizer"];
  if (typeof used !== "string") return;
  const authorizer = objOf(objOf(apiAuth["Authorizers"])[used]);
  operation["security"] = [{ [used]: scopes ?? authorizer["AuthorizationScopes"] ?? [] }];
}
