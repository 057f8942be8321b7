import { apiEvent } from "./api-event.ts";
import { attempt, type Context, digest, emit, inherited, own, resolve, type Source } from "./context.ts";
import { att, compact, isIntrinsic, isObj, isSet, type Obj, objOf, pick, Refusal, ref, tagList } from "./core.ts";
import * as events from "./events.ts";
import { invokeConfig } from "./function-invoke.ts";
import { functionUrl } from "./function-url.ts";
import { httpEvent } from "./http-event.ts";
import { codePlace, place } from "./package-place.ts";
import { managedPolicyArn, readPolicies, trust, unique } from "./policies.ts";
import { polling } from "./polling.ts";
import { propagateTags } from "./propagate-tags.ts";
import { checkFunctionEvent } from "./properties.ts";

const passed = [
  "FunctionName",
  "Handler",
  "Runtime",
  "Description",
  "MemorySize",
  "Timeout",
  "VpcConfig",
  "Environment",
  "KmsKeyArn",
  "ReservedConcurrentExecutions",
  "Layers",
  "EphemeralStorage",
  "FileSystemConfigs",
  "ImageConfig",
  "CodeSigningConfigArn",
  "Architectures",
  "SnapStart",
  "RuntimeManagementConfig",
  "LoggingConfig",
  "RecursiveLoop",
  "TenancyConfig",
  "FunctionScalingConfig",
  "DurableConfig",
  "PublishToLatestPublished",
] as const;

/** A function and everything its properties stand for. */
export function serverlessFunction(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const attributes = inherited(declared);
  const aliasName = aliasOf(context, logicalId, p);
  const code = codeOf(logicalId, p);
  const made: Obj = {
    ...pick(p, passed),
    ...code,
    CapacityProviderConfig: capacity(p),
    Tags: tagList(p["Tags"], "lambda:createdBy"),
    TracingConfig: p["Tracing"] === undefined || p["Tracing"] === "Disabled" ? undefined : { Mode: p["Tracing"] },
    DeadLetterConfig: deadLetter(logicalId, p),
    ...(isSet(p["AutoPublishCodeSha256"]) && aliasName !== undefined ? { Description: describe(context, p) } : {}),
  };
  const inline: Obj[] = [];
  const managed: unknown[] = [];
  const aliasId = `${logicalId}Alias${aliasName?.replace(/[^A-Za-z0-9]/gu, (c) => (c === "-" ? "D" : c === "_" ? "U" : "")) ?? ""}`;
  if (aliasName !== undefined) publish(context, logicalId, aliasId, aliasName, objOf(code["Code"]), declared, source);
  else if (p["DeploymentPreference"] !== undefined) preferenceWithoutAlias(logicalId, p);
  if (aliasName === undefined && p["ProvisionedConcurrencyConfig"] !== undefined) {
    throw new Refusal(logicalId, "ProvisionedConcurrencyConfig", "it needs AutoPublishAlias");
  }
  const targetId = aliasName === undefined ? logicalId : aliasId;
  if (p["EventInvokeConfig"] !== undefined) {
    invokeConfig(context, {
      logicalId,
      config: objOf(p["EventInvokeConfig"]),
      alias: aliasName === undefined ? undefined : { id: aliasId, name: aliasName },
      declared,
      inline,
      source,
    });
  }
  if (p["FunctionUrlConfig"] !== undefined)
    functionUrl(context, { logicalId, config: p["FunctionUrlConfig"], targetId, aliased: aliasName !== undefined, attributes, source });
  for (const [name, event] of sortedEvents(p["Events"])) {
    if (!isObj(event) || typeof event["Type"] !== "string")
      throw new Refusal(logicalId, `Events.${name}`, "an event is a mapping with a Type");
    const properties = objOf(event["Properties"]);
    const shown = checkFunctionEvent(logicalId, name, event["Type"], properties);
    if (!shown) throw new Refusal(logicalId, `Events.${name}.Type`, `there is no event type ${event["Type"]}`);
    const scope: events.EventScope = {
      context,
      owner: logicalId,
      name,
      id: `${logicalId}${name}`,
      type: event["Type"],
      properties,
      target: ref(targetId),
      targetId,
      targetArn: aliasName === undefined ? att(logicalId, "Arn") : ref(aliasId),
      hasAlias: aliasName !== undefined,
      attributes,
      source: { logicalId, path: ["Resources", logicalId, "Properties", "Events", name] },
    };
    const needs = expand(scope);
    if (event["Type"] === "SNS" && isSet(properties["SqsSubscription"]))
      managed.push(managedPolicyArn(context.options.partition, "AWSLambdaSQSQueueExecutionRole"));
    if (needs !== undefined) {
      inline.push(...needs.inline);
      managed.push(...needs.managed.map((n) => managedPolicyArn(context.options.partition, n) ?? n));
    }
  }
  made["Role"] = role(context, logicalId, p, declared, { inline, managed }, source);
  emit(context, source, { id: logicalId, type: "AWS::Lambda::Function", properties: made, attributes: own(declared) });
  propagateTags(context, logicalId, p);
}

