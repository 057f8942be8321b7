import { type Fact, isUnknown, mapFact, type Resource, unknown } from "../../../model/index.ts";
import { restApiArn, restMethodId, routeName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apiIdOf, apiNameOf, pathOf } from "./apigateway-names.ts";
import { declaredBy } from "./attach.ts";
import { noun, whereOf } from "./make.ts";
import { type OpenApi, type Operation, requestModelsOf, requestParametersOf, securityOf, validatorOf } from "./openapi.ts";
import { choice, flag, get, must, num, or, text, textMap } from "./read.ts";

const AUTH = { none: "NONE", iam: "AWS_IAM", cognito: "COGNITO_USER_POOLS", custom: "CUSTOM", jwt: "CUSTOM" } as const;

/** Milliseconds AWS waits for an integration when nobody says. */
const INTEGRATION_TIMEOUT = 29_000;

/** Integration types are written in lower case in OpenAPI and in upper case elsewhere. */
function upper(fact: Fact<string | undefined>): Fact<string | undefined> {
  return typeof fact === "string" ? fact.toUpperCase() : fact;
}

export function methodOfBody(d: Declared, stack: Stack, apiId: string, apiName: string, { root }: OpenApi, operation: Operation): Resource {
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

export const method: Fold = (d, stack) => {
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
