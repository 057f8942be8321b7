import { type BucketGrant, type Fact, isUnknown, mapFact, type Noun, type PublicAccessBlock, unknown } from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { declaredBy, policyOf } from "./attach.ts";
import { noun, ownPolicy } from "./make.ts";
import { flag, get, list, must, or, parts, tags, text, wholeList, written } from "./read.ts";

const SWITCHES = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;

/** All on when nobody says anything (since April 2023); what is left out of a written block is off. */
function blockOf(p: unknown): Fact<PublicAccessBlock> {
  const block = get(p, "PublicAccessBlockConfiguration");
  if (isUnknown(block)) return block;
  const out: Record<string, boolean> = {};
  for (const name of SWITCHES) {
    const value = block === undefined ? true : or(flag(block, name), false);
    if (isUnknown(value)) return value;
    out[name] = value;
  }
  return out as unknown as PublicAccessBlock;
}

const CANNED: Readonly<Record<string, readonly BucketGrant[]>> = {
  Private: [],
  BucketOwnerRead: [],
  BucketOwnerFullControl: [],
  PublicRead: [{ Grantee: "AllUsers", Permission: "READ" }],
  PublicReadWrite: [
    { Grantee: "AllUsers", Permission: "READ" },
    { Grantee: "AllUsers", Permission: "WRITE" },
  ],
  AuthenticatedRead: [{ Grantee: "AuthenticatedUsers", Permission: "READ" }],
  LogDeliveryWrite: [
    { Grantee: "LogDelivery", Permission: "WRITE" },
    { Grantee: "LogDelivery", Permission: "READ_ACP" },
  ],
  AwsExecRead: [{ Grantee: "canonical:ec2", Permission: "READ" }],
};

function grantsOf(p: unknown): Fact<readonly BucketGrant[]> {
  return mapFact(or(text(p, "AccessControl"), "Private"), (acl) => CANNED[acl] ?? unknown("malformed", { what: "AccessControl" }));
}

function encryptionOf(p: unknown): Noun<"Bucket">["Encryption"] {
  const rules = list(p, "BucketEncryption", "ServerSideEncryptionConfiguration");
  if (isUnknown(rules)) return rules;
  const rule: unknown = rules[0];
  if (rule === undefined) return { Algorithm: "AES256", KmsKeyId: undefined };
  return {
    Algorithm: or(text(rule, "ServerSideEncryptionByDefault", "SSEAlgorithm"), "AES256"),
    KmsKeyId: text(rule, "ServerSideEncryptionByDefault", "KMSMasterKeyID"),
  };
}

/** How many rules of a list are switched on. */
function enabledRules(p: unknown, ...path: readonly string[]): Fact<number> {
  const rows = wholeList(p, ...path);
  if (isUnknown(rows)) return rows;
  let count = 0;
  for (const row of rows) {
    const status = must(row, "Status");
    if (isUnknown(status)) return status;
    if (status === "Enabled") count++;
  }
  return count;
}

function notificationsOf(p: unknown): Noun<"Bucket">["Notifications"] {
  const config = get(p, "NotificationConfiguration");
  if (config === undefined) return [];
  if (isUnknown(config)) return config;
  const bridge = get(config, "EventBridgeConfiguration");
  const on = bridge === undefined ? false : or(flag(bridge, "EventBridgeEnabled"), true);
  if (isUnknown(on)) return on;
  return [
    ...parts(config, "LambdaConfigurations").map((row) => ({ Type: "lambda" as const, Target: must(row, "Function") })),
    ...parts(config, "QueueConfigurations").map((row) => ({ Type: "sqs" as const, Target: must(row, "Queue") })),
    ...parts(config, "TopicConfigurations").map((row) => ({ Type: "sns" as const, Target: must(row, "Topic") })),
    ...(on ? [{ Type: "eventbridge" as const, Target: undefined }] : []),
  ];
}

function ownershipOf(p: unknown): Fact<string> {
  const rules = list(p, "OwnershipControls", "Rules");
  return isUnknown(rules) ? rules : or(text(rules[0], "ObjectOwnership"), "BucketOwnerEnforced");
}

function loggingOf(d: Declared): Fact<string | undefined> {
  const config = get(d.properties, "LoggingConfiguration");
  if (config === undefined || isUnknown(config)) return config;
  return or(text(config, "DestinationBucketName"), d.name);
}

