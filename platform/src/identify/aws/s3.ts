import {
  type Bucket,
  GetBucketAclCommand,
  type GetBucketAclCommandOutput,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type NotificationConfiguration,
  S3Client,
} from "@aws-sdk/client-s3";
import { type Fact, isUnknown, mapFact } from "../../model/index.ts";
import type { BucketGrant, PublicAccessBlock } from "../../model/nouns/data.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { policyOf, tagsOf } from "./shapes.ts";

const NO_BUCKET = "NoSuchBucket";

/** Buckets of the whole account, each asked in its own region. Access points are in `account`. */
export const s3 = defineCollector({
  service: "s3",
  scope: "global",
  kinds: ["Bucket"],
  calls: {
    ListBuckets: "s3:ListAllMyBuckets",
    GetBucketLocation: "s3:GetBucketLocation",
    GetBucketPolicy: "s3:GetBucketPolicy",
    GetPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
    GetBucketAcl: "s3:GetBucketAcl",
    GetBucketOwnershipControls: "s3:GetBucketOwnershipControls",
    GetBucketEncryption: "s3:GetEncryptionConfiguration",
    GetBucketVersioning: "s3:GetBucketVersioning",
    GetBucketLogging: "s3:GetBucketLogging",
    GetBucketLifecycleConfiguration: "s3:GetLifecycleConfiguration",
    GetObjectLockConfiguration: "s3:GetBucketObjectLockConfiguration",
    GetBucketReplication: "s3:GetReplicationConfiguration",
    GetBucketWebsite: "s3:GetBucketWebsite",
    GetBucketNotificationConfiguration: "s3:GetBucketNotification",
    GetBucketTagging: "s3:GetBucketTagging",
  },
  origins: {
    Bucket: {
      "": "s3:ListBuckets",
      Policy: "s3:GetBucketPolicy",
      PublicAccessBlock: "s3:GetPublicAccessBlock",
      AclGrants: "s3:GetBucketAcl",
      ObjectOwnership: "s3:GetBucketOwnershipControls",
      Encryption: "s3:GetBucketEncryption",
      Versioning: "s3:GetBucketVersioning",
      MfaDelete: "s3:GetBucketVersioning",
      LoggingTarget: "s3:GetBucketLogging",
      ActiveLifecycleRules: "s3:GetBucketLifecycleConfiguration",
      ObjectLock: "s3:GetObjectLockConfiguration",
      ReplicationRules: "s3:GetBucketReplication",
      Website: "s3:GetBucketWebsite",
      Notifications: "s3:GetBucketNotificationConfiguration",
      Tags: "s3:GetBucketTagging",
    },
  },
  async collect(aws) {
    const home = aws.client(S3Client);
    // Only a list with a page size tells each bucket's region.
    const buckets = await aws.list(
      ["Bucket"],
      home,
      ListBucketsCommand,
      { MaxBuckets: 1000 },
      { items: (page) => page.Buckets, token: ["ContinuationToken", "ContinuationToken"] },
    );
    await aws.each(buckets, async (bucket) => {
      const region = await regionOf(aws, home, bucket);
      if (region === undefined) return; // deleted since it was listed
      if (isUnknown(region)) aws.gap(["Bucket"], region);
      else if (aws.regions.includes(region)) await collectBucket(aws, bucket.Name ?? "", region);
    });
  },
});

async function regionOf(aws: Aws, client: S3Client, bucket: Bucket): Promise<Fact<string | undefined>> {
  if (bucket.BucketRegion) return bucket.BucketRegion;
  const answer = await aws.read(client, new GetBucketLocationCommand({ Bucket: bucket.Name }), { absent: [NO_BUCKET] });
  return mapFact(answer, (known) => {
    if (known === undefined) return undefined;
    const constraint: string | undefined = known.LocationConstraint;
    // Two names older than regions.
    return !constraint ? "us-east-1" : constraint === "EU" ? "eu-west-1" : constraint;
  });
}

