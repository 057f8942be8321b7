import { type Context, digest, emit, inherited, own, resolve, type Source } from "./context.ts";
import { att, compact, isIntrinsic, isObj, isSet, type Obj, objOf, pick, Refusal, tagList } from "./core.ts";
import { codePlace, place } from "./package-place.ts";
import { trust } from "./policies.ts";

const keyTypes: Readonly<Record<string, string>> = { String: "S", Number: "N", Binary: "B" };

/** A table with one key. */
export function simpleTable(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  let name: unknown = "id";
  let type = "S";
  if (isSet(p["PrimaryKey"])) {
    const key = objOf(p["PrimaryKey"]);
    if (key["Name"] === undefined || key["Type"] === undefined) throw new Refusal(logicalId, "PrimaryKey", "Name and Type are required");
    const found = keyTypes[String(key["Type"])];
    if (found === undefined) throw new Refusal(logicalId, "PrimaryKey.Type", "it must be String, Number or Binary");
    name = key["Name"];
    type = found;
  }
  emit(
    context,
    { logicalId, path: ["Resources", logicalId] },
    {
      id: logicalId,
      type: "AWS::DynamoDB::Table",
      properties: {
        AttributeDefinitions: [{ AttributeName: name, AttributeType: type }],
        KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
        ...(isSet(p["ProvisionedThroughput"]) ? { ProvisionedThroughput: p["ProvisionedThroughput"] } : { BillingMode: "PAY_PER_REQUEST" }),
        ...pick(p, ["TableName", "SSESpecification", "PointInTimeRecoverySpecification"]),
        Tags: isSet(p["Tags"]) ? tagList(p["Tags"]) : undefined,
      },
      attributes: own(declared),
    },
  );
}

/** A layer version. Its logical id changes with its content, and old versions are kept unless told otherwise. */
export function layerVersion(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const policy = retention(context, logicalId, p["RetentionPolicy"]);
  const architectures = resolve(context, p["CompatibleArchitectures"]);
  if (Array.isArray(architectures) && architectures.some((a) => typeof a === "string" && a !== "x86_64" && a !== "arm64")) {
    throw new Refusal(logicalId, "CompatibleArchitectures", "it must be x86_64 or arm64");
  }
  const id = `${logicalId}${digest(p).slice(0, 10)}`;
  emit(
    context,
    { logicalId, path: ["Resources", logicalId] },
    {
      id,
      type: "AWS::Lambda::LayerVersion",
      properties: {
        Content: place(logicalId, "ContentUri", p["ContentUri"], codePlace),
        LayerName: p["LayerName"] ?? logicalId,
        ...pick(p, ["Description", "CompatibleRuntimes", "LicenseInfo"]),
        CompatibleArchitectures: architectures,
      },
      attributes: { ...own(declared), DeletionPolicy: policy ?? declared["DeletionPolicy"] ?? "Retain" },
    },
  );
  context.renamed.set(logicalId, id);
}

function retention(context: Context, logicalId: string, given: unknown): string | undefined {
  const value = resolve(context, given);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new Refusal(logicalId, "RetentionPolicy", "the value must be known before deployment");
  const lower = value.toLowerCase();
  if (lower !== "retain" && lower !== "delete") throw new Refusal(logicalId, "RetentionPolicy", "it must be Retain or Delete");
  return lower === "retain" ? "Retain" : "Delete";
}

/** A nested application. One of the Serverless Application Repository cannot be opened here: its template stays unknown. */
export function application(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const location = p["Location"];
  const extra: Obj = {};
  if (isObj(location)) {
    const { ApplicationId: app, SemanticVersion: version } = location;
    if (!isSet(app)) throw new Refusal(logicalId, "Location.ApplicationId", "the property is required");
    if (!isSet(version)) throw new Refusal(logicalId, "Location.SemanticVersion", "the property is required");
    const [knownApp, knownVersion] = [resolve(context, app), resolve(context, version)];
    if (isIntrinsic(knownApp)) throw new Refusal(logicalId, "Location.ApplicationId", "the value must be known before deployment");
    if (isIntrinsic(knownVersion)) throw new Refusal(logicalId, "Location.SemanticVersion", "the value must be known before deployment");
    extra["serverlessrepo:applicationId"] = knownApp;
    extra["serverlessrepo:semanticVersion"] = knownVersion;
    context.problems.push({
      code: "E_SAM_APPLICATION_NOT_OPENED",
      detail: { logicalId, application: String(knownApp), version: String(knownVersion) },
    });
  }
  emit(
    context,
    { logicalId, path: ["Resources", logicalId] },
    {
      id: logicalId,
      type: "AWS::CloudFormation::Stack",
      properties: {
        TemplateURL: typeof location === "string" ? location : undefined,
        ...pick(p, ["Parameters", "NotificationARNs", "TimeoutInMinutes"]),
        Tags: tagList({ ...extra, ...objOf(p["Tags"]) }, "lambda:createdBy"),
      },
      attributes: own(declared),
    },
  );
}

/** A pool of instances that functions run on. */
export function capacityProvider(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const requirements = objOf(p["InstanceRequirements"]);
  const scaling = objOf(p["ScalingConfig"]);
  const role = p["OperatorRole"];
  const tags = tagList(p["Tags"], "lambda:createdBy");
  if (role === undefined) {
    emit(context, source, {
      id: `${logicalId}OperatorRole`,
      type: "AWS::IAM::Role",
      properties: {
        AssumeRolePolicyDocument: trust("lambda.amazonaws.com"),
        ManagedPolicyArns: [`arn:${context.options.partition}:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator`],
        Tags: p["PropagateTags"] === true ? tags : tagList({}, "lambda:createdBy"),
      },
      attributes: inherited(declared),
    });
  }
  const network = objOf(p["VpcConfig"]);
  if (network["SubnetIds"] === undefined) throw new Refusal(logicalId, "VpcConfig.SubnetIds", "the property is required");
  emit(context, source, {
    id: logicalId,
    type: "AWS::Lambda::CapacityProvider",
    properties: {
      ...pick(p, ["CapacityProviderName", "VpcConfig", "KmsKeyArn"]),
      PermissionsConfig: { CapacityProviderOperatorRoleArn: role ?? att(`${logicalId}OperatorRole`, "Arn") },
      InstanceRequirements: isSet(requirements)
        ? compact({
            Architectures: requirements["Architectures"],
            AllowedInstanceTypes: requirements["AllowedTypes"],
            ExcludedInstanceTypes: requirements["ExcludedTypes"],
          })
        : undefined,
      CapacityProviderScalingConfig: isSet(scaling) ? scalingOf(scaling) : undefined,
      Tags: tags,
    },
    attributes: own(declared),
  });
}

function scalingOf(scaling: Obj): Obj {
  const utilization = scaling["AverageCPUUtilization"];
  const manual =
    utilization === undefined
      ? {}
      : {
          ScalingMode: "Manual",
          ScalingPolicies: [{ PredefinedMetricType: "LambdaCapacityProviderAverageCPUUtilization", TargetValue: utilization }],
        };
  return compact({ MaxVCpuCount: scaling["MaxVCpuCount"], ...manual });
}
