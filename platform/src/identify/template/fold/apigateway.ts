import { type Fact, isUnknown, type MethodSetting, mapFact, type Noun, type Resource, unknown } from "../../../model/index.ts";
import {
  apiDomainNameArn,
  restApiArn,
  restAuthorizerId,
  restMethodId,
  restStageArn,
  routeName,
  stageName,
  usagePlanId,
} from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { idOf, noun, ownPolicy, policyAt, whereOf } from "./make.ts";
import {
  type OpenApi,
  type Operation,
  openApiOf,
  requestModelsOf,
  requestParametersOf,
  schemeKind,
  schemesAt,
  schemesOf,
  securityOf,
  validatorOf,
} from "./openapi.ts";
import {
  choice,
  document,
  eachOf,
  entries,
  flag,
  get,
  list,
  must,
  num,
  or,
  stringsOr,
  tags,
  text,
  textMap,
  texts,
  wholeList,
  written,
} from "./read.ts";
import { webAclInFrontOf } from "./waf.ts";

const AUTH = { none: "NONE", iam: "AWS_IAM", cognito: "COGNITO_USER_POOLS", custom: "CUSTOM", jwt: "CUSTOM" } as const;

/** Milliseconds AWS waits for an integration when nobody says. */
const INTEGRATION_TIMEOUT = 29_000;

const restApi: Fold = (d, stack) => {
  const p = d.properties;
  const id = idOf(d);
  const arn = restApiArn(whereOf(stack), id);
  const api = openApiOf(p);
  const root = isUnknown(api) ? api : api?.root;
  const name = text(p, "Name") ?? text(root, "info", "title") ?? d.name;
  const known = isUnknown(name) ? d.name : name;
  const policy = ownPolicy(d, "Policy");
  const inBody = get(root, "x-amazon-apigateway-policy");
  const out: Resource[] = [
    noun(
      "RestApi",
      d,
      stack,
      {
        Arn: arn,
        RestApiId: id,
        Name: name,
        EndpointTypes: stringsOr(["EDGE"], p, "EndpointConfiguration", "Types"),
        Policy: policy ?? (inBody === undefined ? undefined : policyAt(inBody, d.origin, ["Body", "x-amazon-apigateway-policy"])),
        DisableExecuteApiEndpoint: or(
          flag(p, "DisableExecuteApiEndpoint") ?? flag(root, "x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint"),
          false,
        ),
        MinimumCompressionSize: num(p, "MinimumCompressionSize") ?? num(root, "x-amazon-apigateway-minimum-compression-size"),
        ApiKeySource: or(text(p, "ApiKeySourceType") ?? text(root, "x-amazon-apigateway-api-key-source"), "HEADER"),
        Tags: tags(p["Tags"]),
      },
      { id: arn, name: known, aliases: [id, arn], places: { EndpointTypes: ["EndpointConfiguration", "Types"] } },
    ),
  ];
  if (isUnknown(api) || api === undefined) return out;
  for (const operation of api.operations) out.push(methodOfBody(d, stack, id, known, api, operation));
  for (const [name, definition] of entries(schemesOf(api.root))) {
    const kind = schemeKind(definition);
    if (kind === "cognito" || kind === "custom") out.push(authorizerOfBody(d, stack, id, name, definition));
  }
  return out;
};

/** Integration types are written in lower case in OpenAPI and in upper case elsewhere. */
function upper(fact: Fact<string | undefined>): Fact<string | undefined> {
  return typeof fact === "string" ? fact.toUpperCase() : fact;
}

