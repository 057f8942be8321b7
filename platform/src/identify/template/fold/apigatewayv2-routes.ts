import { type Fact, isUnknown, mapFact, type Resource, unknown } from "../../../model/index.ts";
import { httpApiArn, httpRouteId, httpRouteName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apiName, apiOf, type Protocol } from "./apigatewayv2-names.ts";
import { declaredBy } from "./attach.ts";
import { noun, whereOf } from "./make.ts";
import { type OpenApi, type Operation, resolved, securityOf } from "./openapi.ts";
import { choice, flag, get, must, num, or, text } from "./read.ts";

const AUTH = { none: "NONE", iam: "AWS_IAM", cognito: "JWT", custom: "CUSTOM", jwt: "JWT" } as const;

function timeoutOf(protocol: Protocol): Fact<number> {
  return mapFact(protocol, (known) => (known === "HTTP" ? 30_000 : 29_000));
}

/** Quick create: one route for everything, and a stage that deploys itself. */
export function quickRoute(d: Declared, stack: Stack, apiId: string, protocol: Protocol, target: Fact<string>, apiName: string): Resource {
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

export function routeOfBody(
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

export const route: Fold = (d, stack) => {
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
