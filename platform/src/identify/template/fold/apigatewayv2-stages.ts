import { type HttpStage, isUnknown, mapFact, type Resource, unknown } from "../../../model/index.ts";
import { httpApiArn, httpStageArn, stageName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apiName, apiOf, type Protocol } from "./apigatewayv2-names.ts";
import { noun, whereOf } from "./make.ts";
import { entries, get, must, num, tags, text, textMap } from "./read.ts";

export function quickStage(d: Declared, stack: Stack, apiId: string, protocol: Protocol, apiName: string): Resource {
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

export const stage: Fold = (d, stack) => {
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