function methodOfBody(d: Declared, stack: Stack, apiId: string, apiName: string, { root }: OpenApi, operation: Operation): Resource {
  const security = securityOf(root, operation.value);
  const validator = validatorOf(root, operation.value);
  const integration = get(operation.value, "x-amazon-apigateway-integration");
  const base = ["Body", ...operation.at];
  return noun(
    "RestMethod",
    d,
    stack,
    {
      RestApiId: apiId,
      ResourcePath: operation.path,
      HttpMethod: operation.verb,
      AuthorizationType: isUnknown(security) ? security : AUTH[security.scheme],
      AuthorizerId: isUnknown(security) ? security : security.authorizer,
      ApiKeyRequired: isUnknown(security) ? security : security.apiKey,
      RequestValidatorId: validator.name,
      ValidatesBody: validator.body,
      ValidatesParameters: validator.parameters,
      RequestModels: requestModelsOf(root, operation),
      RequestParameters: requestParametersOf(root, operation),
      IntegrationType: upper(text(integration, "type")),
      IntegrationUri: text(integration, "uri"),
      IntegrationCredentials: text(integration, "credentials"),
      IntegrationTimeoutMs:
        isUnknown(integration) || integration === undefined ? integration : or(num(integration, "timeoutInMillis"), INTEGRATION_TIMEOUT),
      ConnectionType: integration === undefined ? undefined : or(text(integration, "connectionType"), "INTERNET"),
      Tags: undefined,
    },
    {
      id: restMethodId(whereOf(stack), apiId, operation.path, operation.verb),
      name: routeName(apiName, operation.verb, operation.path),
      aliases: [],
      root: base,
      places: {
        AuthorizationType: ["security"],
        AuthorizerId: ["security"],
        ApiKeyRequired: ["security"],
        ...integrationPlaces("x-amazon-apigateway-integration", ["type", "uri", "credentials", "timeoutInMillis", "connectionType"]),
      },
    },
  );
}

function integrationPlaces(at: string, [type, uri, credentials, timeout, connection]: readonly [string, string, string, string, string]) {
  return {
    IntegrationType: [at, type],
    IntegrationUri: [at, uri],
    IntegrationCredentials: [at, credentials],
    IntegrationTimeoutMs: [at, timeout],
    ConnectionType: [at, connection],
  };
}

function authorizerOfBody(d: Declared, stack: Stack, apiId: string, name: string, definition: unknown): Resource {
  const authorizer = get(definition, "x-amazon-apigateway-authorizer");
  const type = must(authorizer, "type");
  return noun(
    "RestAuthorizer",
    d,
    stack,
    {
      RestApiId: apiId,
      AuthorizerId: name,
      Name: name,
      Type: mapFact(type, (t) => authorizerType(t)),
      AuthorizerUri: text(authorizer, "authorizerUri"),
      ProviderArns: texts(authorizer, "providerARNs"),
      AuthorizerResultTtlInSeconds: or(num(authorizer, "authorizerResultTtlInSeconds"), 300),
      IdentitySource: text(authorizer, "identitySource") ?? (type === "token" ? "method.request.header.Authorization" : undefined),
      Tags: undefined,
    },
    {
      id: restAuthorizerId(whereOf(stack), apiId, name),
      name,
      aliases: [name],
      root: ["Body", ...schemesAt(get(d.properties, "Body")), name, "x-amazon-apigateway-authorizer"],
    },
  );
}

function authorizerType(type: string): Fact<Noun<"RestAuthorizer">["Type"]> {
  const word = type.toUpperCase();
  return word === "TOKEN" || word === "REQUEST" || word === "COGNITO_USER_POOLS" ? word : unknown("malformed", { what: "type" });
}

/** A reference to an API in the form the nouns use. */
function apiIdOf(stack: Stack, reference: Fact<string>): Fact<string> {
  if (isUnknown(reference)) return reference;
  const declared = declaredBy(stack, "AWS::ApiGateway::RestApi", reference);
  return declared ? idOf(declared) : reference;
}

function apiNameOf(stack: Stack, reference: Fact<string>): string {
  const declared = declaredBy(stack, "AWS::ApiGateway::RestApi", reference);
  const name = declared
    ? (text(declared.properties, "Name") ?? text(document(declared.properties, "Body"), "info", "title") ?? declared.name)
    : reference;
  return isUnknown(name) ? (declared?.name ?? "?") : name;
}

/** The path of a resource, joined from its parents. The root resource is AWS's own, known only by its attribute's name. */
function pathOf(stack: Stack, reference: unknown, depth = 0): Fact<string> {
  const id = must(reference);
  if (isUnknown(id)) return id.what?.includes("RootResourceId") ? "" : id;
  const declared = declaredBy(stack, "AWS::ApiGateway::Resource", id);
  if (!declared) return id.endsWith("-root") ? "" : unknown("elsewhere", { what: id });
  if (depth > 30) return unknown("malformed", { what: "ParentId" });
  const parent = pathOf(stack, get(declared.properties, "ParentId"), depth + 1);
  const part = must(declared.properties, "PathPart");
  return isUnknown(parent) ? parent : isUnknown(part) ? part : `${parent}/${part}`;
}

