import { eventStatements } from "./api-event.ts";
import { type Context, digest, emit, inherited, own, resolve, type Source } from "./context.ts";
import { isIntrinsic, isObj, isSet, type Obj, objOf, pick, Refusal, ref, tagList } from "./core.ts";
import { restDomain } from "./domain.ts";
import { child, isOpenApi3 } from "./openapi.ts";
import { place, plainPlace } from "./package-place.ts";
import { authorizeRest } from "./rest-auth.ts";
import { addCors } from "./rest-cors.ts";
import { applyResourcePolicy, type EventPolicy } from "./rest-policy.ts";
import { usagePlan } from "./usage-plan.ts";

/** A REST API with its deployment, stage, domain and everything in front of it. */
export function restApi(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const attributes = inherited(declared);
  const { DefinitionUri: uri, DefinitionBody: given } = p;
  if (isSet(uri) && isSet(given)) throw new Refusal(logicalId, "DefinitionUri", "DefinitionUri and DefinitionBody exclude each other");
  const openApiVersion = resolve(context, p["OpenApiVersion"]);
  if (openApiVersion !== undefined && !(typeof openApiVersion === "string" && /^(?:2\.0|3\.\d(?:\.\d)?)$/u.test(openApiVersion))) {
    throw new Refusal(logicalId, "OpenApiVersion", "it must be 2.0 or 3.x");
  }
  const body = isObj(given) ? given : undefined;
  needBody(logicalId, p, body);
  if (body !== undefined)
    fill(context, {
      logicalId,
      p,
      body,
      openApiVersion: typeof openApiVersion === "string" ? openApiVersion : undefined,
      attributes,
      source,
    });
  const endpoint = p["EndpointConfiguration"];
  const endpointObject = endpointOf(endpoint);
  emit(context, source, {
    id: logicalId,
    type: "AWS::ApiGateway::RestApi",
    properties: {
      ...pick(p, [
        "Name",
        "Description",
        "FailOnWarnings",
        "MinimumCompressionSize",
        "Mode",
        "ApiKeySourceType",
        "BinaryMediaTypes",
        "SecurityPolicy",
        "EndpointAccessMode",
        "Policy",
      ]),
      Body: body,
      BodyS3Location: isSet(uri) ? place(logicalId, "DefinitionUri", uri, plainPlace) : undefined,
      ...(endpointObject === undefined ? {} : { EndpointConfiguration: endpointObject.value, Parameters: endpointObject.parameters }),
      Tags: p["PropagateTags"] === true && p["Tags"] !== undefined ? tagList(p["Tags"]) : undefined,
    },
    attributes: own(declared),
  });
  const stage = stageOf(context, logicalId, p, body ?? uri, openApiVersion, attributes, source);
  if (p["Domain"] !== undefined) {
    const domain = resolve(context, p["Domain"]);
    restDomain(context, { logicalId, domain: objOf(domain), attributes, source, stage: ref(stage), tags: {} });
  }
  usagePlan(context, { logicalId, auth: objOf(p["Auth"]), stage, attributes, source });
}

/** Settings that are written into the document cannot stand where there is none. */
function needBody(logicalId: string, p: Obj, body: Obj | undefined): void {
  if (body !== undefined) return;
  for (const name of ["Cors", "Auth", "GatewayResponses", "Models", "DisableExecuteApiEndpoint"]) {
    if (isSet(p[name])) throw new Refusal(logicalId, name, "it can be set only where the API is described in DefinitionBody or by events");
  }
}

interface Filling {
  readonly logicalId: string;
  readonly p: Obj;
  readonly body: Obj;
  readonly openApiVersion: string | undefined;
  readonly attributes: Obj;
  readonly source: Source;
}

function fill(context: Context, f: Filling): void {
  const { logicalId, p, body, openApiVersion } = f;
  if (isIntrinsic(body)) {
    for (const name of ["Cors", "Auth", "GatewayResponses", "Models"]) {
      if (isSet(p[name])) throw new Refusal(logicalId, name, "it needs a DefinitionBody that can be read before deployment");
    }
    return;
  }
  const readable = isObj(body["paths"]) && (body["swagger"] !== undefined || body["openapi"] !== undefined);
  const needed = (name: string): void => {
    if (isSet(p[name]) && !readable) throw new Refusal(logicalId, name, "the DefinitionBody is no OpenAPI document");
  };
  for (const name of ["Cors", "Auth", "GatewayResponses", "Models"]) needed(name);
  if (openApiVersion?.startsWith("3") === true && body["swagger"] !== undefined && isSet(p["OpenApiVersion"])) {
    delete body["swagger"];
    body["openapi"] = openApiVersion;
  }
  if (p["DisableExecuteApiEndpoint"] !== undefined) disableEndpoint(p, body);
  if (isSet(p["Cors"])) addCors(context, logicalId, p, body);
  const auth = objOf(resolve(context, p["Auth"]));
  authorizeRest(context, { ...f, auth });
  const policy = auth["ResourcePolicy"];
  const events = p[eventStatements];
  applyResourcePolicy(logicalId, body, policy, Array.isArray(events) ? (events as EventPolicy[]) : [], p["StageName"]);
  if (isSet(p["GatewayResponses"])) gatewayResponses(logicalId, p["GatewayResponses"], body);
  if (isSet(p["Models"])) models(logicalId, p["Models"], body);
  const types = resolve(context, p["BinaryMediaTypes"]);
  if (Array.isArray(types) && types.length > 0 && isSet(types)) {
    body["x-amazon-apigateway-binary-media-types"] = types.map((t: unknown) => (typeof t === "string" ? t.replaceAll("~1", "/") : t));
  }
  if (isOpenApi3(body)) inComponents(body);
}