const bucket: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Bucket",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        BucketName: d.name,
        Policy: policyOf(stack, d, [["AWS::S3::BucketPolicy", "Bucket", "PolicyDocument"]]),
        PublicAccessBlock: blockOf(p),
        AclGrants: grantsOf(p),
        ObjectOwnership: ownershipOf(p),
        Encryption: encryptionOf(p),
        Versioning: mapFact(text(p, "VersioningConfiguration", "Status"), (status) =>
          status === undefined || status === "Enabled" || status === "Suspended"
            ? status
            : unknown("malformed", { what: "VersioningConfiguration.Status" }),
        ),
        MfaDelete: false,
        LoggingTarget: loggingOf(d),
        ActiveLifecycleRules: enabledRules(p, "LifecycleConfiguration", "Rules"),
        ObjectLock: or(flag(p, "ObjectLockEnabled"), false),
        ReplicationRules: enabledRules(p, "ReplicationConfiguration", "Rules"),
        Website: written(p, "WebsiteConfiguration"),
        Notifications: notificationsOf(p),
        Tags: tags(p["Tags"]),
      },
      {
        places: {
          PublicAccessBlock: ["PublicAccessBlockConfiguration"],
          AclGrants: ["AccessControl"],
          ObjectOwnership: ["OwnershipControls"],
          Encryption: ["BucketEncryption"],
          Versioning: ["VersioningConfiguration"],
          LoggingTarget: ["LoggingConfiguration"],
          ActiveLifecycleRules: ["LifecycleConfiguration"],
          ObjectLock: ["ObjectLockEnabled"],
          ReplicationRules: ["ReplicationConfiguration"],
          Website: ["WebsiteConfiguration"],
          Notifications: ["NotificationConfiguration"],
        },
      },
    ),
  ];
};

function bucketNameOf(stack: Stack, reference: Fact<string>): Fact<string> {
  const declared = declaredBy(stack, "AWS::S3::Bucket", reference);
  return declared?.name ?? reference;
}

const accessPoint: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "S3AccessPoint",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Bucket: bucketNameOf(stack, must(p, "Bucket")),
        PublicAccessBlock: blockOf(p),
        NetworkOrigin: mapFact(written(p, "VpcConfiguration"), (vpc) => (vpc ? "VPC" : "Internet")),
        ...vpcOf(p),
        Policy: ownPolicy(d, "Policy"),
        MultiRegion: false,
        Tags: tags(p["Tags"]),
      },
      { places: { PublicAccessBlock: ["PublicAccessBlockConfiguration"], NetworkOrigin: ["VpcConfiguration"] } },
    ),
  ];
};

/** Left out where the point is reached from the internet. */
function vpcOf(p: unknown): { readonly VpcId?: Fact<string | undefined> } {
  const vpc = text(p, "VpcConfiguration", "VpcId");
  return vpc === undefined ? {} : { VpcId: vpc };
}

const multiRegionAccessPoint: Fold = (d, stack) => {
  const p = d.properties;
  const regions = list(p, "Regions");
  return [
    noun(
      "S3AccessPoint",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Bucket: isUnknown(regions) ? regions : bucketNameOf(stack, must(regions[0], "Bucket")),
        Buckets: isUnknown(regions) ? regions : regions.map((region) => bucketNameOf(stack, must(region, "Bucket"))),
        PublicAccessBlock: blockOf(p),
        NetworkOrigin: "Internet",
        Policy: policyOf(stack, d, [["AWS::S3::MultiRegionAccessPointPolicy", "MrapName", "Policy"]]),
        MultiRegion: true,
        Tags: undefined,
      },
      { region: "global" },
    ),
  ];
};

/** Enabled rules that delete objects; aborting uploads deletes none. */
function expirationRules(p: unknown): Fact<number> {
  const rows = wholeList(p, "LifecycleConfiguration", "Rules");
  if (isUnknown(rows)) return rows;
  let count = 0;
  for (const row of rows) {
    const status = must(row, "Status");
    const days = written(row, "ExpirationInDays");
    if (isUnknown(status)) return status;
    if (status !== "Enabled") continue;
    if (isUnknown(days)) return days;
    if (days) count += 1;
  }
  return count;
}

const directoryBucket: Fold = (d, stack) => [
  noun(
    "DirectoryBucket",
    d,
    stack,
    {
      Arn: d.arn ?? d.name,
      BucketName: d.name,
      // Terraform attaches it as it does to other buckets.
      Policy: policyOf(stack, d, [
        ["AWS::S3Express::BucketPolicy", "Bucket", "PolicyDocument"],
        ["AWS::S3::BucketPolicy", "Bucket", "PolicyDocument"],
      ]),
      ExpirationRules: expirationRules(d.properties),
      Tags: undefined,
    },
    { places: { ExpirationRules: ["LifecycleConfiguration"] } },
  ),
];

export const s3Folds: Readonly<Record<string, Fold>> = {
  "AWS::S3::Bucket": bucket,
  "AWS::S3::BucketPolicy": () => [],
  "AWS::S3::AccessPoint": accessPoint,
  "AWS::S3::MultiRegionAccessPoint": multiRegionAccessPoint,
  "AWS::S3::MultiRegionAccessPointPolicy": () => [],
  "AWS::S3Express::DirectoryBucket": directoryBucket,
  "AWS::S3Express::BucketPolicy": () => [],
};