const method: Fold = (d, stack) => {
  const p = d.properties;
  const apiId = apiIdOf(stack, must(p, "RestApiId"));
  const path = mapFact(pathOf(stack, get(p, "ResourceId")), (known) => known || "/");
  const verb = must(p, "HttpMethod");
  const validatorId = text(p, "RequestValidatorId");
  const validator = declaredBy(stack, "AWS::ApiGateway::RequestValidator", validatorId);
  const validates = (property: string): Fact<boolean> =>
    validatorId === undefined
      ? false
      : validator
        ? or(flag(validator.properties, property), false)
        : isUnknown(validatorId)
          ? validatorId
          : unknown("elsewhere", { what: validatorId });
  const integration = get(p, "Integration");
  const parameters = textMap(p, "RequestParameters");
  const models = textMap(p, "RequestModels");
  const decided = !isUnknown(apiId) && !isUnknown(path) && !isUnknown(verb);
  return [
    noun(
      "RestMethod",
      d,
      stack,
      {
        RestApiId: apiId,
        ResourcePath: path,
        HttpMethod: verb,
        AuthorizationType: or(choice(["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"], p, "AuthorizationType"), "NONE"),
        AuthorizerId: text(p, "AuthorizerId"),
        ApiKeyRequired: or(flag(p, "ApiKeyRequired"), false),
        RequestValidatorId: validatorId,
        ValidatesBody: validates("ValidateRequestBody"),
        ValidatesParameters: validates("ValidateRequestParameters"),
        RequestModels: mapFact(models, (rows) => plain(rows, (v) => v)),
        RequestParameters: mapFact(parameters, (rows) => plain(rows, (v) => v === "true")),
        IntegrationType: text(integration, "Type"),
        IntegrationUri: text(integration, "Uri"),
        IntegrationCredentials: text(integration, "Credentials"),
        IntegrationTimeoutMs:
          isUnknown(integration) || integration === undefined ? integration : or(num(integration, "TimeoutInMillis"), INTEGRATION_TIMEOUT),
        ConnectionType: integration === undefined ? undefined : or(text(integration, "ConnectionType"), "INTERNET"),
        Tags: undefined,
      },
      {
        id: decided ? restMethodId(whereOf(stack), apiId, path, verb) : `${restApiArn(whereOf(stack), "?")}/methods/${d.logicalId}`,
        name: decided ? routeName(apiNameOf(stack, must(p, "RestApiId")), verb, path) : d.logicalId,
        aliases: [d.ref],
        places: {
          ...integrationPlaces("Integration", ["Type", "Uri", "Credentials", "TimeoutInMillis", "ConnectionType"]),
          ...(validator ? { ValidatesBody: { origin: validator.origin, path: ["ValidateRequestBody"] } } : {}),
        },
      },
    ),
  ];
};

/** A map whose values must all be known. */
function plain<T>(rows: Readonly<Record<string, Fact<string>>>, f: (value: string) => T): Fact<Readonly<Record<string, T>>> {
  const out: Record<string, T> = {};
  for (const [key, value] of Object.entries(rows)) {
    if (isUnknown(value)) return value;
    out[key] = f(value);
  }
  return out;
}

/** `/~1orders~1{id}` is how method settings write the path `/orders/{id}`; `/*` and `*` are every path. */
export function settingPath(written: string): string {
  const path = (written.startsWith("/") ? written.slice(1) : written).replaceAll("~1", "/");
  return path === "*" || path === "" ? (written === "/" ? "/" : "*") : path.startsWith("/") ? path : `/${path}`;
}

const SETTINGS = [
  "LoggingLevel",
  "DataTraceEnabled",
  "MetricsEnabled",
  "CachingEnabled",
  "CacheDataEncrypted",
  "ThrottlingRateLimit",
  "ThrottlingBurstLimit",
] as const;

/** -1 is how AWS says "not limited here". */
function limit(row: unknown, key: string): Fact<number | undefined> {
  const value = num(row, key);
  return value === -1 ? undefined : value;
}

