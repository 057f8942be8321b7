import { isUnknown, type Place, unknown } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { arn, compact, type Expansion, type Fn, items, ref, type Shape, shape } from "./expansion.ts";
import { functionId, logGroupId, normalized, roleId } from "./names.ts";

const UPDATE_MODES: Readonly<Record<string, string>> = { auto: "Auto", onFunctionUpdate: "FunctionUpdate", manual: "Manual" };

/** What a function sets itself, else what the provider sets for all. */
function setting(out: Expansion, fn: Shape, key: string): Json {
  return fn[key] ?? out.provider[key];
}

/** Role of a function: an ARN, or the logical id of a role of the service. */
function roleOf(out: Expansion, fn: Fn): Json {
  const written = fn.config["role"] ?? providerRole(out);
  if (written === undefined || written === null) return arn(hasOwnRole(out, fn) ? roleId(fn.key) : "IamRoleLambdaExecution");
  if (typeof written === "string" && !written.startsWith("arn:") && !written.includes("/")) return arn(written);
  return written;
}

/** A role that exists, for all functions. */
export function providerRole(out: Expansion): Json {
  const role = shape(out.provider["iam"])["role"];
  if (typeof role === "string") return role;
  if (isObject(role) && (isUnknown(role) || Object.keys(role).some((key) => key === "Ref" || key.startsWith("Fn::")))) return role;
  return out.provider["role"];
}

/** Functions with statements of their own get a role of their own. */
export function hasOwnRole(out: Expansion, fn: Fn): boolean {
  const own = fn.config["iamRoleStatements"] ?? shape(shape(fn.config["iam"])["role"])["statements"];
  const mode = shape(shape(out.provider["iam"])["role"])["mode"];
  return fn.config["role"] === undefined && (own !== undefined || mode === "perFunction");
}

function environmentOf(out: Expansion, fn: Fn): Json {
  const [all, own] = [out.provider["environment"], fn.config["environment"]];
  if (isUnknown(all)) return all;
  if (isUnknown(own)) return own;
  const variables = { ...shape(all), ...shape(own) };
  // A null takes a variable of the provider away.
  return Object.keys(variables).length === 0 ? undefined : { Variables: compact(variables) };
}

function vpcOf(out: Expansion, fn: Shape): Json {
  const written = Object.hasOwn(fn, "vpc") ? fn["vpc"] : out.provider["vpc"];
  if (written === undefined || written === null || isUnknown(written)) return written ?? undefined;
  const { securityGroupIds, subnetIds } = shape(written);
  return compact({ SecurityGroupIds: securityGroupIds, SubnetIds: subnetIds });
}

export function usesVpc(out: Expansion, fn: Shape): boolean {
  const vpc = vpcOf(out, fn);
  return isUnknown(vpc) || (isObject(vpc) && Object.keys(vpc).length > 0);
}

export function tracingOf(out: Expansion, fn: Shape): Json {
  const written = fn["tracing"] ?? shape(out.provider["tracing"])["lambda"];
  if (written === undefined || written === null || written === false || isUnknown(written))
    return isUnknown(written) ? { Mode: written } : undefined;
  return { Mode: written === true ? "Active" : written };
}

function imageOf(out: Expansion, fn: Shape): Json {
  const image = fn["image"];
  if (image === undefined || image === null || isUnknown(image)) return image ?? undefined;
  const uri = typeof image === "string" ? image : shape(image)["uri"];
  if (typeof uri === "string" && uri.includes("/")) return uri;
  if (isObject(uri)) return uri;
  const name = typeof image === "string" ? image : shape(image)["name"];
  const known = shape(shape(shape(out.provider["ecr"])["images"])[String(name)])["uri"];
  return known ?? unknown("known-after-deploy", { what: String(name) });
}

function layersOf(out: Expansion, fn: Shape): Json {
  const written = fn["layers"] ?? out.provider["layers"];
  return written;
}

function targetOf(written: Json): Json {
  return isObject(written) && !isUnknown(written) && written["arn"] !== undefined ? written["arn"] : written;
}