function sortedEvents(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(objOf(value));
}

function expand(scope: events.EventScope): { managed: readonly string[]; inline: readonly Obj[] } | undefined {
  switch (scope.type) {
    case "Api":
      apiEvent(scope);
      return undefined;
    case "HttpApi":
      httpEvent(scope);
      return undefined;
    case "S3":
      events.bucketEvent(scope);
      return undefined;
    case "SNS":
      events.topicEvent(scope);
      return undefined;
    case "Schedule":
      events.schedule(scope, events.lambdaTarget);
      return undefined;
    case "ScheduleV2":
      events.scheduler(scope, "Lambda");
      return undefined;
    case "EventBridgeRule":
    case "CloudWatchEvent":
      events.eventRule(scope, events.lambdaTarget);
      return undefined;
    case "CloudWatchLogs":
      events.logsEvent(scope);
      return undefined;
    case "IoTRule":
      events.iotEvent(scope);
      return undefined;
    case "AlexaSkill":
      events.alexaEvent(scope);
      return undefined;
    case "Cognito":
      events.cognitoEvent(scope);
      return undefined;
    default:
      return polling(scope);
  }
}

/** The digest in the description makes every new one a change of the function. */
function describe(context: Context, p: Obj): unknown {
  const sha = resolve(context, p["AutoPublishCodeSha256"]);
  return typeof p["Description"] === "string" ? `${p["Description"]} ${String(sha)}` : sha;
}

function capacity(p: Obj): unknown {
  const config = p["CapacityProviderConfig"];
  if (!isObj(config) || isIntrinsic(config)) return config;
  const { Arn: arn, ...rest } = config;
  return { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: arn, ...rest } };
}

function codeOf(logicalId: string, p: Obj): Obj {
  const { CodeUri: uri, InlineCode: text, ImageUri: image, PackageType: packageType } = p;
  if (packageType !== undefined && packageType !== "Zip" && packageType !== "Image" && !isIntrinsic(packageType)) {
    throw new Refusal(logicalId, "PackageType", "it must be Zip or Image");
  }
  if (isSet(image) && packageType === "Zip") throw new Refusal(logicalId, "ImageUri", "a Zip function has no ImageUri");
  if (packageType === "Image" && !isSet(image)) throw new Refusal(logicalId, "ImageUri", "the property is required for an image");
  const isImage = packageType === "Image";
  const kms = p["SourceKMSKeyArn"] === undefined ? {} : { SourceKMSKeyArn: p["SourceKMSKeyArn"] };
  if (isImage) return { PackageType: "Image", Code: imageOf(logicalId, image) };
  const given = packageType === undefined ? {} : { PackageType: packageType };
  if (isSet(text)) return { ...given, Code: { ZipFile: text, ...kms } };
  if (!isSet(uri)) throw new Refusal(logicalId, "CodeUri", "one of CodeUri, InlineCode and ImageUri is required");
  const code = place(logicalId, "CodeUri", uri, codePlace);
  return { ...given, Code: isObj(code) ? { ...code, ...kms } : code };
}

function imageOf(logicalId: string, image: unknown): Obj {
  if (typeof image !== "string" && !isIntrinsic(image)) throw new Refusal(logicalId, "ImageUri", "it must be the URI of an image");
  return { ImageUri: image };
}

