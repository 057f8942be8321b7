import { type Fact, isUnknown, type Resource, unknown } from "../../../model/index.ts";
import { apiDomainNameArn, restApiArn, usagePlanId } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { authorizer, authorizerOfBody } from "./apigateway-authorizers.ts";
import { method, methodOfBody } from "./apigateway-methods.ts";
import { apiIdOf } from "./apigateway-names.ts";
import { deployment, stage } from "./apigateway-stages.ts";
import { attached, declaredBy } from "./attach.ts";
import { idOf, noun, ownPolicy, policyAt, whereOf } from "./make.ts";
import { openApiOf, schemeKind, schemesOf } from "./openapi.ts";
import { eachOf, entries, flag, get, list, must, num, or, stringsOr, tags, text, written } from "./read.ts";

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
