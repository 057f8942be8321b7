import { isUnknown, type Place } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { arn, compact, type Expansion, type Fn, items, ref, type Shape, shape } from "./expansion.ts";
import { alphanumeric, functionId, methodName, normalized, normalizedPath } from "./names.ts";

function settings(out: Expansion): Shape {
  return shape(out.provider["apiGateway"]);
}

function apiId(out: Expansion): Json {
  return settings(out)["restApiId"] ?? ref("ApiGatewayRestApi");
}

function invokeUri(target: Json): Json {
  return {
    "Fn::Sub": [
      "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Target}/invocations",
      { Target: target },
    ],
  };
}

function resourcePolicy(out: Expansion): Json {
  const written = settings(out)["resourcePolicy"] ?? out.provider["resourcePolicy"];
  return written === undefined ? undefined : isUnknown(written) ? written : { Version: "2012-10-17", Statement: written };
}

function ensureApi(out: Expansion, place: Place | undefined): void {
  if (settings(out)["restApiId"] !== undefined || out.resources["ApiGatewayRestApi"] !== undefined) return;
  const type = out.provider["endpointType"];
  const fixed = out.provider["apiName"];
  out.add(
    "ApiGatewayRestApi",
    "AWS::ApiGateway::RestApi",
    compact({
      Name: fixed ?? (settings(out)["shouldStartNameWithService"] === true ? `${out.service}-${out.stage}` : `${out.stage}-${out.service}`),
      EndpointConfiguration: { Types: [typeof type === "string" ? type.toUpperCase() : (type ?? "EDGE")] },
      Policy: resourcePolicy(out),
      MinimumCompressionSize: settings(out)["minimumCompressionSize"],
      ApiKeySourceType: settings(out)["apiKeySourceType"],
      DisableExecuteApiEndpoint: settings(out)["disableDefaultEndpoint"],
    }),
    place,
  );
}

/** Declares the resources on a path and gives the id of the last. */
function resourceFor(out: Expansion, path: string, place: Place | undefined): { readonly id: Json; readonly name: string } {
  const parts = path.split("/").filter((part) => part !== "");
  const own = settings(out);
  const root =
    own["restApiRootResourceId"] ??
    (own["restApiId"] === undefined ? arn("ApiGatewayRestApi", "RootResourceId") : `${String(own["restApiId"])}-root`);
  let parent: Json = root;
  let walked = "";
  for (const part of parts) {
    walked += `/${part}`;
    const id = `ApiGatewayResource${normalizedPath(walked)}`;
    out.add(id, "AWS::ApiGateway::Resource", { RestApiId: apiId(out), ParentId: parent, PathPart: part }, place);
    parent = ref(id);
  }
  return { id: parent, name: normalizedPath(walked) };
}

function isCognito(target: Json): boolean {
  return typeof target === "string" && target.includes(":cognito-idp:");
}

/** Who may call a method: every form the framework takes. */
function authorizationOf(out: Expansion, written: Json, place: Place | undefined): Shape {
  if (written === undefined || written === null) return { AuthorizationType: "NONE" };
  if (isUnknown(written)) return { AuthorizationType: written };
  if (typeof written === "string" && /^aws_iam$/i.test(written)) return { AuthorizationType: "AWS_IAM" };
  const config: Shape = typeof written === "string" ? (written.startsWith("arn:") ? { arn: written } : { name: written }) : shape(written);
  const type = config["type"];
  if (typeof type === "string" && /^aws_iam$/i.test(type)) return { AuthorizationType: "AWS_IAM" };
  if (config["authorizerId"] !== undefined) {
    return { AuthorizationType: type === "COGNITO_USER_POOLS" ? "COGNITO_USER_POOLS" : "CUSTOM", AuthorizerId: config["authorizerId"] };
  }
  const named = config["name"];
  const target = config["arn"] ?? (typeof named === "string" ? arn(functionId(named)) : undefined);
  const cognito = type === "COGNITO_USER_POOLS" || isCognito(config["arn"]) || pointsToPool(out, config["arn"]);
  const label =
    typeof named === "string" ? named : typeof target === "string" ? (target.split(":").at(-1) ?? "").split("/").at(-1)! : "authorizer";
  const id = `${normalized(label).replace(/[^0-9A-Za-z]/g, "")}ApiGatewayAuthorizer`;
  const source = config["identitySource"] ?? "method.request.header.Authorization";
  out.add(
    id,
    "AWS::ApiGateway::Authorizer",
    compact({
      RestApiId: apiId(out),
      Name: label,
      Type: cognito ? "COGNITO_USER_POOLS" : typeof type === "string" && /^request$/i.test(type) ? "REQUEST" : "TOKEN",
      ProviderARNs: cognito ? [target] : undefined,
      AuthorizerUri: cognito ? undefined : invokeUri(target),
      AuthorizerResultTtlInSeconds: config["resultTtlInSeconds"] ?? 300,
      IdentitySource: source,
    }),
    place,
  );
  if (!cognito) {
    out.add(
      `${normalized(label).replace(/[^0-9A-Za-z]/g, "")}LambdaPermissionApiGateway`,
      "AWS::Lambda::Permission",
      { FunctionName: target, Action: "lambda:InvokeFunction", Principal: "apigateway.amazonaws.com", SourceArn: sourceArn(out) },
      place,
    );
  }
  return { AuthorizationType: cognito ? "COGNITO_USER_POOLS" : "CUSTOM", AuthorizerId: ref(id) };
}