function deadLetter(logicalId: string, p: Obj): unknown {
  const config = p["DeadLetterQueue"];
  if (config === undefined || isIntrinsic(config)) return undefined;
  const { Type: type, TargetArn: arn } = objOf(config);
  if (type === undefined || arn === undefined) throw new Refusal(logicalId, "DeadLetterQueue", "Type and TargetArn are required");
  if (type !== "SQS" && type !== "SNS") throw new Refusal(logicalId, "DeadLetterQueue.Type", "it must be SQS or SNS");
  return { TargetArn: arn };
}

function aliasOf(context: Context, logicalId: string, p: Obj): string | undefined {
  const given = p["AutoPublishAlias"];
  if (given === undefined || given === null || given === "") return undefined;
  if (isObj(given) && given["Ref"] === undefined)
    throw new Refusal(logicalId, "AutoPublishAlias", "it must be a text or the Ref of a parameter with a known value");
  const name = resolve(context, given);
  if (typeof name !== "string")
    throw new Refusal(logicalId, "AutoPublishAlias", "it must be a text or the Ref of a parameter with a known value");
  return name;
}

function publish(context: Context, logicalId: string, aliasId: string, aliasName: string, code: Obj, declared: Obj, source: Source): void {
  const p = objOf(declared["Properties"]);
  if (!/^[A-Za-z0-9\-_]+$/u.test(aliasName))
    throw new Refusal(logicalId, "AutoPublishAlias", "an alias has letters, digits, hyphens and underscores");
  const codeSha = resolve(context, p["AutoPublishCodeSha256"]);
  if (codeSha !== undefined && typeof codeSha !== "string") throw new Refusal(logicalId, "AutoPublishCodeSha256", "it must be a text");
  const basis = p["AutoPublishAliasAllProperties"] === true ? p : isSet(codeSha) ? codeSha : code;
  const versionId = `${logicalId}Version${typeof basis === "string" ? basis.slice(0, 10) : digest(basis).slice(0, 10)}`;
  const attributes = inherited(declared);
  emit(context, source, {
    id: versionId,
    type: "AWS::Lambda::Version",
    properties: compact({ FunctionName: ref(logicalId), Description: p["VersionDescription"], FunctionScalingConfig: undefined }),
    attributes: {
      DeletionPolicy: "Retain",
      ...attributes,
      ...(p["VersionDeletionPolicy"] === undefined ? {} : { DeletionPolicy: p["VersionDeletionPolicy"] }),
    },
  });
  const preference = preferenceOf(context, logicalId, p);
  emit(context, source, {
    id: aliasId,
    type: "AWS::Lambda::Alias",
    properties: {
      Name: aliasName,
      FunctionName: ref(logicalId),
      FunctionVersion: att(versionId, "Version"),
      ProvisionedConcurrencyConfig: p["ProvisionedConcurrencyConfig"],
    },
    attributes: { ...attributes, UpdatePolicy: preference === undefined ? undefined : updatePolicy(logicalId, preference) },
  });
  if (preference !== undefined) context.deployments.groups.push({ id: logicalId, preference, condition: declared["Condition"] });
  context.referable.set(`${logicalId}.Version`, versionId);
  context.referable.set(`${logicalId}.Alias`, aliasId);
}

function preferenceOf(context: Context, logicalId: string, p: Obj): Obj | undefined {
  const given = p["DeploymentPreference"];
  if (given === undefined) return undefined;
  const preference = objOf(given);
  const enabled = resolve(context, preference["Enabled"]);
  if (enabled === false || enabled === "false" || enabled === "False") return undefined;
  if (enabled !== undefined && isObj(enabled))
    throw new Refusal(logicalId, "DeploymentPreference.Enabled", "the value must be known before deployment");
  if (preference["Type"] === undefined) throw new Refusal(logicalId, "DeploymentPreference.Type", "the property is required");
  if (preference["Hooks"] !== undefined && !isObj(preference["Hooks"]))
    throw new Refusal(logicalId, "DeploymentPreference.Hooks", "it must be a mapping");
  return preference;
}

