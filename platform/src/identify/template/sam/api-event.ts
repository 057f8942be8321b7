import { isIntrinsic, isObj, isSet, type Obj, objOf, onlyIf, Refusal, ref, sub } from "./core.ts";
import { type EventScope, fail, permit } from "./events.ts";
import { branches, child, isOpenApi3, methodKey } from "./openapi.ts";

/** Marks a document that the transform writes itself. */
export const managedMark = "__MANAGE_SWAGGER";

/** Marks an operation that needs no key where the API does. */
export const noApiKey = "__NO_API_KEY";

/** Key under which the custom statements of single events wait for the API's own expansion. */
export const eventStatements = "__EVENT_STATEMENTS";

interface Route {
  readonly apiId: string | undefined;
  readonly api: Obj;
  readonly path: string;
  readonly method: string;
}

/** A route of a REST API. */
export function apiEvent(scope: EventScope): void {
  const route = routeOf(scope);
  const api = objOf(route.api["Properties"]);
  const { partition } = scope.context.options;
  const stage = api["StageName"];
  const suffix = route.apiId === undefined ? "Test" : typeof stage === "string" ? stage : "Stage";
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}/${methodInArn(route.method)}${pathInArn(route.path)}`;
  const apiId = scope.properties["RestApiId"] ?? ref("ServerlessRestApi");
  permit(
    scope,
    "apigateway.amazonaws.com",
    { SourceArn: sub(arn, { __ApiId__: apiId, __Stage__: "*" }) },
    `${scope.id}Permission${suffix}`,
  );
  if (api[managedMark] !== true) return;
  const operation = addOperation(scope, route, api, lambdaIntegration(scope, `arn:${partition}:`));
  decorate(scope, api, operation);
}

/** The API an event belongs to, its path and its method. */
export function routeOf(scope: EventScope): Route {
  const p = scope.properties;
  const { Path: path, Method: method } = p;
  if (typeof path !== "string") return fail(scope, "Path", "it must be a text");
  if (typeof method !== "string") return fail(scope, "Method", "it must be a text");
  const given = p["RestApiId"] ?? ref("ServerlessRestApi");
  const id = objOf(given)["Ref"];
  const api = typeof id === "string" ? scope.context.resources[id] : undefined;
  if (api === undefined && !(typeof given === "string" || (typeof id === "string" && scope.context.parameters.has(id)))) {
    return fail(scope, "RestApiId", "it must be a Ref to an AWS::Serverless::Api of the same template");
  }
  const type = api?.["Type"];
  return { apiId: typeof id === "string" ? id : undefined, api: type === "AWS::Serverless::Api" ? (api ?? {}) : {}, path, method };
}

function methodInArn(method: string): string {
  return method.toLowerCase() === "any" ? "*" : method.toUpperCase();
}

/** Path parameters match anything in the ARN of a permission. */
export function pathInArn(path: string): string {
  const clean = path.replace(/\{[^}]*\}/gu, "*");
  return clean === "/" ? "/" : clean.replace(/\/$/u, "/");
}

export function lambdaIntegration(scope: EventScope, arnStart: string): Obj {
  const target = scope.hasAlias ? scope.targetId : `${scope.targetId}.Arn`;
  const uri = sub(`${arnStart}apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${target}}/invocations`);
  return { httpMethod: "POST", type: "aws_proxy", uri: onlyIf(scope.attributes["Condition"], uri) };
}

/** Puts an operation into the document of the API and returns it. */
export function addOperation(
  scope: EventScope,
  route: Pick<Route, "path" | "method">,
  api: Obj,
  integration: Obj,
  responses: Obj = {},
): Obj {
  const body = objOf(api["DefinitionBody"]);
  const item = child(child(body, "paths"), route.path);
  const key = methodKey(route.method);
  if (item[key] !== undefined && branches(item[key]).some((o) => o["x-amazon-apigateway-integration"] !== undefined)) {
    return fail(scope, "Method", `${route.method} is defined more than once for ${route.path}`);
  }
  const operation: Obj = { "x-amazon-apigateway-integration": integration, responses };
  item[key] = onlyIf(scope.attributes["Condition"], operation);
  return operation;
}

/** What the event says about authorization, models, parameters and the like. */
export function decorate(scope: EventScope, api: Obj, operation: Obj): void {
  const p = scope.properties;
  const integration = objOf(operation["x-amazon-apigateway-integration"]);
  authorize(scope, api, operation, integration);
  if (isSet(p["TimeoutInMillis"])) integration["timeoutInMillis"] = p["TimeoutInMillis"];
  if (isSet(p["RequestModel"])) requestModel(scope, api, operation);
  if (isSet(p["RequestParameters"])) requestParameters(scope, operation, integration);
}

function authorize(scope: EventScope, api: Obj, operation: Obj, integration: Obj): void {
  const auth = objOf(scope.properties["Auth"]);
  const apiAuth = objOf(api["Auth"]);
  const name = auth["Authorizer"];
  const fallback = apiAuth["DefaultAuthorizer"];
  if (isSet(name)) {
    if (typeof name !== "string") fail(scope, "Auth.Authorizer", "it must be the name of an authorizer");
    if (name === "NONE" && !isSet(fallback)) fail(scope, "Auth.Authorizer", "NONE has a meaning only beside a default authorizer");
    if (name !== "NONE" && name !== "AWS_IAM") {
      const all = apiAuth["Authorizers"];
      if (!isSet(all)) fail(scope, "Auth.Authorizer", "the API has no authorizers");
      if (!isObj(all) || !Object.hasOwn(all, String(name))) fail(scope, "Auth.Authorizer", `the API has no authorizer ${String(name)}`);
    }
  }
  const scopes = auth["AuthorizationScopes"];
  if (scopes !== undefined && !isSet(name)) fail(scope, "Auth.AuthorizationScopes", "scopes need an Authorizer");
  if (scopes !== undefined && !Array.isArray(scopes) && !isIntrinsic(scopes)) fail(scope, "Auth.AuthorizationScopes", "it must be a list");
  const security: Obj[] = [];
  if (auth["ApiKeyRequired"] === true) security.push({ api_key: [] });
  if (auth["ApiKeyRequired"] === false && apiAuth["ApiKeyRequired"] !== true)
    fail(scope, "Auth.ApiKeyRequired", "the API asks for no key that could be spared");
  if (auth["ApiKeyRequired"] === false) security.push({ [noApiKey]: [] });
  if (typeof name === "string" && name !== "") {
    const authorizer = objOf(objOf(apiAuth["Authorizers"])[name]);
    security.push({ [name]: scopes ?? authorizer["AuthorizationScopes"] ?? [] });
  }
  if (security.length > 0) operation["security"] = security;
  if (name === "AWS_IAM" || (!isSet(name) && fallback === "AWS_IAM"))
    invokeRole(auth, apiAuth, integration, scope.context.options.partition);
  const policy = auth["ResourcePolicy"];
  if (isSet(policy)) {
    const statements = Array.isArray(api[eventStatements]) ? api[eventStatements] : [];
    api[eventStatements] = [...statements, { policy, path: scope.properties["Path"], method: scope.properties["Method"] }];
  }
}

function invokeRole(auth: Obj, apiAuth: Obj, integration: Obj, partition: string): void {
  const role = auth["InvokeRole"] ?? apiAuth["InvokeRole"] ?? "CALLER_CREDENTIALS";
  if (role === "NONE") return;
  integration["credentials"] = role === "CALLER_CREDENTIALS" ? `arn:${partition}:iam::*:user/*` : role;
}

function validatorName(body: boolean, parameters: boolean): string {
  return body ? (parameters ? "body-and-params" : "body-only") : parameters ? "params-only" : "no-validation";
}

function requestModel(scope: EventScope, api: Obj, operation: Obj): void {
  const request = objOf(scope.properties["RequestModel"]);
  const name = request["Model"];
  const models = api["Models"];
  if (!isSet(name) || typeof name !== "string") return;
  if (!isSet(models)) fail(scope, "RequestModel.Model", "the API has no models");
  if (!isObj(models)) throw new Refusal(scope.owner, "Models", "it must be a mapping");
  if (!Object.hasOwn(models, name)) fail(scope, "RequestModel.Model", `the API has no model ${name}`);
  const body = objOf(api["DefinitionBody"]);
  const id = name.toLowerCase();
  const required = request["Required"];
  if (required !== undefined && typeof required !== "boolean") fail(scope, "RequestModel.Required", "it must be true or false");
  if (isOpenApi3(body) || String(api["OpenApiVersion"] ?? "").startsWith("3")) {
    operation["requestBody"] = {
      content: { "application/json": { schema: { $ref: `#/components/schemas/${id}` } } },
      ...(required === undefined ? {} : { required }),
    };
  } else {
    const parameter: Obj = {
      in: "body",
      name: id,
      schema: { $ref: `#/definitions/${id}` },
      ...(required === undefined ? {} : { required }),
    };
    operation["parameters"] = [...(Array.isArray(operation["parameters"]) ? operation["parameters"] : []), parameter];
  }
  const { ValidateBody: validateBody, ValidateParameters: validateParameters } = request;
  if (validateBody === undefined && validateParameters === undefined) return;
  if ([validateBody, validateParameters].some((v) => v !== undefined && typeof v !== "boolean")) {
    fail(scope, "RequestModel", "ValidateBody and ValidateParameters are true or false");
  }
  const validator = validatorName(validateBody === true, validateParameters === true);
  child(body, "x-amazon-apigateway-request-validators")[validator] = {
    validateRequestBody: validateBody === true,
    validateRequestParameters: validateParameters === true,
  };
  operation["x-amazon-apigateway-request-validator"] = validator;
}

function requestParameters(scope: EventScope, operation: Obj, integration: Obj): void {
  const given = scope.properties["RequestParameters"];
  const list = Array.isArray(given) ? given : [];
  const made: Obj[] = [];
  const cached: string[] = [];
  for (const entry of list) {
    const name = typeof entry === "string" ? entry : isObj(entry) && Object.keys(entry).length === 1 ? Object.keys(entry)[0] : undefined;
    if (name === undefined) return fail(scope, "RequestParameters", "an entry is a text or a mapping with one key");
    const parts = /^method\.request\.(header|querystring|path)\.(.+)$/u.exec(name);
    if (parts === null) return fail(scope, "RequestParameters", "a parameter is written method.request.<header|querystring|path>.<name>");
    const settings = isObj(entry) ? objOf(entry[name]) : {};
    const place = parts[1] === "querystring" ? "query" : parts[1];
    if (settings["Caching"] === true) cached.push(name);
    made.push({ required: settings["Required"] === true, type: "string", name: parts[2], in: place });
  }
  operation["parameters"] = [...(Array.isArray(operation["parameters"]) ? operation["parameters"] : []), ...made];
  if (cached.length > 0) integration["cacheKeyParameters"] = cached;
}
