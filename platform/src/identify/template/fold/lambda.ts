import { type Fact, isUnknown, mapFact } from "../../../model/index.ts";
import { eventSourceMappingId, eventSourceMappingName, layerVersionName } from "../../ids.ts";
import type { Fold } from "../declared.ts";
import { attached } from "./attach.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { principalOf } from "./lambda-policies.ts";
import { joinPolicies, noun, policyAt, whereOf } from "./make.ts";
import { choice, eachOf, flag, list, must, num, or, strings, tags, text, texts } from "./read.ts";

/** Sources read by position (streams), whose limits on retries are by default none. */
function isStream(source: Fact<string | undefined>): boolean {
  return typeof source === "string" && /^arn:[^:]+:(kinesis|dynamodb):/.test(source);
}

const eventSourceMapping: Fold = (d, stack) => {
  const p = d.properties;
  const source = text(p, "EventSourceArn");
  const fn = must(p, "FunctionName");
  const stream = isStream(source);
  const queue = typeof source === "string" && /^arn:[^:]+:sqs:/.test(source);
  const otherwise = <T>(forStream: T, forQueue: T): Fact<T | undefined> =>
    stream ? forStream : queue ? forQueue : isUnknown(source) ? source : undefined;
  return [
    noun(
      "EventSourceMapping",
      d,
      stack,
      {
        EventSourceArn: source,
        FunctionName: fn,
        Enabled: or(flag(p, "Enabled"), true),
        BatchSize: num(p, "BatchSize") ?? otherwise(100, 10),
        MaximumBatchingWindowInSeconds: num(p, "MaximumBatchingWindowInSeconds") ?? otherwise(0, 0),
        BisectBatchOnFunctionError: or(flag(p, "BisectBatchOnFunctionError"), false),
        MaximumRetryAttempts: num(p, "MaximumRetryAttempts") ?? otherwise<number | undefined>(-1, undefined),
        MaximumRecordAgeInSeconds: num(p, "MaximumRecordAgeInSeconds") ?? otherwise<number | undefined>(-1, undefined),
        OnFailure: text(p, "DestinationConfig", "OnFailure", "Destination"),
        MaximumConcurrency: num(p, "ScalingConfig", "MaximumConcurrency"),
        FunctionResponseTypes: strings(p, "FunctionResponseTypes"),
        FilterPatterns: eachOf(list(p, "FilterCriteria", "Filters"), (item) => must(item, "Pattern")),
        KmsKeyArn: text(p, "KmsKeyArn"),
        Tags: tags(p["Tags"]),
      },
      {
        id: d.arn ?? eventSourceMappingId(whereOf(stack), d.logicalId),
        name: isUnknown(source) || isUnknown(fn) ? d.logicalId : eventSourceMappingName(source, fn),
        places: { OnFailure: ["DestinationConfig"], MaximumConcurrency: ["ScalingConfig"], FilterPatterns: ["FilterCriteria"] },
      },
    ),
  ];
};

const layerVersion: Fold = (d, stack) => {
  const p = d.properties;
  const { found, undecided } = attached(stack, "AWS::Lambda::LayerVersionPermission", "LayerVersionArn", d);
  const policies = found.map((grant) => {
    const organization = text(grant.properties, "OrganizationId");
    const document = {
      Version: "2012-10-17",
      Statement: {
        Sid: grant.logicalId,
        Effect: "Allow",
        Principal: principalOf(must(grant.properties, "Principal"), stack.partition),
        Action: must(grant.properties, "Action"),
        Resource: d.arn ?? d.name,
        ...(organization === undefined ? {} : { Condition: { StringEquals: { "aws:PrincipalOrgID": organization } } }),
      },
    };
    return mapFact(policyAt(document, grant.origin, []), (policy) => ({
      ...policy,
      Statement: policy.Statement.map((s) => ({ ...s, at: { origin: grant.origin, path: ["Principal"] } })),
    }));
  });
  const layer = or(text(p, "LayerName"), d.name);
  return [
    noun(
      "LambdaLayerVersion",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        LayerName: layer,
        Version: 1,
        CompatibleRuntimes: strings(p, "CompatibleRuntimes"),
        LicenseInfo: text(p, "LicenseInfo"),
        Policy: undecided ?? joinPolicies(policies),
        Tags: undefined,
      },
      { name: layerVersionName(isUnknown(layer) ? d.name : layer, 1) },
    ),
  ];
};

const codeSigningConfig: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "CodeSigningConfig",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        AllowedPublishers: texts(p, "AllowedPublishers", "SigningProfileVersionArns"),
        UntrustedArtifactOnDeployment: or(choice(["Enforce", "Warn"], p, "CodeSigningPolicies", "UntrustedArtifactOnDeployment"), "Warn"),
        Tags: tags(p["Tags"]),
      },
      { places: { UntrustedArtifactOnDeployment: ["CodeSigningPolicies", "UntrustedArtifactOnDeployment"] } },
    ),
  ];
};

const attachment: Fold = () => [];

export const lambdaFolds: Readonly<Record<string, Fold>> = {
  "AWS::Lambda::Function": lambdaFunction,
  "AWS::Lambda::Version": attachment,
  "AWS::Lambda::Alias": attachment,
  "AWS::Lambda::Permission": attachment,
  "AWS::Lambda::Url": attachment,
  "AWS::Lambda::EventInvokeConfig": attachment,
  "AWS::Lambda::EventSourceMapping": eventSourceMapping,
  "AWS::Lambda::LayerVersion": layerVersion,
  "AWS::Lambda::LayerVersionPermission": attachment,
  "AWS::Lambda::CodeSigningConfig": codeSigningConfig,
};