async function collectBucket(aws: Aws, name: string, region: string): Promise<void> {
  const client = aws.client(S3Client, region);
  const of = { Bucket: name };
  const or = (...absent: readonly string[]) => ({ absent: [NO_BUCKET, ...absent] });
  const ownership = aws.read(client, new GetBucketOwnershipControlsCommand(of), or("OwnershipControlsNotFoundError"));
  const versioning = aws.read(client, new GetBucketVersioningCommand(of));
  const [policy, block, owner, encryption, versions, logging, lifecycle, website, notifications, tags, acl, lock, replication] =
    await Promise.all([
      aws.read(client, new GetBucketPolicyCommand(of), or("NoSuchBucketPolicy")),
      aws.read(client, new GetPublicAccessBlockCommand(of), or("NoSuchPublicAccessBlockConfiguration")),
      ownership,
      aws.read(client, new GetBucketEncryptionCommand(of), or("ServerSideEncryptionConfigurationNotFoundError")),
      versioning,
      aws.read(client, new GetBucketLoggingCommand(of), or()),
      aws.read(client, new GetBucketLifecycleConfigurationCommand(of), or("NoSuchLifecycleConfiguration")),
      aws.read(client, new GetBucketWebsiteCommand(of), or("NoSuchWebsiteConfiguration")),
      aws.read(client, new GetBucketNotificationConfigurationCommand(of), or()),
      aws.read(client, new GetBucketTaggingCommand(of), or("NoSuchTagSet", "NoSuchTagSetError")),
      // An owner-enforced bucket has no other grants than its owner's.
      ownership.then((known) =>
        isUnknown(known) || ownershipOf(known) !== "BucketOwnerEnforced" ? aws.read(client, new GetBucketAclCommand(of), or()) : undefined,
      ),
      // Object lock and replication exist only on versioned buckets.
      versioning.then((known) =>
        isUnknown(known) || known?.Status === "Enabled"
          ? aws.read(client, new GetObjectLockConfigurationCommand(of), or("ObjectLockConfigurationNotFoundError"))
          : undefined,
      ),
      versioning.then((known) =>
        isUnknown(known) || known?.Status === "Enabled"
          ? aws.read(client, new GetBucketReplicationCommand(of), or("ReplicationConfigurationNotFoundError"))
          : undefined,
      ),
    ]);
  // Any other answer may be absent because the bucket is gone or because nothing is set; this one is always there.
  if (notifications === undefined) return;
  const arn = `arn:${aws.partition}:s3:::${name}`;
  aws.add(
    "Bucket",
    { id: arn, name, region },
    {
      Arn: arn,
      BucketName: name,
      Policy: policyOf(policy, (known) => known.Policy),
      PublicAccessBlock: mapFact(block, (known) => {
        const b = known?.PublicAccessBlockConfiguration;
        if (!b) return undefined;
        return {
          BlockPublicAcls: b.BlockPublicAcls ?? false,
          IgnorePublicAcls: b.IgnorePublicAcls ?? false,
          BlockPublicPolicy: b.BlockPublicPolicy ?? false,
          RestrictPublicBuckets: b.RestrictPublicBuckets ?? false,
        } satisfies PublicAccessBlock;
      }),
      AclGrants: mapFact(acl, (known) => (known ? grantsOf(known) : [])),
      ObjectOwnership: mapFact(owner, ownershipOf),
      Encryption: mapFact(encryption, (known) => {
        const rule = known?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
        return rule?.SSEAlgorithm ? { Algorithm: rule.SSEAlgorithm, KmsKeyId: rule.KMSMasterKeyID } : undefined;
      }),
      Versioning: mapFact(versions, (known) => known?.Status),
      MfaDelete: mapFact(versions, (known) => known?.MFADelete === "Enabled"),
      LoggingTarget: mapFact(logging, (known) => known?.LoggingEnabled?.TargetBucket || undefined),
      ActiveLifecycleRules: mapFact(lifecycle, (known) => (known?.Rules ?? []).filter((rule) => rule.Status === "Enabled").length),
      ObjectLock: mapFact(lock, (known) => known?.ObjectLockConfiguration?.ObjectLockEnabled === "Enabled"),
      ReplicationRules: mapFact(
        replication,
        (known) => (known?.ReplicationConfiguration?.Rules ?? []).filter((rule) => rule.Status === "Enabled").length,
      ),
      Website: mapFact(website, (known) => known !== undefined),
      Notifications: mapFact(notifications, (known) => targetsOf(known)),
      Tags: tagsOf(tags, (known) => known.TagSet),
    },
  );
}

function ownershipOf(
  answer:
    | {
        readonly OwnershipControls?:
          | { readonly Rules?: readonly { readonly ObjectOwnership?: string | undefined }[] | undefined }
          | undefined;
      }
    | undefined,
): string | undefined {
  return answer?.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
}

function grantsOf(acl: GetBucketAclCommandOutput): readonly BucketGrant[] {
  const out: BucketGrant[] = [];
  for (const { Grantee, Permission } of acl.Grants ?? []) {
    if (Grantee?.ID !== undefined && Grantee.ID === acl.Owner?.ID) continue;
    const group = Grantee?.URI?.slice(Grantee.URI.lastIndexOf("/") + 1);
    out.push({ Grantee: group ?? `canonical:${Grantee?.ID ?? Grantee?.EmailAddress ?? "?"}`, Permission: Permission ?? "" });
  }
  return out;
}

function targetsOf(known: NotificationConfiguration) {
  return [
    ...(known.LambdaFunctionConfigurations ?? []).map((c) => ({ Type: "lambda" as const, Target: c.LambdaFunctionArn })),
    ...(known.QueueConfigurations ?? []).map((c) => ({ Type: "sqs" as const, Target: c.QueueArn })),
    ...(known.TopicConfigurations ?? []).map((c) => ({ Type: "sns" as const, Target: c.TopicArn })),
    ...(known.EventBridgeConfiguration ? [{ Type: "eventbridge" as const, Target: undefined }] : []),
  ];
}
