import { noApiKey } from "./api-event.ts";
import { type Context, emit, type Source } from "./context.ts";
import { isObj, isSet, type Obj, objOf, Refusal, ref, sub } from "./core.ts";
import { operations, schemesOf, securityOf } from "./openapi.ts";

interface Asked {
  readonly logicalId: string;
  readonly auth: Obj;
  readonly body: Obj;
  readonly attributes: Obj;
  readonly source: Source;
}

const known = new Set([
  "DefaultAuthorizer",
  "Authorizers",
  "AddDefaultAuthorizerToCorsPreflight",
  "AddApiKeyRequiredToCorsPreflight",
  "InvokeRole",
  "ApiKeyRequired",
  "UsagePlan",
  "ResourcePolicy",
]);

/** Writes authorizers and what they guard into the document of a REST API. */
export function authorizeRest(context: Context, asked: Asked): void {
  const { logicalId, auth, body } = asked;
  for (const key of Object.keys(auth)) {
    if (!known.has(key)) throw new Refusal(logicalId, `Auth.${key}`, "there is no such property");
  }
  const authorizers = auth["Authorizers"];
  if (authorizers !== undefined && !isObj(authorizers)) throw new Refusal(logicalId, "Auth.Authorizers", "it must be a mapping");
  const schemes: Obj = {};
  for (const [name, authorizer] of Object.entries(objOf(authorizers))) {
    if (!isObj(authorizer)) throw new Refusal(logicalId, `Auth.Authorizers.${name}`, "it must be a mapping");
    schemes[name] = schemeOf(context, logicalId, name, authorizer);
    permission(context, asked, name, authorizer);
  }
  const fallback = auth["DefaultAuthorizer"];
  if (isSet(fallback)) defaultOf(asked, fallback, objOf(authorizers));
  if (auth["ApiKeyRequired"] === true) apiKeys(asked);
  for (const { operation } of operations(body)) {
    const security = securityOf(operation);
    if (security.some((s) => noApiKey in s)) operation["security"] = security.filter((s) => !(noApiKey in s));
  }
  const used = new Set(operations(body).flatMap((o) => securityOf(o.operation).flatMap((s) => Object.keys(s))));
  if (used.has("AWS_IAM") || fallback === "AWS_IAM") {
    schemes["AWS_IAM"] = { "x-amazon-apigateway-authtype": "awsSigv4", type: "apiKey", name: "Authorization", in: "header" };
  }
  if (used.has("api_key") || auth["ApiKeyRequired"] === true) schemes["api_key"] = { type: "apiKey", name: "x-api-key", in: "header" };
  if (Object.keys(schemes).length === 0) return;
  const all = schemesOf(body);
  for (const [name, scheme] of Object.entries(schemes)) all[name] ??= scheme;
}

function schemeOf(context: Context, logicalId: string, name: string, authorizer: Obj): Obj {
  const { UserPoolArn: pool, FunctionArn: fn, FunctionPayloadType: payload, Identity: identityValue } = authorizer;
  const at = `Auth.Authorizers.${name}`;
  const identity = objOf(identityValue);
  if (isSet(pool)) {
    const header = identity["Header"] ?? "Authorization";
    const expression = identity["ValidationExpression"];
    const scheme: Obj = { providerARNs: Array.isArray(pool) ? pool : [pool], type: "cognito_user_pools" };
    if (expression !== undefined) scheme["identityValidationExpression"] = expression;
    return {
      in: "header",
      type: "apiKey",
      name: header,
      "x-amazon-apigateway-authorizer": scheme,
      "x-amazon-apigateway-authtype": "cognito_user_pools",
    };
  }
  if (payload !== undefined && payload !== "TOKEN" && payload !== "REQUEST")
    throw new Refusal(logicalId, `${at}.FunctionPayloadType`, "it must be TOKEN or REQUEST");
  const uri = sub(
    `arn:${context.options.partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`,
    { __FunctionArn__: fn ?? null },
  );
  const made: Obj = { type: payload === "REQUEST" ? "request" : "token", authorizerUri: uri };
  const role = authorizer["FunctionInvokeRole"];
  if (role !== undefined && role !== "NONE") made["authorizerCredentials"] = role;
  const ttl = identity["ReauthorizeEvery"];
  if (ttl !== undefined) made["authorizerResultTtlInSeconds"] = ttl;
  let header: unknown = "Unused";
  if (payload === "REQUEST") {
    const sources = [
      ...parts(identity["Headers"]).map((h) => `method.request.header.${h}`),
      ...parts(identity["QueryStrings"]).map((q) => `method.request.querystring.${q}`),
      ...parts(identity["StageVariables"]).map((s) => `stageVariables.${s}`),
      ...parts(identity["Context"]).map((c) => `context.${c}`),
    ];
    if (sources.length === 0 && ttl !== 0)
      throw new Refusal(logicalId, `${at}.Identity`, "a request authorizer names what identifies the caller");
    if (sources.length > 0) made["identitySource"] = sources.join(", ");
  } else {
    header = identity["Header"] ?? "Authorization";
    if (identity["ValidationExpression"] !== undefined) made["identityValidationExpression"] = identity["ValidationExpression"];
  }
  return { in: "header", type: "apiKey", name: header, "x-amazon-apigateway-authorizer": made, "x-amazon-apigateway-authtype": "custom" };
}

function parts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function permission(context: Context, asked: Asked, name: string, authorizer: Obj): void {
  const fn = authorizer["FunctionArn"];
  if (!isSet(fn) || isSet(authorizer["UserPoolArn"])) return;
  if (authorizer["DisableFunctionDefaultPermissions"] === true) return;
  const arn = `arn:${context.options.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  emit(context, asked.source, {
    id: `${asked.logicalId}${name}AuthorizerPermission`,
    type: "AWS::Lambda::Permission",
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: fn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: sub(arn, { __ApiId__: ref(asked.logicalId) }),
    },
    attributes: asked.attributes,
  });
}

function defaultOf(asked: Asked, fallback: unknown, authorizers: Obj): void {
  const { logicalId, auth, body } = asked;
  if (typeof fallback !== "string") throw new Refusal(logicalId, "Auth.DefaultAuthorizer", "it must be the name of an authorizer");
  if (fallback !== "AWS_IAM" && !Object.hasOwn(authorizers, fallback)) {
    throw new Refusal(logicalId, "Auth.DefaultAuthorizer", `there is no authorizer ${fallback}`);
  }
  const preflight = auth["AddDefaultAuthorizerToCorsPreflight"] !== false;
  const names = new Set([...Object.keys(authorizers), "AWS_IAM", "NONE"]);
  const scopes = objOf(authorizers[fallback])["AuthorizationScopes"] ?? [];
  for (const { method, operation } of operations(body)) {
    if (operation["x-amazon-apigateway-integration"] === undefined) continue;
    if (method === "options" && !preflight) continue;
    const security = securityOf(operation);
    if (security.some((s) => Object.keys(s).some((k) => names.has(k)))) continue;
    operation["security"] = [...security, { [fallback]: scopes }];
  }
}

function apiKeys(asked: Asked): void {
  const preflight = asked.auth["AddApiKeyRequiredToCorsPreflight"] !== false;
  for (const { method, operation } of operations(asked.body)) {
    if (operation["x-amazon-apigateway-integration"] === undefined) continue;
    if (method === "options" && !preflight) continue;
    const security = securityOf(operation);
    if (security.some((s) => "api_key" in s || noApiKey in s)) continue;
    operation["security"] = [...security, { api_key: [] }];
  }
}
