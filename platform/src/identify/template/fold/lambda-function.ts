import { type EventInvokeConfig, type Fact, type FunctionUrl, isUnknown, mapFact, unknown } from "../../../model/index.ts";
import { functionNameOf } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { policiesOf, qualifierOf } from "./lambda-policies.ts";
import { noun, type Places } from "./make.ts";
import { choice, eachOf, flag, get, list, must, num, or, strings, stringsOr, tags, text, textMap, textParts, texts } from "./read.ts";

function corsOf(p: unknown): FunctionUrl["Cors"] {
  const cors = get(p, "Cors");
  if (cors === undefined || isUnknown(cors)) return cors;
  const origins = strings(cors, "AllowOrigins");
  const methods = strings(cors, "AllowMethods");
  const credentials = or(flag(cors, "AllowCredentials"), false);
  if (isUnknown(origins)) return origins;
  if (isUnknown(methods)) return methods;
  return isUnknown(credentials) ? credentials : { AllowOrigins: origins, AllowMethods: methods, AllowCredentials: credentials };
}

function urlsOf(fn: Declared, stack: Stack): Fact<readonly FunctionUrl[]> {
  const { found, undecided } = attached(stack, "AWS::Lambda::Url", "TargetFunctionArn", fn, functionNameOf);
  if (undecided) return undecided;
  const urls: FunctionUrl[] = [];
  for (const { properties: p } of found) {
    const qualifier = text(p, "Qualifier");
    if (isUnknown(qualifier)) return qualifier;
    urls.push({
      Qualifier: qualifier ?? qualifierOf(get(p, "TargetFunctionArn")),
      AuthType: or(choice(["NONE", "AWS_IAM"], p, "AuthType"), "NONE"),
      InvokeMode: or(text(p, "InvokeMode"), "BUFFERED"),
      Cors: corsOf(p),
    });
  }
  return urls;
}

function invokeConfigsOf(fn: Declared, stack: Stack): Fact<readonly EventInvokeConfig[]> {
  const { found, undecided } = attached(stack, "AWS::Lambda::EventInvokeConfig", "FunctionName", fn, functionNameOf);
  if (undecided) return undecided;
  const configs: EventInvokeConfig[] = [];
  for (const { properties: p } of found) {
    const qualifier = text(p, "Qualifier");
    if (isUnknown(qualifier)) return qualifier;
    configs.push({
      Qualifier: qualifier === "$LATEST" ? undefined : qualifier,
      MaximumRetryAttempts: num(p, "MaximumRetryAttempts"),
      OnFailure: text(p, "DestinationConfig", "OnFailure", "Destination"),
      OnSuccess: text(p, "DestinationConfig", "OnSuccess", "Destination"),
    });
  }
  return configs;
}

function aliasesAndVersions(fn: Declared, stack: Stack, runtime: Fact<string | undefined>) {
  const aliases = attached(stack, "AWS::Lambda::Alias", "FunctionName", fn, functionNameOf);
  const versions = attached(stack, "AWS::Lambda::Version", "FunctionName", fn, functionNameOf);
  const provisioned: { Qualifier: string; Executions: Fact<number> }[] = [];
  const provision = (Qualifier: string, p: unknown) => {
    const executions = num(p, "ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions");
    if (executions !== undefined) provisioned.push({ Qualifier, Executions: executions });
  };
  for (const alias of aliases.found) provision(aliasName(alias), alias.properties);
  for (const [i, version] of versions.found.entries()) provision(String(i + 1), version.properties);
  return {
    ProvisionedConcurrency: aliases.undecided ?? versions.undecided ?? provisioned,
    Aliases:
      aliases.undecided ??
      aliases.found.map((alias) => ({ Name: aliasName(alias), FunctionVersion: must(alias.properties, "FunctionVersion") })),
    // Numbers are AWS's to give; the first deployment counts from 1.
    Versions: versions.undecided ?? versions.found.map((_, i) => ({ Version: String(i + 1), Runtime: runtime })),
  };
}

function aliasName(alias: Declared): string {
  const name = get(alias.properties, "Name");
  return typeof name === "string" ? name : alias.name;
}

function vpcIdOf(config: unknown, stack: Stack): Fact<string | undefined> {
  for (const [type, property] of [
    ["AWS::EC2::Subnet", "SubnetIds"],
    ["AWS::EC2::SecurityGroup", "SecurityGroupIds"],
  ] as const) {
    for (const id of textParts(config, property)) {
      const declared = declaredBy(stack, type, id);
      if (declared) return text(declared.properties, "VpcId");
    }
  }
  return unknown("elsewhere", { what: "VpcId" });
}

