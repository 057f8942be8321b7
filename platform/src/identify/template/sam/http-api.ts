import { type Context, emit, inherited, own, resolve, type Source } from "./context.ts";
import { alnum, isIntrinsic, isObj, isSet, type Obj, objOf, pick, Refusal, ref, sub } from "./core.ts";
import { httpDomain } from "./domain.ts";
import { child, isOpenApi3, operations, schemesOf, securityOf } from "./openapi.ts";
import { place, plainPlace } from "./package-place.ts";

/** An HTTP API with its stage and domain. */
export function httpApi(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const attributes = inherited(declared);
  const { DefinitionUri: uri, DefinitionBody: given } = p;
  if (isSet(uri) && isSet(given)) throw new Refusal(logicalId, "DefinitionUri", "DefinitionUri and DefinitionBody exclude each other");
  const body = isObj(given) ? given : undefined;
  const tags = { "httpapi:createdBy": "SAM", ...objOf(p["Tags"]) };
  if (body === undefined) {
    for (const name of ["CorsConfiguration", "Auth", "Description", "DisableExecuteApiEndpoint", "Tags"]) {
      if (isSet(p[name]))
        throw new Refusal(logicalId, name, "it can be set only where the API is described in DefinitionBody or by events");
    }
  } else if (!isIntrinsic(body)) fill(context, { logicalId, p, body, tags, attributes, source });
  if (p["StageName"] !== undefined && typeof p["StageName"] === "string" && p["StageName"] === "")
    throw new Refusal(logicalId, "StageName", "it is empty");
  emit(context, source, {
    id: logicalId,
    type: "AWS::ApiGatewayV2::Api",
    properties: {
      ...pick(p, ["FailOnWarnings"]),
      Name: undefined,
      Body: body,
      BodyS3Location: isSet(uri) ? place(logicalId, "DefinitionUri", uri, plainPlace) : undefined,
    },
    attributes: own(declared),
  });
  const stage = stageOf(context, logicalId, p, tags, attributes, source);
  if (p["Domain"] !== undefined) {
    const domain = objOf(resolve(context, p["Domain"]));
    httpDomain(context, { logicalId, domain, attributes, source, stage: ref(stage), tags });
  }
}

interface Filling {
  readonly logicalId: string;
  readonly p: Obj;
  readonly body: Obj;
  readonly tags: Obj;
  readonly attributes: Obj;
  readonly source: Source;
}

function fill(context: Context, f: Filling): void {
  const { logicalId, p, body, tags } = f;
  const readable = isObj(body["paths"]) && isOpenApi3(body);
  for (const name of ["CorsConfiguration", "Auth"]) {
    if (isSet(p[name]) && !readable) throw new Refusal(logicalId, name, "the DefinitionBody is no OpenAPI 3 document");
  }
  if (p["Description"] !== undefined) {
    const info = child(body, "info");
    if (info["description"] !== undefined) throw new Refusal(logicalId, "Description", "the DefinitionBody has a description already");
    info["description"] = p["Description"];
  }
  if (isSet(p["Name"])) child(body, "info")["title"] = p["Name"];
  if (p["DisableExecuteApiEndpoint"] !== undefined) {
    const servers = Array.isArray(body["servers"]) ? body["servers"] : [{}];
    for (const server of servers) {
      if (isObj(server))
        child(server, "x-amazon-apigateway-endpoint-configuration")["disableExecuteApiEndpoint"] = p["DisableExecuteApiEndpoint"];
    }
    body["servers"] = servers;
  }
  authorize(context, f);
  if (isSet(p["CorsConfiguration"])) cors(context, logicalId, p["CorsConfiguration"], body);
  if (isSet(p["FailOnWarnings"])) slashDefault(objOf(body["paths"]));
  const existing = Array.isArray(body["tags"]) ? body["tags"] : [];
  const others = existing.filter((t) => !Object.hasOwn(tags, String(objOf(t)["name"])));
  body["tags"] = [...others, ...Object.entries(tags).map(([name, value]) => ({ name, "x-amazon-apigateway-tag-value": value }))];
}

/** With `FailOnWarnings` the translator writes the default route with a slash. */
function slashDefault(paths: Obj): void {
  if (paths["$default"] === undefined) return;
  paths["/$default"] = paths["$default"];
  delete paths["$default"];
}

const corsNames: Readonly<Record<string, string>> = {
  AllowOrigins: "allowOrigins",
  AllowMethods: "allowMethods",
  AllowHeaders: "allowHeaders",
  ExposeHeaders: "exposeHeaders",
  MaxAge: "maxAge",
  AllowCredentials: "allowCredentials",
};

function cors(context: Context, logicalId: string, given: unknown, body: Obj): void {
  const value = resolve(context, given);
  if (value === true) {
    body["x-amazon-apigateway-cors"] = { allowOrigins: ["*"] };
    return;
  }
  if (!isObj(value) || isIntrinsic(value)) throw new Refusal(logicalId, "CorsConfiguration", "it must be true or a mapping");
  const out: Obj = {};
  for (const [name, setting] of Object.entries(value)) {
    const to = corsNames[name];
    if (to === undefined) throw new Refusal(logicalId, `CorsConfiguration.${name}`, "there is no such property");
    if (isSet(setting)) out[to] = setting;
  }
  body["x-amazon-apigateway-cors"] = out;
}

const authNames = ["Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer"];

