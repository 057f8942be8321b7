import { type Fact, isUnknown, type MethodSetting, type Resource } from "../../../model/index.ts";
import { restApiArn, restStageArn, stageName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apiIdOf, apiNameOf } from "./apigateway-names.ts";
import { noun, whereOf } from "./make.ts";
import { flag, get, must, num, or, tags, text, textMap, wholeList } from "./read.ts";
import { webAclInFrontOf } from "./waf.ts";

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

export const stage: Fold = (d, stack) => [
  stageOf(d, stack, d.properties, must(d.properties, "RestApiId"), must(d.properties, "StageName"), []),
];

/** A deployment makes a stage of its own when it names one. */
export const deployment: Fold = (d, stack) => {
  const name = text(d.properties, "StageName");
  if (name === undefined) return [];
  return [stageOf(d, stack, get(d.properties, "StageDescription"), must(d.properties, "RestApiId"), name, ["StageDescription"])];
};