function pointsToPool(out: Expansion, target: Json): boolean {
  const attribute = isObject(target) && !isUnknown(target) ? target["Fn::GetAtt"] : undefined;
  const logicalId = Array.isArray(attribute) ? attribute[0] : typeof attribute === "string" ? attribute.split(".")[0] : undefined;
  const blocks = items(out.root["resources"]).map((block) => shape(shape(block)["Resources"]));
  return typeof logicalId === "string" && blocks.some((resources) => shape(resources[logicalId])["Type"] === "AWS::Cognito::UserPool");
}

function sourceArn(out: Expansion): Json {
  return { "Fn::Sub": ["arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*", { Api: apiId(out) }] };
}

/** Schemas and parameters, and the validator that makes API Gateway look at them. */
function requestOf(out: Expansion, config: Shape, place: Place | undefined): Shape {
  const request = shape(config["request"]);
  const schemas = request["schemas"] ?? request["schema"];
  const parameters = shape(request["parameters"]);
  const properties: Record<string, Json> = {};
  for (const [from, into] of [
    ["querystrings", "querystring"],
    ["headers", "header"],
    ["paths", "path"],
  ] as const) {
    for (const [key, required] of Object.entries(shape(parameters[from]))) {
      const value = isObject(required) && !isUnknown(required) ? required["required"] : required;
      properties[`method.request.${into}.${key}`] = value;
    }
  }
  const out1: Record<string, Json> = {};
  if (Object.keys(properties).length > 0) out1["RequestParameters"] = properties;
  if (schemas !== undefined && schemas !== null) {
    const id = `ApiGateway${alphanumeric(out.service)}RequestValidator`;
    out.add(
      id,
      "AWS::ApiGateway::RequestValidator",
      {
        RestApiId: apiId(out),
        Name: `${out.service}-${out.stage} | Validate request body and querystring parameters`,
        ValidateRequestBody: true,
        ValidateRequestParameters: true,
      },
      place,
    );
    out1["RequestValidatorId"] = ref(id);
    out1["RequestModels"] = isUnknown(schemas)
      ? schemas
      : Object.fromEntries(Object.keys(shape(schemas)).map((type) => [type, `${alphanumeric(type)}Model`]));
  }
  return out1;
}

const INTEGRATIONS: Readonly<Record<string, string>> = {
  lambda: "AWS",
  "lambda-proxy": "AWS_PROXY",
  lambda_proxy: "AWS_PROXY",
  "aws-proxy": "AWS_PROXY",
  http: "HTTP",
  "http-proxy": "HTTP_PROXY",
  http_proxy: "HTTP_PROXY",
  mock: "MOCK",
};

/** `http: GET orders`, or `{method, path, authorizer, cors, private, request}`. */
export function addHttp(out: Expansion, fn: Fn, event: Json, place: Place | undefined): void {
  ensureApi(out, place);
  const config = shape(event);
  const [first = "", second = ""] = (typeof event === "string" ? event : "").trim().split(/\s+/);
  const method = String(isObject(event) ? (config["method"] ?? "any") : first).toUpperCase();
  const path = String(isObject(event) ? (config["path"] ?? "") : second).replace(/^\/+|\/+$/g, "");
  const { id, name } = resourceFor(out, path, place);
  const integration = String(config["integration"] ?? "lambda-proxy").toLowerCase();
  const type = INTEGRATIONS[integration] ?? "AWS_PROXY";
  const seconds = config["timeout"];
  out.add(
    `ApiGatewayMethod${name}${methodName(method)}`,
    "AWS::ApiGateway::Method",
    compact({
      RestApiId: apiId(out),
      ResourceId: id,
      HttpMethod: method,
      ...authorizationOf(out, isUnknown(event) ? event : config["authorizer"], place),
      ApiKeyRequired: config["private"] === true ? true : isUnknown(config["private"]) ? config["private"] : false,
      ...requestOf(out, config, place),
      Integration: compact({
        Type: type,
        IntegrationHttpMethod: type === "MOCK" ? undefined : "POST",
        Uri: type.startsWith("HTTP") ? shape(config["request"])["uri"] : type === "MOCK" ? undefined : invokeUri(arn(fn.id)),
        TimeoutInMillis: typeof seconds === "number" ? seconds * 1000 : undefined,
        ConnectionType:
          config["connectionType"] === undefined ? undefined : String(config["connectionType"]).toUpperCase().replace("-", "_"),
      }),
    }),
    place,
  );
  if (config["cors"] !== undefined && config["cors"] !== false && config["cors"] !== null) {
    out.add(
      `ApiGatewayMethod${name}Options`,
      "AWS::ApiGateway::Method",
      {
        RestApiId: apiId(out),
        ResourceId: id,
        HttpMethod: "OPTIONS",
        AuthorizationType: "NONE",
        ApiKeyRequired: false,
        Integration: { Type: "MOCK" },
      },
      place,
    );
  }
  if (type === "AWS" || type === "AWS_PROXY")
    out.permit(fn, `${normalized(fn.key)}LambdaPermissionApiGateway`, "apigateway.amazonaws.com", place, { SourceArn: sourceArn(out) });
}

