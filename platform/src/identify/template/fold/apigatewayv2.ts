import { isUnknown, mapFact, type Noun, type Resource } from "../../../model/index.ts";
import { apiDomainNameArn, httpApiArn } from "../../ids.ts";
import type { Fold } from "../declared.ts";
import { mappedApis } from "./apigateway.ts";
import { authorizer, authorizerOfBody } from "./apigatewayv2-authorizers.ts";
import { API, protocolOf } from "./apigatewayv2-names.ts";
import { quickRoute, route, routeOfBody } from "./apigatewayv2-routes.ts";
import { quickStage, stage } from "./apigatewayv2-stages.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { openApiOf, schemeKind, schemesOf } from "./openapi.ts";
import { entries, flag, get, list, must, or, strings, tags, text } from "./read.ts";

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