function settingOf(row: unknown): Omit<MethodSetting, "ResourcePath" | "HttpMethod"> {
  return {
    LoggingLevel: or(text(row, "LoggingLevel"), "OFF"),
    DataTraceEnabled: or(flag(row, "DataTraceEnabled"), false),
    MetricsEnabled: or(flag(row, "MetricsEnabled"), false),
    CachingEnabled: or(flag(row, "CachingEnabled"), false),
    CacheDataEncrypted: or(flag(row, "CacheDataEncrypted"), false),
    ThrottlingRateLimit: limit(row, "ThrottlingRateLimit"),
    ThrottlingBurstLimit: limit(row, "ThrottlingBurstLimit"),
  };
}

function methodSettingsOf(p: unknown): Fact<readonly MethodSetting[]> {
  const rows = wholeList(p, "MethodSettings");
  if (isUnknown(rows)) return rows;
  const out: MethodSetting[] = [];
  for (const row of rows) {
    const path = or(text(row, "ResourcePath"), "*");
    const verb = or(text(row, "HttpMethod"), "*");
    if (isUnknown(path)) return path;
    if (isUnknown(verb)) return verb;
    out.push({
      ResourcePath: settingPath(path),
      HttpMethod: verb,
      ...settingOf(row),
    });
  }
  // A deployment's stage description has the settings of all methods beside those of single ones.
  const inherits = SETTINGS.some((key) => get(p, key) !== undefined);
  const everything = out.some((s) => s.ResourcePath === "*" && s.HttpMethod === "*");
  return inherits && !everything ? [{ ResourcePath: "*", HttpMethod: "*", ...settingOf(p) }, ...out] : out;
}

function stageOf(d: Declared, stack: Stack, p: unknown, api: Fact<string>, stage: Fact<string>, root: readonly string[]): Resource {
  const apiId = apiIdOf(stack, api);
  const decided = !isUnknown(apiId) && !isUnknown(stage);
  const arn = decided ? restStageArn(whereOf(stack), apiId, stage) : `${restApiArn(whereOf(stack), "?")}/stages/${d.logicalId}`;
  return noun(
    "RestStage",
    d,
    stack,
    {
      Arn: arn,
      RestApiId: apiId,
      StageName: stage,
      AccessLogDestination: text(p, "AccessLogSetting", "DestinationArn"),
      TracingEnabled: or(flag(p, "TracingEnabled"), false),
      ClientCertificateId: text(p, "ClientCertificateId"),
      CacheClusterEnabled: or(flag(p, "CacheClusterEnabled"), false),
      MethodSettings: methodSettingsOf(p),
      WebAclArn: webAclInFrontOf(stack, [arn]),
      Variables: textMap(p, "Variables"),
      Tags: tags(get(p, "Tags")),
    },
    {
      id: arn,
      name: decided ? stageName(apiNameOf(stack, api), stage) : d.logicalId,
      aliases: [arn],
      root,
      places: { AccessLogDestination: ["AccessLogSetting"] },
    },
  );
}

const stage: Fold = (d, stack) => [stageOf(d, stack, d.properties, must(d.properties, "RestApiId"), must(d.properties, "StageName"), [])];

/** A deployment makes a stage of its own when it names one. */
const deployment: Fold = (d, stack) => {
  const name = text(d.properties, "StageName");
  if (name === undefined) return [];
  return [stageOf(d, stack, get(d.properties, "StageDescription"), must(d.properties, "RestApiId"), name, ["StageDescription"])];
};

const authorizer: Fold = (d, stack) => {
  const p = d.properties;
  const apiId = apiIdOf(stack, must(p, "RestApiId"));
  const id = idOf(d);
  const name = or(text(p, "Name"), d.name);
  return [
    noun(
      "RestAuthorizer",
      d,
      stack,
      {
        RestApiId: apiId,
        AuthorizerId: id,
        Name: name,
        Type: mapFact(must(p, "Type"), authorizerType),
        AuthorizerUri: text(p, "AuthorizerUri"),
        ProviderArns: texts(p, "ProviderARNs"),
        AuthorizerResultTtlInSeconds: or(num(p, "AuthorizerResultTtlInSeconds"), 300),
        IdentitySource: text(p, "IdentitySource"),
        Tags: undefined,
      },
      { id: restAuthorizerId(whereOf(stack), isUnknown(apiId) ? "?" : apiId, id), name: isUnknown(name) ? d.name : name, aliases: [id] },
    ),
  ];
};