function preferenceWithoutAlias(logicalId: string, p: Obj): void {
  const preference = objOf(p["DeploymentPreference"]);
  if (preference["Enabled"] === false) return;
  throw new Refusal(logicalId, "DeploymentPreference", "it needs AutoPublishAlias");
}

function updatePolicy(logicalId: string, preference: Obj): Obj {
  const hooks = objOf(preference["Hooks"]);
  return {
    CodeDeployLambdaAliasUpdate: compact({
      ApplicationName: ref("ServerlessDeploymentApplication"),
      DeploymentGroupName: ref(`${logicalId}DeploymentGroup`),
      BeforeAllowTrafficHook: hooks["PreTraffic"],
      AfterAllowTrafficHook: hooks["PostTraffic"],
    }),
  };
}

function role(
  context: Context,
  logicalId: string,
  p: Obj,
  declared: Obj,
  needs: { inline: Obj[]; managed: unknown[] },
  source: Source,
): unknown {
  const given = p["Role"];
  const { partition } = context.options;
  const branch = isObj(given) && Array.isArray(given["Fn::If"]) ? given["Fn::If"] : undefined;
  const own = att(`${logicalId}Role`, "Arn");
  let condition: unknown;
  let result: unknown = own;
  if (isSet(given)) {
    const empty = (v: unknown): boolean => isObj(v) && v["Ref"] === "AWS::NoValue";
    if (branch === undefined || !(empty(branch[1]) || empty(branch[2]))) return given;
    result = { "Fn::If": [branch[0], empty(branch[1]) ? own : branch[1], empty(branch[2]) ? own : branch[2]] };
    condition = branch[0];
  }
  const roleId = `${logicalId}Role`;
  const policies = attempt(context, () => readPolicies(logicalId, p["Policies"], roleId, partition)) ?? { managed: [], inline: [] };
  const arn = (name: string): string => managedPolicyArn(partition, name) ?? `arn:${partition}:iam::aws:policy/service-role/${name}`;
  const managed: unknown[] = [];
  const boundary = p["PermissionsBoundary"];
  managed.push(arn(isSet(p["DurableConfig"]) ? "AWSLambdaBasicDurableExecutionRolePolicy" : "AWSLambdaBasicExecutionRole"));
  if (isSet(p["VpcConfig"])) managed.push(arn("AWSLambdaVPCAccessExecutionRole"));
  managed.push(...policies.managed);
  if (p["Tracing"] !== undefined && p["Tracing"] !== "Disabled") managed.push(arn("AWSXrayWriteOnlyAccess"));
  managed.push(...needs.managed);
  const inline: Obj[] = [];
  const dead = objOf(p["DeadLetterQueue"]);
  if (dead["TargetArn"] !== undefined) {
    const action = dead["Type"] === "SNS" ? "sns:Publish" : "sqs:SendMessage";
    inline.push({
      PolicyName: "DeadLetterQueuePolicy",
      PolicyDocument: { Version: "2012-10-17", Statement: [{ Action: action, Resource: dead["TargetArn"], Effect: "Allow" }] },
    });
  }
  emit(context, source, {
    id: roleId,
    type: "AWS::IAM::Role",
    properties: {
      AssumeRolePolicyDocument: p["AssumeRolePolicyDocument"] ?? trust("lambda.amazonaws.com"),
      ManagedPolicyArns: unique(managed),
      Policies: ((all) => (all.length === 0 ? undefined : all))([...inline, ...needs.inline, ...policies.inline]),
      PermissionsBoundary: boundary,
      Path: p["RolePath"],
      Tags: tagList(p["Tags"], "lambda:createdBy"),
    },
    attributes: {
      ...inherited(declared),
      ...(condition === undefined ? {} : { Condition: roleCondition(context, logicalId, condition, branch) }),
    },
  });
  return result;
}

function roleCondition(context: Context, logicalId: string, condition: unknown, branch: readonly unknown[] | undefined): unknown {
  const whenTrue = objOf(branch?.[1])["Ref"] === "AWS::NoValue";
  if (whenTrue) return condition;
  const name = `NOT${String(condition)}`;
  context.conditions[name] = { "Fn::Not": [{ Condition: condition }] };
  return name;
}