function vpcConfigOf(p: unknown, stack: Stack) {
  const config = get(p, "VpcConfig");
  if (config === undefined || isUnknown(config)) return config;
  const SubnetIds = textParts(config, "SubnetIds");
  const SecurityGroupIds = textParts(config, "SecurityGroupIds");
  if (SubnetIds.length === 0 && SecurityGroupIds.length === 0) return undefined;
  return { VpcId: vpcIdOf(config, stack), SubnetIds, SecurityGroupIds };
}

const functionPlaces: Places = {
  ImageUri: ["Code", "ImageUri"],
  EphemeralStorage: ["EphemeralStorage", "Size"],
  Environment: ["Environment", "Variables"],
  TracingMode: ["TracingConfig", "Mode"],
  DeadLetterTarget: ["DeadLetterConfig", "TargetArn"],
  FileSystemArns: ["FileSystemConfigs"],
  RuntimeManagement: ["RuntimeManagementConfig"],
  SnapStart: ["SnapStart", "ApplyOn"],
  InlineCode: ["Code", "ZipFile"],
};

export const lambdaFunction: Fold = (d, stack) => {
  const p = d.properties;
  // A path on this machine: not packaged yet.
  const code = typeof p["Code"] === "string" ? undefined : p["Code"];
  const image = text(code, "ImageUri");
  const packageType = or(choice(["Zip", "Image"], p, "PackageType"), image === undefined || isUnknown(image) ? "Zip" : "Image");
  const runtime = text(p, "Runtime");
  const arn = d.arn ?? d.name;
  const url = attached(stack, "AWS::Lambda::Url", "TargetFunctionArn", d, functionNameOf).found[0];
  return [
    noun(
      "LambdaFunction",
      d,
      stack,
      {
        Arn: arn,
        FunctionName: d.name,
        PackageType: packageType,
        Runtime: runtime,
        Handler: text(p, "Handler"),
        ImageUri: image,
        Architectures: stringsOr(["x86_64"], p, "Architectures"),
        Role: must(p, "Role"),
        MemorySize: or(num(p, "MemorySize"), 128),
        Timeout: or(num(p, "Timeout"), 3),
        EphemeralStorage: or(num(p, "EphemeralStorage", "Size"), 512),
        Environment: textMap(p, "Environment", "Variables"),
        KmsKeyArn: text(p, "KmsKeyArn"),
        TracingMode: or(choice(["Active", "PassThrough"], p, "TracingConfig", "Mode"), "PassThrough"),
        Layers: texts(p, "Layers"),
        VpcConfig: vpcConfigOf(p, stack),
        DeadLetterTarget: text(p, "DeadLetterConfig", "TargetArn"),
        LoggingConfig: {
          LogGroup: or(text(p, "LoggingConfig", "LogGroup"), `/aws/lambda/${d.name}`),
          LogFormat: or(text(p, "LoggingConfig", "LogFormat"), "Text"),
        },
        FileSystemArns: eachOf(list(p, "FileSystemConfigs"), (item) => must(item, "Arn")),
        CodeSigningConfigArn: text(p, "CodeSigningConfigArn"),
        ReservedConcurrentExecutions: num(p, "ReservedConcurrentExecutions"),
        RuntimeManagement: mapFact(packageType, (type) =>
          type === "Image"
            ? undefined
            : or(choice(["Auto", "FunctionUpdate", "Manual"], p, "RuntimeManagementConfig", "UpdateRuntimeOn"), "Auto"),
        ),
        SnapStart: or(text(p, "SnapStart", "ApplyOn"), "None"),
        RecursiveLoop: or(text(p, "RecursiveLoop"), "Terminate"),
        Policies: policiesOf(d, arn, stack),
        Urls: urlsOf(d, stack),
        ...aliasesAndVersions(d, stack, runtime),
        EventInvokeConfigs: invokeConfigsOf(d, stack),
        CodeSize: undefined,
        CodeSha256: undefined,
        LastModified: undefined,
        InlineCode: text(code, "ZipFile"),
        Tags: tags(p["Tags"]),
      },
      {
        places: url ? { ...functionPlaces, Urls: { origin: url.origin, path: [] } } : functionPlaces,
      },
    ),
  ];
};
