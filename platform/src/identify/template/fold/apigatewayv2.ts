import { type Fact, type HttpStage, isUnknown, mapFact, type Noun, type Resource, unknown } from "../../../model/index.ts";
import { apiDomainNameArn, httpApiArn, httpAuthorizerId, httpRouteId, httpRouteName, httpStageArn, stageName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { mappedApis } from "./apigateway.ts";
import { declaredBy } from "./attach.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { type OpenApi, type Operation, openApiOf, resolved, schemeKind, schemesAt, schemesOf, securityOf } from "./openapi.ts";
import { choice, entries, flag, get, list, must, num, or, strings, tags, text, textMap, texts } from "./read.ts";

type Protocol = Fact<"HTTP" | "WEBSOCKET">;

const API = "AWS::ApiGatewayV2::Api";
const AUTH = { none: "NONE", iam: "AWS_IAM", cognito: "JWT", custom: "CUSTOM", jwt: "JWT" } as const;

function protocolOf(p: unknown): Protocol {
  return or(choice(["HTTP", "WEBSOCKET"], p, "ProtocolType"), "HTTP");
}

function timeoutOf(protocol: Protocol): Fact<number> {
  return mapFact(protocol, (known) => (known === "HTTP" ? 30_000 : 29_000));
}

function corsOf(cors: unknown, origins: string, methods: string, credentials: string): Noun<"HttpApi">["Cors"] {
  if (cors === undefined || isUnknown(cors)) return cors;
  const AllowOrigins = strings(cors, origins);
  const AllowMethods = strings(cors, methods);
  const AllowCredentials = or(flag(cors, credentials), false);
  if (isUnknown(AllowOrigins)) return AllowOrigins;
  if (isUnknown(AllowMethods)) return AllowMethods;
  return isUnknown(AllowCredentials) ? AllowCredentials : { AllowOrigins, AllowMethods, AllowCredentials };
}

const api: Fold = (d, stack) => {
  const p = d.properties;
  const where = whereOf(stack);
  const id = idOf(d);
  const arn = httpApiArn(where, id);
  const protocol = protocolOf(p);
  const body = openApiOf(p);
  const root = isUnknown(body) ? body : body?.root;
  const name = text(p, "Name") ?? text(root, "info", "title") ?? d.name;
  const known = isUnknown(name) ? d.name : name;
  const out: Resource[] = [
    noun(
      "HttpApi",
      d,
      stack,
      {
        Arn: arn,
        ApiId: id,
        Name: name,
        ProtocolType: protocol,
        DisableExecuteApiEndpoint: or(
          flag(p, "DisableExecuteApiEndpoint") ?? flag(root, "x-amazon-apigateway-endpoint-configuration", "disableExecuteApiEndpoint"),
          false,
        ),
        Cors:
          corsOf(get(p, "CorsConfiguration"), "AllowOrigins", "AllowMethods", "AllowCredentials") ??
          corsOf(get(root, "x-amazon-apigateway-cors"), "allowOrigins", "allowMethods", "allowCredentials"),
        Tags: tags(p["Tags"]),
      },
      { id: arn, name: known, aliases: [id, arn], places: { Cors: [p["CorsConfiguration"] === undefined ? "Body" : "CorsConfiguration"] } },
    ),
  ];
  const target = text(p, "Target");
  if (target !== undefined) out.push(quickRoute(d, stack, id, protocol, target, known), quickStage(d, stack, id, protocol, known));
  if (isUnknown(body) || body === undefined) return out;
  for (const operation of body.operations) out.push(routeOfBody(d, stack, id, known, protocol, body, operation));
  for (const [scheme, definition] of entries(schemesOf(body.root))) {
    const kind = schemeKind(definition);
    if (kind === "jwt" || kind === "custom") out.push(authorizerOfBody(d, stack, id, scheme, definition, kind));
  }
  return out;
};

/** Quick create: one route for everything, and a stage that deploys itself. */
function quickRoute(d: Declared, stack: Stack, apiId: string, protocol: Protocol, target: Fact<string>, apiName: string): Resource {
  const key = or(text(d.properties, "RouteKey"), "$default");
  const routeKey = isUnknown(key) ? "$default" : key;
  return noun(
    "HttpRoute",
    d,
    stack,
    {
      ApiId: apiId,
      ProtocolType: protocol,
      RouteKey: key,
      AuthorizationType: "NONE",
      AuthorizerId: undefined,
      ApiKeyRequired: false,
      IntegrationType: mapFact(target, (known) => (known.startsWith("arn:") ? "AWS_PROXY" : "HTTP_PROXY")),
      IntegrationUri: target,
      IntegrationCredentials: text(d.properties, "CredentialsArn"),
      IntegrationTimeoutMs: timeoutOf(protocol),
      ConnectionType: "INTERNET",
      TlsServerNameToVerify: undefined,
      Tags: undefined,
    },
    {
      id: httpRouteId(whereOf(stack), apiId, routeKey),
      name: httpRouteName(apiName, routeKey),
      aliases: [],
      places: { IntegrationUri: ["Target"], AuthorizationType: ["Target"] },
    },
  );
}

function quickStage(d: Declared, stack: Stack, apiId: string, protocol: Protocol, apiName: string): Resource {
  const arn = httpStageArn(whereOf(stack), apiId, "$default");
  return noun(
    "HttpStage",
    d,
    stack,
    {
      Arn: arn,
      ApiId: apiId,
      ProtocolType: protocol,
      StageName: "$default",
      AccessLogDestination: undefined,
      DefaultLoggingLevel: undefined,
      DefaultThrottlingRateLimit: undefined,
      DefaultThrottlingBurstLimit: undefined,
      RouteSettings: [],
      Variables: {},
      Tags: {},
    },
    { id: arn, name: stageName(apiName, "$default"), aliases: [] },
  );
}

function routeOfBody(
  d: Declared,
  stack: Stack,
  apiId: string,
  apiName: string,
  protocol: Protocol,
  { root }: OpenApi,
  operation: Operation,
): Resource {
  const key = operation.path === "/$default" || operation.path === "$default" ? "$default" : `${operation.verb} ${operation.path}`;
  const security = securityOf(root, operation.value);
  const written = get(operation.value, "x-amazon-apigateway-integration");
  const integration = typeof get(written, "$ref") === "string" ? resolved(root, written) : written;
  const at = "x-amazon-apigateway-integration";
  const type = text(integration, "type");
  return noun(
    "HttpRoute",
    d,
    stack,
    {
      ApiId: apiId,
      ProtocolType: protocol,
      RouteKey: key,
      AuthorizationType: isUnknown(security) ? security : AUTH[security.scheme],
      AuthorizerId: isUnknown(security) ? security : security.authorizer,
      ApiKeyRequired: isUnknown(security) ? security : security.apiKey,
      IntegrationType: typeof type === "string" ? type.toUpperCase() : type,
      IntegrationUri: text(integration, "uri"),
      IntegrationCredentials: text(integration, "credentials"),
      IntegrationTimeoutMs: integration === undefined ? undefined : (num(integration, "timeoutInMillis") ?? timeoutOf(protocol)),
      ConnectionType: integration === undefined ? undefined : or(text(integration, "connectionType"), "INTERNET"),
      TlsServerNameToVerify: text(integration, "tlsConfig", "serverNameToVerify"),
      Tags: undefined,
    },
    {
      id: httpRouteId(whereOf(stack), apiId, key),
      name: httpRouteName(apiName, key),
      aliases: [],
      root: ["Body", ...operation.at],
      places: {
        AuthorizationType: ["security"],
        AuthorizerId: ["security"],
        IntegrationType: [at, "type"],
        IntegrationUri: [at, "uri"],
        IntegrationCredentials: [at, "credentials"],
        IntegrationTimeoutMs: [at, "timeoutInMillis"],
      },
    },
  );
}

function authorizerOfBody(d: Declared, stack: Stack, apiId: string, name: string, definition: unknown, kind: "jwt" | "custom"): Resource {
  const authorizer = get(definition, "x-amazon-apigateway-authorizer");
  return noun(
    "HttpAuthorizer",
    d,
    stack,
    {
      ApiId: apiId,
      AuthorizerId: name,
      Name: name,
      AuthorizerType: kind === "jwt" ? "JWT" : "REQUEST",
      AuthorizerUri: text(authorizer, "authorizerUri"),
      JwtIssuer: text(authorizer, "jwtConfiguration", "issuer"),
      JwtAudience: texts(authorizer, "jwtConfiguration", "audience"),
      Tags: undefined,
    },
    {
      id: httpAuthorizerId(whereOf(stack), apiId, name),
      name,
      aliases: [name],
      root: ["Body", ...schemesAt(get(d.properties, "Body")), name],
    },
  );
}

/** The API's id as the nouns have it, and its declaration when the template has it. */
function apiOf(
  stack: Stack,
  p: unknown,
): { readonly id: Fact<string>; readonly declared: Declared | undefined; readonly protocol: Protocol } {
  const reference = must(p, "ApiId");
  const declared = declaredBy(stack, API, reference);
  return {
    id: declared ? idOf(declared) : reference,
    declared,
    protocol: declared ? protocolOf(declared.properties) : isUnknown(reference) ? reference : unknown("elsewhere", { what: reference }),
  };
}

function apiName(declared: Declared | undefined, id: Fact<string>): string {
  const name = declared ? (text(declared.properties, "Name") ?? text(declared.properties, "Body", "info", "title")) : undefined;
  return typeof name === "string" ? name : (declared?.name ?? (isUnknown(id) ? "?" : id));
}

const route: Fold = (d, stack) => {
  const p = d.properties;
  const { id: apiId, declared, protocol } = apiOf(stack, p);
  const key = must(p, "RouteKey");
  const target = text(p, "Target");
  const integrationId = mapFact(target, (known) => known?.replace(/^integrations\//, ""));
  const integration = declaredBy(stack, "AWS::ApiGatewayV2::Integration", integrationId);
  const i: unknown = integration
    ? integration.properties
    : target === undefined
      ? undefined
      : isUnknown(target)
        ? target
        : unknown("elsewhere", { what: target });
  const decided = !isUnknown(apiId) && !isUnknown(key);
  const places = integration
    ? Object.fromEntries(
        (
          [
            ["IntegrationType", "IntegrationType"],
            ["IntegrationUri", "IntegrationUri"],
            ["IntegrationCredentials", "CredentialsArn"],
            ["IntegrationTimeoutMs", "TimeoutInMillis"],
            ["ConnectionType", "ConnectionType"],
            ["TlsServerNameToVerify", "TlsConfig"],
          ] as const
        ).map(([field, property]) => [field, { origin: integration.origin, path: [property] }]),
      )
    : {};
  return [
    noun(
      "HttpRoute",
      d,
      stack,
      {
        ApiId: apiId,
        ProtocolType: protocol,
        RouteKey: key,
        AuthorizationType: or(choice(["NONE", "AWS_IAM", "JWT", "CUSTOM"], p, "AuthorizationType"), "NONE"),
        AuthorizerId: text(p, "AuthorizerId"),
        ApiKeyRequired: or(flag(p, "ApiKeyRequired"), false),
        IntegrationType: text(i, "IntegrationType"),
        IntegrationUri: text(i, "IntegrationUri"),
        IntegrationCredentials: text(i, "CredentialsArn"),
        IntegrationTimeoutMs: i === undefined || isUnknown(i) ? i : (num(i, "TimeoutInMillis") ?? timeoutOf(protocol)),
        ConnectionType: i === undefined || isUnknown(i) ? i : or(text(i, "ConnectionType"), "INTERNET"),
        TlsServerNameToVerify: text(i, "TlsConfig", "ServerNameToVerify"),
        Tags: undefined,
      },
      {
        id: decided ? httpRouteId(whereOf(stack), apiId, key) : `${httpApiArn(whereOf(stack), "?")}/routes/${d.logicalId}`,
        name: decided ? httpRouteName(apiName(declared, apiId), key) : d.logicalId,
        aliases: [d.ref],
        places,
      },
    ),
  ];
};

function routeSettingsOf(p: unknown): HttpStage["RouteSettings"] | ReturnType<typeof unknown> {
  const rows = get(p, "RouteSettings");
  if (isUnknown(rows)) return rows;
  return entries(rows).map(([RouteKey, row]) => ({
    RouteKey,
    LoggingLevel: text(row, "LoggingLevel"),
    ThrottlingRateLimit: num(row, "ThrottlingRateLimit"),
    ThrottlingBurstLimit: num(row, "ThrottlingBurstLimit"),
  }));
}

const stage: Fold = (d, stack) => {
  const p = d.properties;
  const { id: apiId, declared, protocol } = apiOf(stack, p);
  const name = must(p, "StageName");
  const decided = !isUnknown(apiId) && !isUnknown(name);
  const arn = decided ? httpStageArn(whereOf(stack), apiId, name) : `${httpApiArn(whereOf(stack), "?")}/stages/${d.logicalId}`;
  return [
    noun(
      "HttpStage",
      d,
      stack,
      {
        Arn: arn,
        ApiId: apiId,
        ProtocolType: protocol,
        StageName: name,
        AccessLogDestination: text(p, "AccessLogSettings", "DestinationArn"),
        DefaultLoggingLevel:
          text(p, "DefaultRouteSettings", "LoggingLevel") ?? mapFact(protocol, (known) => (known === "WEBSOCKET" ? "OFF" : undefined)),
        DefaultThrottlingRateLimit: num(p, "DefaultRouteSettings", "ThrottlingRateLimit"),
        DefaultThrottlingBurstLimit: num(p, "DefaultRouteSettings", "ThrottlingBurstLimit"),
        RouteSettings: routeSettingsOf(p),
        Variables: textMap(p, "StageVariables"),
        Tags: tags(p["Tags"]),
      },
      {
        id: arn,
        name: decided ? stageName(apiName(declared, apiId), name) : d.logicalId,
        aliases: [arn],
        places: {
          AccessLogDestination: ["AccessLogSettings"],
          DefaultLoggingLevel: ["DefaultRouteSettings", "LoggingLevel"],
          DefaultThrottlingRateLimit: ["DefaultRouteSettings", "ThrottlingRateLimit"],
          DefaultThrottlingBurstLimit: ["DefaultRouteSettings", "ThrottlingBurstLimit"],
          Variables: ["StageVariables"],
        },
      },
    ),
  ];
};

const authorizer: Fold = (d, stack) => {
  const p = d.properties;
  const { id: apiId } = apiOf(stack, p);
  const id = idOf(d);
  const name = or(text(p, "Name"), d.name);
  return [
    noun(
      "HttpAuthorizer",
      d,
      stack,
      {
        ApiId: apiId,
        AuthorizerId: id,
        Name: name,
        AuthorizerType: choice(["JWT", "REQUEST"], p, "AuthorizerType") ?? unknown("malformed", { what: "AuthorizerType" }),
        AuthorizerUri: text(p, "AuthorizerUri"),
        JwtIssuer: text(p, "JwtConfiguration", "Issuer"),
        JwtAudience: texts(p, "JwtConfiguration", "Audience"),
        Tags: undefined,
      },
      {
        id: httpAuthorizerId(whereOf(stack), isUnknown(apiId) ? "?" : apiId, id),
        name: isUnknown(name) ? d.name : name,
        aliases: [id],
        places: { JwtIssuer: ["JwtConfiguration", "Issuer"], JwtAudience: ["JwtConfiguration", "Audience"] },
      },
    ),
  ];
};

const domainName: Fold = (d, stack) => {
  const p = d.properties;
  const domain = must(p, "DomainName");
  const id = apiDomainNameArn(whereOf(stack), isUnknown(domain) ? d.logicalId : domain);
  const configurations = list(p, "DomainNameConfigurations");
  const first: unknown = isUnknown(configurations) ? configurations : configurations[0];
  const types = isUnknown(configurations) ? configurations : configurations.map((c) => or(text(c, "EndpointType"), "REGIONAL"));
  return [
    noun(
      "ApiDomainName",
      d,
      stack,
      {
        Arn: id,
        DomainName: domain,
        // HTTP APIs know no older TLS.
        SecurityPolicy: or(text(first, "SecurityPolicy"), "TLS_1_2"),
        EndpointTypes: isUnknown(types) ? types : strings(types),
        CertificateArn: text(first, "CertificateArn"),
        MutualTls: mapFact(text(p, "MutualTlsAuthentication", "TruststoreUri"), (uri) => uri !== undefined),
        ApiIds: mappedApis(d, stack),
        Tags: tags(p["Tags"]),
      },
      {
        id,
        name: isUnknown(domain) ? d.logicalId : domain,
        places: {
          SecurityPolicy: ["DomainNameConfigurations", 0, "SecurityPolicy"],
          CertificateArn: ["DomainNameConfigurations", 0, "CertificateArn"],
          MutualTls: ["MutualTlsAuthentication"],
        },
      },
    ),
  ];
};

const attachment: Fold = () => [];

export const apigatewayv2Folds: Readonly<Record<string, Fold>> = {
  [API]: api,
  "AWS::ApiGatewayV2::Route": route,
  "AWS::ApiGatewayV2::Integration": attachment,
  "AWS::ApiGatewayV2::IntegrationResponse": attachment,
  "AWS::ApiGatewayV2::RouteResponse": attachment,
  "AWS::ApiGatewayV2::Model": attachment,
  "AWS::ApiGatewayV2::Stage": stage,
  "AWS::ApiGatewayV2::Deployment": attachment,
  "AWS::ApiGatewayV2::Authorizer": authorizer,
  "AWS::ApiGatewayV2::DomainName": domainName,
  "AWS::ApiGatewayV2::ApiMapping": attachment,
  "AWS::ApiGatewayV2::VpcLink": attachment,
};