/** Declares a function and what goes with it. */
export function addFunction(out: Expansion, fn: Fn, place: Place | undefined, derived: (properties: Shape) => Shape): void {
  const { config } = fn;
  const image = imageOf(out, config);
  const onError = targetOf(config["onError"]);
  const logs = shape(shape(out.provider["logs"])["lambda"]);
  const ownLogs = shape(config["logs"]);
  const files = config["fileSystemConfig"];
  const management = setting(out, config, "runtimeManagement");
  const mode = isObject(management) && !isUnknown(management) ? management["mode"] : management;
  const snap = config["snapStart"];
  const log = compact({ LogGroup: ownLogs["logGroup"] ?? logs["logGroup"], LogFormat: ownLogs["logFormat"] ?? logs["logFormat"] });
  const stackTags = shape(out.provider["stackTags"]);
  const tags = { ...stackTags, ...shape(out.provider["tags"]), ...shape(config["tags"]) };
  const properties = compact({
    FunctionName: fn.name,
    Handler: image === undefined ? config["handler"] : undefined,
    Runtime: image === undefined ? (setting(out, config, "runtime") ?? unknown("elsewhere", { what: "runtime" })) : undefined,
    PackageType: image === undefined ? undefined : "Image",
    Code: image === undefined ? undefined : { ImageUri: image },
    MemorySize: setting(out, config, "memorySize") ?? 1024,
    Timeout: setting(out, config, "timeout") ?? 6,
    Role: roleOf(out, fn),
    Environment: environmentOf(out, fn),
    VpcConfig: vpcOf(out, config),
    Layers: layersOf(out, config),
    TracingConfig: tracingOf(out, config),
    KmsKeyArn:
      config["kmsKeyArn"] ?? config["awsKmsKeyArn"] ?? out.provider["kmsKeyArn"] ?? shape(out.root["serviceObject"])["awsKmsKeyArn"],
    ReservedConcurrentExecutions: config["reservedConcurrency"],
    DeadLetterConfig: onError === undefined || onError === null ? undefined : { TargetArn: onError },
    Architectures: setting(out, config, "architecture") === undefined ? undefined : [setting(out, config, "architecture")],
    EphemeralStorage: config["ephemeralStorageSize"] === undefined ? undefined : { Size: config["ephemeralStorageSize"] },
    FileSystemConfigs:
      files === undefined
        ? undefined
        : isUnknown(files)
          ? files
          : items(files).map((file) => compact({ Arn: shape(file)["arn"], LocalMountPath: shape(file)["localMountPath"] })),
    SnapStart: snap === undefined || snap === false ? undefined : { ApplyOn: snap === true ? "PublishedVersions" : snap },
    RuntimeManagementConfig:
      mode === undefined ? undefined : { UpdateRuntimeOn: typeof mode === "string" ? (UPDATE_MODES[mode] ?? mode) : mode },
    LoggingConfig: Object.keys(log).length === 0 ? undefined : log,
    Tags: Object.keys(tags).length === 0 ? undefined : Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  out.add(fn.id, "AWS::Lambda::Function", derived(properties), place);
  const shared = ownLogs["logGroup"] ?? logs["logGroup"];
  if (setting(out, config, "disableLogs") !== true && shared === undefined) {
    const retention = setting(out, config, "logRetentionInDays");
    out.add(
      logGroupId(fn.key),
      "AWS::Logs::LogGroup",
      compact({
        LogGroupName: typeof fn.name === "string" ? `/aws/lambda/${fn.name}` : fn.name,
        RetentionInDays: retention,
        KmsKeyId: undefined,
      }),
      place,
    );
  }
  const versions = config["versionFunction"] ?? out.provider["versionFunctions"] ?? true;
  if (versions !== false) out.add(`${normalized(fn.key)}LambdaVersion`, "AWS::Lambda::Version", { FunctionName: ref(fn.id) }, place);
  const provisioned = config["provisionedConcurrency"];
  if (provisioned !== undefined && provisioned !== null) {
    out.add(
      `${normalized(fn.key)}ProvConcLambdaAlias`,
      "AWS::Lambda::Alias",
      {
        FunctionName: ref(fn.id),
        FunctionVersion: arn(`${normalized(fn.key)}LambdaVersion`, "Version"),
        Name: "provisioned",
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: provisioned },
      },
      place,
    );
  }
  addUrl(out, fn, place);
  addDestinations(out, fn, place);
  if (onError !== undefined && onError !== null) out.grant(fn, ["sns:Publish"], onError);
}

function addUrl(out: Expansion, fn: Fn, place: Place | undefined): void {
  const url = fn.config["url"];
  if (url === undefined || url === null || url === false) return;
  const config = shape(url);
  const auth = isUnknown(url)
    ? url
    : config["authorizer"] === "aws_iam"
      ? "AWS_IAM"
      : isUnknown(config["authorizer"])
        ? config["authorizer"]
        : "NONE";
  const cors = config["cors"];
  const written = shape(cors);
  out.add(
    `${normalized(fn.key)}LambdaFunctionUrl`,
    "AWS::Lambda::Url",
    compact({
      TargetFunctionArn: arn(fn.id),
      AuthType: auth,
      InvokeMode: config["invokeMode"],
      Cors:
        cors === true
          ? { AllowOrigins: ["*"], AllowMethods: ["*"] }
          : isObject(cors)
            ? compact({
                AllowOrigins: written["allowedOrigins"] ?? ["*"],
                AllowMethods: written["allowedMethods"] ?? ["*"],
                AllowCredentials: written["allowCredentials"],
              })
            : undefined,
    }),
    place,
  );
  if (auth === "NONE")
    out.permit(fn, `${normalized(fn.key)}LambdaPermissionFnUrl`, "*", place, {
      Action: "lambda:InvokeFunctionUrl",
      FunctionUrlAuthType: "NONE",
    });
}

function addDestinations(out: Expansion, fn: Fn, place: Place | undefined): void {
  const { destinations, maximumRetryAttempts, maximumEventAge } = fn.config;
  if (destinations === undefined && maximumRetryAttempts === undefined && maximumEventAge === undefined) return;
  const made: Record<string, Json> = {};
  for (const [key, property] of [
    ["onSuccess", "OnSuccess"],
    ["onFailure", "OnFailure"],
  ] as const) {
    const written = isUnknown(destinations) ? destinations : shape(destinations)[key];
    if (written === undefined || written === null) continue;
    const plain = targetOf(written);
    const own = typeof plain === "string" && Object.hasOwn(shape(out.root["functions"]), plain);
    const target = own ? arn(functionId(plain)) : plain;
    made[property] = { Destination: target };
    const type =
      isObject(written) && !isUnknown(written) ? written["type"] : own ? "function" : /^arn:[^:]+:([^:]+):/.exec(String(plain))?.[1];
    const actions: Readonly<Record<string, string>> = {
      sns: "sns:Publish",
      sqs: "sqs:SendMessage",
      eventBus: "events:PutEvents",
      events: "events:PutEvents",
      function: "lambda:InvokeFunction",
      lambda: "lambda:InvokeFunction",
    };
    const action = typeof type === "string" ? actions[type] : undefined;
    if (action !== undefined) out.grant(fn, [action], target);
  }
  out.add(
    `${normalized(fn.key)}LambdaEvConf`,
    "AWS::Lambda::EventInvokeConfig",
    compact({
      FunctionName: ref(fn.id),
      Qualifier: "$LATEST",
      MaximumRetryAttempts: maximumRetryAttempts,
      MaximumEventAgeInSeconds: maximumEventAge,
      DestinationConfig: Object.keys(made).length === 0 ? undefined : made,
    }),
    place,
  );
}

/** Layers that the service builds itself. */
export function addLayers(out: Expansion, placeOf: (key: string) => Place | undefined): void {
  for (const [key, written] of Object.entries(shape(out.root["layers"]))) {
    const layer = shape(written);
    const id = `${normalized(key)}LambdaLayer`;
    out.add(
      id,
      "AWS::Lambda::LayerVersion",
      compact({ LayerName: layer["name"] ?? key, CompatibleRuntimes: layer["compatibleRuntimes"], LicenseInfo: layer["licenseInfo"] }),
      placeOf(key),
    );
    for (const account of items(layer["allowedAccounts"])) {
      out.add(
        `${id}Permission${String(account).replace(/[^0-9A-Za-z]/g, "") || "Star"}`,
        "AWS::Lambda::LayerVersionPermission",
        { LayerVersionArn: ref(id), Action: "lambda:GetLayerVersion", Principal: account },
        placeOf(key),
      );
    }
  }
}
