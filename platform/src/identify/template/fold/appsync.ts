import { type Fact, isUnknown, mapFact, type Noun, unknown } from "../../../model/index.ts";
import { appSyncApiArn, appSyncDataSourceId } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { eachOf, flag, get, list, must, num, or, tags, text } from "./read.ts";
import { webAclInFrontOf } from "./waf.ts";

function cacheOf(d: Declared, stack: Stack): Noun<"AppSyncApi">["Cache"] {
  const { found, undecided } = attached(stack, "AWS::AppSync::ApiCache", "ApiId", d);
  const cache = found[0];
  if (!cache) return undecided;
  return {
    AtRestEncryptionEnabled: or(flag(cache.properties, "AtRestEncryptionEnabled"), false),
    TransitEncryptionEnabled: or(flag(cache.properties, "TransitEncryptionEnabled"), false),
  };
}

/** Expiry is written in seconds since 1970; without one AWS sets a week from creation. */
function expiryOf(key: Declared): Fact<string | undefined> {
  const seconds = num(key.properties, "Expires");
  if (seconds === undefined) return unknown("known-after-deploy", { what: "Expires" });
  if (isUnknown(seconds)) return seconds;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? unknown("malformed", { what: "Expires" }) : date.toISOString();
}

function keysOf(d: Declared, stack: Stack): Noun<"AppSyncApi">["ApiKeyExpires"] {
  const { found, undecided } = attached(stack, "AWS::AppSync::ApiKey", "ApiId", d);
  return undecided ?? found.map(expiryOf);
}

const graphqlApi: Fold = (d, stack) => {
  const p = d.properties;
  const id = idOf(d);
  const arn = d.arn ?? appSyncApiArn(whereOf(stack), id);
  const name = or(text(p, "Name"), d.name);
  return [
    noun(
      "AppSyncApi",
      d,
      stack,
      {
        Arn: arn,
        ApiId: id,
        Name: name,
        AuthenticationType: must(p, "AuthenticationType"),
        AdditionalAuthenticationTypes: eachOf(list(p, "AdditionalAuthenticationProviders"), (row) => must(row, "AuthenticationType")),
        FieldLogLevel: text(p, "LogConfig", "FieldLogLevel"),
        ExcludeVerboseContent: get(p, "LogConfig") === undefined ? undefined : or(flag(p, "LogConfig", "ExcludeVerboseContent"), false),
        XrayEnabled: or(flag(p, "XrayEnabled"), false),
        WebAclArn: webAclInFrontOf(stack, [arn, id]),
        Visibility: or(text(p, "Visibility"), "GLOBAL"),
        IntrospectionConfig: or(text(p, "IntrospectionConfig"), "ENABLED"),
        QueryDepthLimit: num(p, "QueryDepthLimit"),
        Cache: cacheOf(d, stack),
        ApiKeyExpires: keysOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      {
        id: arn,
        name: isUnknown(name) ? d.name : name,
        places: {
          FieldLogLevel: ["LogConfig", "FieldLogLevel"],
          ExcludeVerboseContent: ["LogConfig", "ExcludeVerboseContent"],
          AdditionalAuthenticationTypes: ["AdditionalAuthenticationProviders"],
        },
      },
    ),
  ];
};

const TARGETS = [
  ["LambdaConfig", "LambdaFunctionArn"],
  ["DynamoDBConfig", "TableName"],
  ["EventBridgeConfig", "EventBusArn"],
  ["HttpConfig", "Endpoint"],
  ["OpenSearchServiceConfig", "Endpoint"],
  ["ElasticsearchConfig", "Endpoint"],
  ["RelationalDatabaseConfig", "RdsHttpEndpointConfig", "DbClusterIdentifier"],
] as const;

function targetOf(p: unknown): Fact<string | undefined> {
  for (const path of TARGETS) {
    if (get(p, path[0]) !== undefined) return text(p, ...path);
  }
  return undefined;
}

const dataSource: Fold = (d, stack) => {
  const p = d.properties;
  const reference = must(p, "ApiId");
  const api = declaredBy(stack, "AWS::AppSync::GraphQLApi", reference);
  const apiId = api ? idOf(api) : reference;
  const name = must(p, "Name");
  return [
    noun(
      "AppSyncDataSource",
      d,
      stack,
      {
        ApiId: apiId,
        Name: name,
        Type: must(p, "Type"),
        ServiceRoleArn: text(p, "ServiceRoleArn"),
        Target: mapFact(targetOf(p), (known) => known),
        Tags: undefined,
      },
      {
        id: d.arn ?? appSyncDataSourceId(whereOf(stack), isUnknown(apiId) ? "?" : apiId, isUnknown(name) ? d.logicalId : name),
        name: isUnknown(name) ? d.logicalId : name,
      },
    ),
  ];
};

const attachment: Fold = () => [];

export const appsyncFolds: Readonly<Record<string, Fold>> = {
  "AWS::AppSync::GraphQLApi": graphqlApi,
  "AWS::AppSync::ApiCache": attachment,
  "AWS::AppSync::ApiKey": attachment,
  "AWS::AppSync::DataSource": dataSource,
  "AWS::AppSync::GraphQLSchema": attachment,
  "AWS::AppSync::Resolver": attachment,
  "AWS::AppSync::FunctionConfiguration": attachment,
  "AWS::AppSync::DomainName": attachment,
  "AWS::AppSync::DomainNameApiAssociation": attachment,
};