/** What the framework sets on the stage: in the template, or right after the deployment. */
export function finishRestApi(out: Expansion, place: Place | undefined): void {
  const methods = Object.values(out.resources).some((resource) => isObject(resource) && resource["Type"] === "AWS::ApiGateway::Method");
  if (!methods) return;
  const stage = settings(out)["stage"] ?? out.stage;
  const logs = shape(out.provider["logs"])["restApi"];
  const logged = logs !== undefined && logs !== false && logs !== null && !isUnknown(logs);
  const own = shape(logs);
  const group = own["destinationArn"] ?? arn("ApiGatewayLogGroup");
  if (logged)
    out.add(
      "ApiGatewayLogGroup",
      "AWS::Logs::LogGroup",
      compact({ LogGroupName: `/aws/api-gateway/${out.service}-${out.stage}`, RetentionInDays: out.provider["logRetentionInDays"] }),
      place,
    );
  const traced = shape(out.provider["tracing"])["apiGateway"];
  const metrics = settings(out)["metrics"];
  const setting = compact({
    ResourcePath: "/*",
    HttpMethod: "*",
    LoggingLevel: logged && own["executionLogging"] !== false ? (own["level"] ?? "INFO") : undefined,
    DataTraceEnabled: logged ? (own["fullExecutionData"] ?? true) : undefined,
    MetricsEnabled: metrics,
  });
  if (settings(out)["restApiId"] === undefined || Object.keys(setting).length > 2) {
    out.add(
      "ApiGatewayDeployment",
      "AWS::ApiGateway::Deployment",
      {
        RestApiId: apiId(out),
        StageName: stage,
        StageDescription: compact({
          TracingEnabled: traced,
          AccessLogSetting: isUnknown(logs) ? logs : logged && own["accessLogging"] !== false ? { DestinationArn: group } : undefined,
          MethodSettings: Object.keys(setting).length > 2 ? [setting] : undefined,
        }),
      },
      place,
    );
  }
  addUsagePlan(out, stage, place);
}

function addUsagePlan(out: Expansion, stage: Json, place: Place | undefined): void {
  const keys = items(settings(out)["apiKeys"] ?? out.provider["apiKeys"]);
  const written = settings(out)["usagePlan"] ?? out.provider["usagePlan"];
  if (keys.length === 0 && written === undefined) return;
  const stages = [{ ApiId: apiId(out), Stage: stage }];
  const add = (id: string, name: string, plan: Json) => {
    const { quota, throttle } = shape(plan);
    out.add(
      id,
      "AWS::ApiGateway::UsagePlan",
      compact({
        UsagePlanName: name,
        ApiStages: stages,
        Quota: quota === undefined ? undefined : compact({ Limit: shape(quota)["limit"], Period: shape(quota)["period"] }),
        Throttle:
          throttle === undefined
            ? undefined
            : compact({ RateLimit: shape(throttle)["rateLimit"], BurstLimit: shape(throttle)["burstLimit"] }),
      }),
      place,
    );
  };
  if (Array.isArray(written)) {
    for (const item of written as Json[])
      for (const [name, plan] of Object.entries(shape(item)))
        add(`ApiGatewayUsagePlan${alphanumeric(name)}`, `${out.service}-${name}-${out.stage}`, plan);
  } else add("ApiGatewayUsagePlan", `${out.service}-${out.stage}`, written);
  for (const i of keys.keys()) out.add(`ApiGatewayApiKey${i + 1}`, "AWS::ApiGateway::ApiKey", { Enabled: true }, place);
}
