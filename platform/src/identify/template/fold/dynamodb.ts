import { type Fact, isUnknown, mapFact } from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, attachedTo } from "./attach.ts";
import { noun, ownPolicy, policyAt } from "./make.ts";
import { choice, flag, get, must, or, tags, text, wholeList } from "./read.ts";

const TARGET = "AWS::ApplicationAutoScaling::ScalableTarget";
const POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy";

/** Whether something scales one direction of a table's capacity. */
function scaled(table: Declared, dimension: string, stack: Stack): Fact<boolean> {
  const ids = [`table/${table.name}`];
  const direct = attachedTo(stack, POLICY, "ResourceId", ids);
  if (direct.found.some((policy) => get(policy.properties, "ScalableDimension") === dimension)) return true;
  const targets = attachedTo(stack, TARGET, "ResourceId", ids);
  let gap = direct.undecided ?? targets.undecided;
  for (const target of targets.found) {
    const of = text(target.properties, "ScalableDimension");
    if (isUnknown(of)) gap ??= of;
    if (of !== dimension) continue;
    const policies = attached(stack, POLICY, "ScalingTargetId", target);
    if (policies.found.length > 0) return true;
    gap ??= policies.undecided;
  }
  return gap ?? false;
}

function both(read: Fact<boolean>, write: Fact<boolean>): Fact<boolean> {
  if (read === false || write === false) return false;
  return isUnknown(read) ? read : isUnknown(write) ? write : true;
}

/** AWS's own key unless encryption is asked for; `SSEEnabled: false` is AWS's own key too. */
function sseOf(specification: unknown): Fact<"AWS_OWNED" | "KMS"> {
  return mapFact(or(flag(specification, "SSEEnabled"), false), (on) => (on ? "KMS" : "AWS_OWNED"));
}

/** Streams are named by the time they were switched on; a template has none, so any will do that is always the same. */
function streamOf(d: Declared, arn: string): Fact<string | undefined> {
  const stream = get(d.properties, "StreamSpecification");
  return stream === undefined || isUnknown(stream) ? stream : `${arn}/stream/2000-01-01T00:00:00.000`;
}

function timeToLiveOf(p: unknown): Fact<string | undefined> {
  const on = or(flag(p, "TimeToLiveSpecification", "Enabled"), false);
  return isUnknown(on) ? on : on ? text(p, "TimeToLiveSpecification", "AttributeName") : undefined;
}

const places = {
  AutoScaled: ["BillingMode"],
  SseType: ["SSESpecification"],
  KmsKeyArn: ["SSESpecification", "KMSMasterKeyId"],
  PointInTimeRecovery: ["PointInTimeRecoverySpecification"],
  TimeToLiveAttribute: ["TimeToLiveSpecification"],
  StreamArn: ["StreamSpecification"],
  Policy: ["ResourcePolicy"],
};