const usagePlan: Fold = (d, stack) => {
  const p = d.properties;
  const name = or(text(p, "UsagePlanName"), d.name);
  return [
    noun(
      "UsagePlan",
      d,
      stack,
      {
        Name: name,
        ApiStages: eachOf(list(p, "ApiStages"), (row) => ({ ApiId: apiIdOf(stack, must(row, "ApiId")), Stage: must(row, "Stage") })),
        RateLimit: num(p, "Throttle", "RateLimit"),
        BurstLimit: num(p, "Throttle", "BurstLimit"),
        QuotaLimit: num(p, "Quota", "Limit"),
        Tags: tags(p["Tags"]),
      },
      {
        id: usagePlanId(whereOf(stack), idOf(d)),
        name: isUnknown(name) ? d.name : name,
        places: { RateLimit: ["Throttle", "RateLimit"], BurstLimit: ["Throttle", "BurstLimit"], QuotaLimit: ["Quota", "Limit"] },
      },
    ),
  ];
};

/** APIs that a custom domain leads to. */
export function mappedApis(d: Declared, stack: Stack): Fact<readonly Fact<string>[]> {
  const v1 = attached(stack, "AWS::ApiGateway::BasePathMapping", "DomainName", d);
  const v2 = attached(stack, "AWS::ApiGatewayV2::ApiMapping", "DomainName", d);
  const gap = v1.undecided ?? v2.undecided;
  return [
    ...v1.found.map((m) => apiIdOf(stack, must(m.properties, "RestApiId"))),
    ...v2.found.map((m) => {
      const reference = must(m.properties, "ApiId");
      const api = declaredBy(stack, "AWS::ApiGatewayV2::Api", reference);
      return api ? idOf(api) : reference;
    }),
    ...(gap ? [gap] : []),
  ];
}

const domainName: Fold = (d, stack) => {
  const p = d.properties;
  const domain = must(p, "DomainName");
  const id = apiDomainNameArn(whereOf(stack), isUnknown(domain) ? d.logicalId : domain);
  return [
    noun(
      "ApiDomainName",
      d,
      stack,
      {
        Arn: id,
        DomainName: domain,
        // AWS's choice depends on the endpoint and on when it is made.
        SecurityPolicy: text(p, "SecurityPolicy") ?? unknown("known-after-deploy", { what: "SecurityPolicy" }),
        EndpointTypes: stringsOr(["EDGE"], p, "EndpointConfiguration", "Types"),
        CertificateArn: text(p, "RegionalCertificateArn") ?? text(p, "CertificateArn"),
        MutualTls: written(p, "MutualTlsAuthentication", "TruststoreUri"),
        ApiIds: mappedApis(d, stack),
        Tags: tags(p["Tags"]),
      },
      {
        id,
        name: isUnknown(domain) ? d.logicalId : domain,
        places: { EndpointTypes: ["EndpointConfiguration", "Types"], MutualTls: ["MutualTlsAuthentication"] },
      },
    ),
  ];
};

const attachment: Fold = () => [];

export const apigatewayFolds: Readonly<Record<string, Fold>> = {
  "AWS::ApiGateway::RestApi": restApi,
  "AWS::ApiGateway::Method": method,
  "AWS::ApiGateway::Resource": attachment,
  "AWS::ApiGateway::Stage": stage,
  "AWS::ApiGateway::Deployment": deployment,
  "AWS::ApiGateway::Authorizer": authorizer,
  "AWS::ApiGateway::UsagePlan": usagePlan,
  "AWS::ApiGateway::UsagePlanKey": attachment,
  "AWS::ApiGateway::ApiKey": attachment,
  "AWS::ApiGateway::Model": attachment,
  "AWS::ApiGateway::Account": attachment,
  "AWS::ApiGateway::GatewayResponse": attachment,
  "AWS::ApiGateway::RequestValidator": attachment,
  "AWS::ApiGateway::DomainName": domainName,
  "AWS::ApiGateway::BasePathMapping": attachment,
  "AWS::ApiGateway::ClientCertificate": attachment,
  "AWS::ApiGateway::DocumentationPart": attachment,
  "AWS::ApiGateway::DocumentationVersion": attachment,
  "AWS::ApiGateway::VpcLink": attachment,
};