/** OpenAPI 3 keeps models and schemes below `components`. */
function inComponents(body: Obj): void {
  const move = (from: string, to: string): void => {
    const value = body[from];
    if (!isObj(value)) return;
    delete body[from];
    const target = child(child(body, "components"), to);
    for (const [k, v] of Object.entries(value)) target[k] = v;
  };
  move("securityDefinitions", "securitySchemes");
  move("definitions", "schemas");
}

function disableEndpoint(p: Obj, body: Obj): void {
  const settings = { disableExecuteApiEndpoint: p["DisableExecuteApiEndpoint"] };
  if (isOpenApi3(body)) {
    const servers = Array.isArray(body["servers"]) ? body["servers"] : [];
    const first = objOf(servers[0]);
    first["x-amazon-apigateway-endpoint-configuration"] = { ...objOf(first["x-amazon-apigateway-endpoint-configuration"]), ...settings };
    body["servers"] = [first, ...servers.slice(1)];
    return;
  }
  body["x-amazon-apigateway-endpoint-configuration"] = { ...objOf(body["x-amazon-apigateway-endpoint-configuration"]), ...settings };
}

const responseTypes = ["ResponseParameters", "ResponseTemplates", "StatusCode"];

function gatewayResponses(logicalId: string, given: unknown, body: Obj): void {
  const out = child(body, "x-amazon-apigateway-gateway-responses");
  for (const [name, response] of Object.entries(objOf(given))) {
    if (!isObj(response)) throw new Refusal(logicalId, `GatewayResponses.${name}`, "it must be a mapping");
    for (const key of Object.keys(response)) {
      if (!responseTypes.includes(key)) throw new Refusal(logicalId, `GatewayResponses.${name}.${key}`, "there is no such property");
    }
    const parameters: Obj = {};
    const shown = objOf(response["ResponseParameters"]);
    for (const [kind, key] of [
      ["Headers", "header"],
      ["Paths", "path"],
      ["QueryStrings", "querystring"],
    ] as const) {
      for (const [k, v] of Object.entries(objOf(shown[kind]))) parameters[`gatewayresponse.${key}.${k}`] = v;
    }
    const status = response["StatusCode"];
    out[name] = {
      responseParameters: parameters,
      responseTemplates: response["ResponseTemplates"] ?? {},
      ...(status === undefined ? {} : { statusCode: typeof status === "object" ? status : String(status) }),
    };
  }
}

function models(logicalId: string, given: unknown, body: Obj): void {
  const out = child(body, "definitions");
  for (const [name, schema] of Object.entries(objOf(given))) {
    if (!isObj(schema)) throw new Refusal(logicalId, `Models.${name}`, "it must be a mapping");
    if (schema["type"] === undefined) {
      throw new Refusal(logicalId, `Models.${name}`, "a model has a type");
    }
    out[name.toLowerCase()] = schema;
  }
}

function endpointOf(given: unknown): { value: unknown; parameters: Obj } | undefined {
  if (given === undefined) return undefined;
  if (isObj(given) && !isIntrinsic(given)) {
    const { Type: type, VPCEndpointIds: ids = given["VpcEndpointIds"], IpAddressType: ip } = given;
    return {
      value: {
        ...(type === undefined ? {} : { Types: [type] }),
        ...(ids === undefined ? {} : { VpcEndpointIds: ids }),
        ...(ip === undefined ? {} : { IpAddressType: ip }),
      },
      parameters: { endpointConfigurationTypes: type },
    };
  }
  return { value: { Types: [given] }, parameters: { endpointConfigurationTypes: given } };
}

function stageOf(
  context: Context,
  logicalId: string,
  p: Obj,
  content: unknown,
  openApiVersion: unknown,
  attributes: Obj,
  source: Source,
): string {
  const stageName = p["StageName"];
  const sha = digest(content);
  const deploymentId = `${logicalId}Deployment${sha.slice(0, 10)}`;
  emit(context, source, {
    id: deploymentId,
    type: "AWS::ApiGateway::Deployment",
    properties: {
      Description: `RestApi deployment id: ${sha}`,
      RestApiId: ref(logicalId),
      // A stage named "Stage" comes along with every deployment, unless the version of the document was chosen.
      StageName: openApiVersion === undefined ? "Stage" : undefined,
    },
    attributes,
  });
  const prefix = typeof stageName === "string" ? stageName : "";
  const stage = `${logicalId}${prefix}Stage`.replace(/[^A-Za-z0-9]/gu, "");
  emit(context, source, {
    id: stage,
    type: "AWS::ApiGateway::Stage",
    properties: {
      ...pick(p, [
        "AccessLogSetting",
        "CacheClusterEnabled",
        "CacheClusterSize",
        "CanarySetting",
        "MethodSettings",
        "TracingEnabled",
        "Variables",
      ]),
      DeploymentId: ref(deploymentId),
      RestApiId: ref(logicalId),
      StageName: stageName,
      Tags: p["Tags"] === undefined ? undefined : tagList(p["Tags"]),
    },
    attributes,
  });
  context.referable.set(`${logicalId}.Stage`, stage);
  context.referable.set(`${logicalId}.Deployment`, deploymentId);
  return stage;
}
