import {
  type EventInvokeConfig,
  type Fact,
  type FunctionUrl,
  isUnknown,
  knownOr,
  mapFact,
  parsePolicy,
  type QualifiedPolicy,
  type Statement,
  unknown,
} from "../../../model/index.ts";
import { eventSourceMappingId, eventSourceMappingName, functionNameOf, functionReference, layerVersionName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { joinPolicies, noun, type Places, policyAt, whereOf } from "./make.ts";
import { choice, eachOf, flag, get, list, must, num, or, strings, stringsOr, tags, text, textMap, textParts, texts } from "./read.ts";

/** `$LATEST` and the unqualified function are the same. */
function qualifierOf(reference: unknown): string | undefined {
  const qualifier = typeof reference === "string" ? functionReference(reference).qualifier : undefined;
  return qualifier === "$LATEST" ? undefined : qualifier;
}

/** A principal as Lambda writes it into the policy it keeps. */
function principalOf(principal: Fact<string>, partition: string): unknown {
  if (isUnknown(principal) || principal === "*") return principal;
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` };
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

/** The statement that a permission adds to the function's policy. */
function permissionStatement(permission: Declared, arn: string, stack: Stack): Fact<Statement> {
  const p = permission.properties;
  const equals: Record<string, unknown> = {};
  const condition: Record<string, unknown> = {};
  const put = (key: string, property: string) => {
    const value = text(p, property);
    if (value !== undefined) equals[key] = value;
  };
  put("AWS:SourceAccount", "SourceAccount");
  put("aws:PrincipalOrgID", "PrincipalOrgID");
  put("lambda:FunctionUrlAuthType", "FunctionUrlAuthType");
  put("lambda:EventSourceToken", "EventSourceToken");
  if (Object.keys(equals).length > 0) condition["StringEquals"] = equals;
  const source = text(p, "SourceArn");
  if (source !== undefined) condition["ArnLike"] = { "AWS:SourceArn": source };
  const viaUrl = text(p, "InvokedViaFunctionUrl");
  if (viaUrl !== undefined) condition["Bool"] = { "lambda:InvokedViaFunctionUrl": viaUrl };
  const parsed = parsePolicy({
    Statement: {
      // CloudFormation makes the id from the logical one; Terraform lets people choose it.
      Sid: knownOr(text(p, "StatementId"), undefined) ?? permission.logicalId,
      Effect: "Allow",
      Principal: principalOf(must(p, "Principal"), stack.partition),
      Action: must(p, "Action"),
      Resource: arn,
      ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
    },
  });
  return mapFact(parsed, (policy) => ({ ...policy.Statement[0]!, at: { origin: permission.origin, path: ["Principal"] } }));
}

function policiesOf(fn: Declared, arn: string, stack: Stack): readonly QualifiedPolicy[] {
  const { found, undecided } = attached(stack, "AWS::Lambda::Permission", "FunctionName", fn, functionNameOf);
  const byQualifier = new Map<string | undefined, Fact<Statement>[]>();
  for (const permission of found) {
    const qualifier = qualifierOf(get(permission.properties, "FunctionName"));
    const statement = permissionStatement(permission, qualifier === undefined ? arn : `${arn}:${qualifier}`, stack);
    const statements = byQualifier.get(qualifier);
    if (statements) statements.push(statement);
    else byQualifier.set(qualifier, [statement]);
  }
  const policies: QualifiedPolicy[] = [];
  for (const [Qualifier, statements] of byQualifier) {
    const gap = statements.find(isUnknown);
    const known = statements.filter((s): s is Statement => !isUnknown(s)).map((s, index) => ({ ...s, index }));
    policies.push({ Qualifier, Document: gap ?? { Version: "2012-10-17", Statement: known } });
  }
  if (undecided) policies.push({ Qualifier: undefined, Document: undecided });
  return policies;
}

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