function authorize(context: Context, f: Filling): void {
  const { logicalId, p, body } = f;
  const auth = p["Auth"];
  if (!isSet(auth)) return;
  const settings = objOf(auth);
  for (const key of Object.keys(settings)) {
    if (!authNames.includes(key)) throw new Refusal(logicalId, `Auth.${key}`, "there is no such property");
  }
  const authorizers = settings["Authorizers"];
  if (authorizers !== undefined && !isObj(authorizers)) throw new Refusal(logicalId, "Auth.Authorizers", "it must be a mapping");
  const schemes: Obj = {};
  for (const [name, authorizer] of Object.entries(objOf(authorizers))) {
    if (!isObj(authorizer)) throw new Refusal(logicalId, `Auth.Authorizers.${name}`, "it must be a mapping");
    schemes[name] = scheme(context, logicalId, name, authorizer);
    if (authorizer["EnableFunctionDefaultPermissions"] === true) permission(context, f, name, authorizer["FunctionArn"]);
  }
  if (settings["EnableIamAuthorizer"] === true) {
    schemes["AWS_IAM"] = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };
  }
  if (Object.keys(schemes).length > 0) Object.assign(schemesOf(body), schemes);
  const fallback = settings["DefaultAuthorizer"];
  if (!isSet(fallback)) return;
  if (typeof fallback !== "string") throw new Refusal(logicalId, "Auth.DefaultAuthorizer", "it must be the name of an authorizer");
  if (!Object.hasOwn(schemes, fallback)) throw new Refusal(logicalId, "Auth.DefaultAuthorizer", `there is no authorizer ${fallback}`);
  const scopes = objOf(objOf(authorizers)[fallback])["AuthorizationScopes"] ?? [];
  const names = new Set([...Object.keys(schemes), "NONE"]);
  for (const { operation, method } of operations(body)) {
    if (method === "options" || operation["x-amazon-apigateway-integration"] === undefined) continue;
    const security = securityOf(operation);
    if (security.some((s) => Object.keys(s).some((k) => names.has(k)))) continue;
    operation["security"] = [...security, { [fallback]: scopes }];
  }
}

function scheme(context: Context, logicalId: string, name: string, a: Obj): Obj {
  const at = `Auth.Authorizers.${name}`;
  const jwt = a["JwtConfiguration"];
  const { FunctionArn: fn, AuthorizerPayloadFormatVersion: version } = a;
  if (isSet(jwt)) {
    if (!isSet(a["IdentitySource"])) throw new Refusal(logicalId, at, "a JWT authorizer has an IdentitySource");
    if (isSet(fn)) throw new Refusal(logicalId, at, "an authorizer is either JWT or Lambda");
    const lower = Object.fromEntries(Object.entries(objOf(jwt)).map(([k, v]) => [k.toLowerCase(), v]));
    return {
      type: "oauth2",
      "x-amazon-apigateway-authorizer": { jwtConfiguration: lower, identitySource: a["IdentitySource"], type: "jwt" },
    };
  }
  if (!isSet(fn)) throw new Refusal(logicalId, at, "an authorizer has a JwtConfiguration or a FunctionArn");
  if (a["AuthorizationScopes"] !== undefined) throw new Refusal(logicalId, `${at}.AuthorizationScopes`, "scopes belong to JWT authorizers");
  if (!isSet(version)) throw new Refusal(logicalId, `${at}.AuthorizerPayloadFormatVersion`, "the property is required");
  const identity = objOf(a["Identity"]);
  const sources = [
    ...names(identity["Headers"]).map((h) => `$request.header.${h}`),
    ...names(identity["QueryStrings"]).map((q) => `$request.querystring.${q}`),
    ...names(identity["StageVariables"]).map((s) => `$stageVariables.${s}`),
    ...names(identity["Context"]).map((c) => `$context.${c}`),
  ];
  const uri = `arn:${context.options.partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`;
  const made: Obj = { type: "request", authorizerUri: sub(uri, { __FunctionArn__: fn }), authorizerPayloadFormatVersion: version };
  if (isSet(a["FunctionInvokeRole"]) && a["FunctionInvokeRole"] !== "NONE") made["authorizerCredentials"] = a["FunctionInvokeRole"];
  if (identity["ReauthorizeEvery"] !== undefined) made["authorizerResultTtlInSeconds"] = identity["ReauthorizeEvery"];
  if (sources.length > 0) made["identitySource"] = sources;
  if (a["EnableSimpleResponses"] !== undefined) made["enableSimpleResponses"] = a["EnableSimpleResponses"];
  return { type: "apiKey", name: "Unused", in: "header", "x-amazon-apigateway-authorizer": made };
}

function names(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function permission(context: Context, f: Filling, name: string, fn: unknown): void {
  const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
  emit(context, f.source, {
    id: `${f.logicalId}${name}AuthorizerPermission`,
    type: "AWS::Lambda::Permission",
    properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: fn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: sub(arn, { __ApiId__: ref(f.logicalId) }),
    },
    attributes: f.attributes,
  });
}

function stageOf(context: Context, logicalId: string, p: Obj, tags: Obj, attributes: Obj, source: Source): string {
  const name = p["StageName"] ?? "$default";
  const id = name === "$default" ? `${logicalId}ApiGatewayDefaultStage` : `${logicalId}${typeof name === "string" ? alnum(name) : ""}Stage`;
  emit(context, source, {
    id,
    type: "AWS::ApiGatewayV2::Stage",
    properties: {
      ...pick(p, ["AccessLogSettings", "DefaultRouteSettings", "RouteSettings"]),
      ApiId: ref(logicalId),
      StageName: name,
      StageVariables: p["StageVariables"],
      Tags: p["DefinitionBody"] === undefined ? undefined : tags,
      AutoDeploy: true,
    },
    attributes,
  });
  context.referable.set(`${logicalId}.Stage`, id);
  return id;
}