const table: Fold = (d, stack) => {
  const p = d.properties;
  const billing = or(choice(["PAY_PER_REQUEST", "PROVISIONED"], p, "BillingMode"), "PROVISIONED");
  const stream = ownPolicy(d, "StreamSpecification", "ResourcePolicy", "PolicyDocument");
  return [
    noun(
      "DynamoTable",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        TableName: d.name,
        BillingMode: billing,
        AutoScaled: mapFact(billing, (mode) =>
          mode === "PAY_PER_REQUEST"
            ? undefined
            : both(scaled(d, "dynamodb:table:ReadCapacityUnits", stack), scaled(d, "dynamodb:table:WriteCapacityUnits", stack)),
        ),
        SseType: sseOf(get(p, "SSESpecification")),
        KmsKeyArn: text(p, "SSESpecification", "KMSMasterKeyId"),
        PointInTimeRecovery: or(flag(p, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"), false),
        DeletionProtectionEnabled: or(flag(p, "DeletionProtectionEnabled"), false),
        StreamArn: streamOf(d, d.arn ?? d.name),
        TimeToLiveAttribute: timeToLiveOf(p),
        Policy: ownPolicy(d, "ResourcePolicy", "PolicyDocument"),
        ...(stream === undefined ? {} : { StreamPolicy: stream }),
        Tags: tags(p["Tags"]),
      },
      { places },
    ),
  ];
};

/** One table per replica, as a live scan of its region would see it. */
const globalTable: Fold = (d, stack) => {
  const p = d.properties;
  const replicas = wholeList(p, "Replicas");
  const rows: readonly unknown[] = isUnknown(replicas) ? [replicas] : replicas;
  const billing = or(choice(["PAY_PER_REQUEST", "PROVISIONED"], p, "BillingMode"), "PROVISIONED");
  const writes = get(p, "WriteProvisionedThroughputSettings", "WriteCapacityAutoScalingSettings");
  return rows.map((replica, i) => {
    const written = must(replica, "Region");
    const region = isUnknown(written) ? stack.region : written;
    const reads = get(replica, "ReadProvisionedThroughputSettings", "ReadCapacityAutoScalingSettings");
    const base = d.arn ?? `arn:${stack.partition}:dynamodb:${stack.region}:${stack.account}:table/${d.name}`;
    const arn = base.replace(`:${stack.region}:`, `:${region}:`);
    const known = (value: unknown): Fact<boolean> => (isUnknown(value) ? value : value !== undefined);
    const policy = get(replica, "ResourcePolicy", "PolicyDocument");
    const stream = get(replica, "ReplicaStreamSpecification", "ResourcePolicy", "PolicyDocument");
    const ofStream = ["Replicas", i, "ReplicaStreamSpecification", "ResourcePolicy", "PolicyDocument"];
    return noun(
      "DynamoTable",
      d,
      stack,
      {
        Arn: arn,
        TableName: d.name,
        BillingMode: billing,
        AutoScaled: mapFact(billing, (mode) => (mode === "PAY_PER_REQUEST" ? undefined : both(known(reads), known(writes)))),
        SseType: sseOf(get(p, "SSESpecification")),
        KmsKeyArn: text(replica, "SSESpecification", "KMSMasterKeyId"),
        PointInTimeRecovery: or(flag(replica, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"), false),
        DeletionProtectionEnabled: or(flag(replica, "DeletionProtectionEnabled"), false),
        StreamArn: streamOf(d, arn),
        TimeToLiveAttribute: timeToLiveOf(p),
        Policy: policy === undefined ? undefined : policyAt(policy, d.origin, ["Replicas", i, "ResourcePolicy", "PolicyDocument"]),
        ...(stream === undefined ? {} : { StreamPolicy: policyAt(stream, d.origin, ofStream) }),
        Tags: tags(get(replica, "Tags")),
      },
      {
        id: arn,
        region,
        places: {
          ...places,
          PointInTimeRecovery: ["Replicas", i, "PointInTimeRecoverySpecification"],
          DeletionProtectionEnabled: ["Replicas", i, "DeletionProtectionEnabled"],
          KmsKeyArn: ["Replicas", i, "SSESpecification"],
        },
      },
    );
  });
};

const dax: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "DaxCluster",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        SseEnabled: or(flag(p, "SSESpecification", "SSEEnabled"), false),
        EndpointEncryption: or(text(p, "ClusterEndpointEncryptionType"), "NONE"),
        Tags: tags(p["Tags"]),
      },
      { places: { SseEnabled: ["SSESpecification"], EndpointEncryption: ["ClusterEndpointEncryptionType"] } },
    ),
  ];
};

const attachment: Fold = () => [];

export const dynamodbFolds: Readonly<Record<string, Fold>> = {
  "AWS::DynamoDB::Table": table,
  "AWS::DynamoDB::GlobalTable": globalTable,
  [TARGET]: attachment,
  [POLICY]: attachment,
  "AWS::DAX::Cluster": dax,
  "AWS::DAX::ParameterGroup": attachment,
  "AWS::DAX::SubnetGroup": attachment,
};
