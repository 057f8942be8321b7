import { type Fact, isUnknown, mapFact, type Noun, type Resource, unknown } from "../../../model/index.ts";
import { restAuthorizerId } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apiIdOf } from "./apigateway-names.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { schemesAt } from "./openapi.ts";
import { get, must, num, or, text, texts } from "./read.ts";

export function authorizerOfBody(d: Declared, stack: Stack, apiId: string, name: string, definition: unknown): Resource {
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

export const authorizer: Fold = (d, stack) => {
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
