import { isUnknown, type Resource, unknown } from "../../../model/index.ts";
import { httpAuthorizerId } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apiOf } from "./apigatewayv2-names.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { schemesAt } from "./openapi.ts";
import { choice, get, or, text, texts } from "./read.ts";

export function authorizerOfBody(
  d: Declared,
  stack: Stack,
  apiId: string,
  name: string,
  definition: unknown,
  kind: "jwt" | "custom",
): Resource {
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

export const authorizer: Fold = (d, stack) => {
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
