import { isUnknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { Mappings, Merge } from "../mapping.ts";
import { type Attributes, block, blockOf, blocks, blocksOf, from, mapped, nest, type Rules, tags, value } from "../rules.ts";

const CANNED: Readonly<Record<string, string>> = {
  private: "Private",
  "public-read": "PublicRead",
  "public-read-write": "PublicReadWrite",
  "authenticated-read": "AuthenticatedRead",
  "log-delivery-write": "LogDeliveryWrite",
  "bucket-owner-read": "BucketOwnerRead",
  "bucket-owner-full-control": "BucketOwnerFullControl",
  "aws-exec-read": "AwsExecRead",
};

/** A list of grants as the canned list that is as wide to strangers. */
function cannedOf(row: Attributes): Json {
  const acl = value(row, "acl");
  if (isUnknown(acl)) return acl;
  if (acl !== undefined) return CANNED[String(acl)] ?? acl;
  const policy = blockOf(row, "access_control_policy");
  if (isUnknown(policy)) return policy;
  let widest = "Private";
  const grants = [...blocksOf(policy, "grant"), ...blocksOf(row, "grant")];
  if (grants.length === 0) return undefined;
  for (const grant of grants) {
    if (isUnknown(grant)) return grant;
    const grantee = blockOf(grant, "grantee") ?? grant;
    const uri = value(grantee, "uri");
    const permissions = value(grant, "permission") ?? value(grant, "permissions");
    if (isUnknown(uri)) return uri;
    if (isUnknown(permissions)) return permissions;
    const writes = /WRITE|FULL_CONTROL/.test(String(permissions));
    if (String(uri).endsWith("/AllUsers")) widest = writes || widest === "PublicReadWrite" ? "PublicReadWrite" : "PublicRead";
    else if (String(uri).endsWith("/AuthenticatedUsers") && widest === "Private") widest = "AuthenticatedRead";
    else if (String(uri).endsWith("/LogDelivery") && widest === "Private") widest = "LogDeliveryWrite";
  }
  return widest;
}

const encryptionRule: Rules = {
  ServerSideEncryptionByDefault: block("apply_server_side_encryption_by_default", {
    SSEAlgorithm: "sse_algorithm",
    KMSMasterKeyID: "kms_master_key_id",
  }),
  BucketKeyEnabled: "bucket_key_enabled",
};

const switches: Rules = {
  BlockPublicAcls: "block_public_acls",
  IgnorePublicAcls: "ignore_public_acls",
  BlockPublicPolicy: "block_public_policy",
  RestrictPublicBuckets: "restrict_public_buckets",
};

const status = mapped("enabled", (on) => (on === true ? "Enabled" : "Disabled"));
const logging: Rules = { DestinationBucketName: "target_bucket", LogFilePrefix: "target_prefix" };

function intoBucket(properties: Rules): Merge {
  return { into: "AWS::S3::Bucket", target: (row) => value(row, "bucket"), properties };
}

function targets(row: Attributes, name: string, attribute: string, property: string): Json {
  const found = value(row, name);
  if (found === undefined || isUnknown(found)) return found;
  return blocksOf(row, name).map((item) => (isUnknown(item) ? item : { [property]: value(item, attribute) }));
}

/** Days after which a rule deletes objects, if it does. */
function expirationOf(rule: Attributes): Json {
  const expiration = blockOf(rule, "expiration");
  return isUnknown(expiration) ? expiration : value(expiration, "days");
}

export const s3: Mappings = {
  aws_s3_directory_bucket: {
    type: "AWS::S3Express::DirectoryBucket",
    attributes: { bucket: "name", id: "name" },
    properties: {
      BucketName: "bucket",
      DataRedundancy: "data_redundancy",
      LocationName: from("location", (row) => value(blockOf(row, "location"), "name")),
    },
  },
  aws_s3_bucket: {
    type: "AWS::S3::Bucket",
    attributes: { bucket: "name", id: "name" },
    properties: {
      BucketName: "bucket",
      AccessControl: from(["acl", "grant"], cannedOf),
      BucketEncryption: block("server_side_encryption_configuration", {
        ServerSideEncryptionConfiguration: blocks("rule", encryptionRule),
      }),
      VersioningConfiguration: from("versioning", (row) => {
        const versioning = blockOf(row, "versioning");
        if (versioning === undefined || isUnknown(versioning)) return versioning;
        const on = value(versioning, "enabled");
        return isUnknown(on) ? on : on === true ? { Status: "Enabled" } : undefined;
      }),
      LoggingConfiguration: block("logging", logging),
      LifecycleConfiguration: from("lifecycle_rule", (row, context) => {
        const rules = blocks("lifecycle_rule", { Status: status }).read(row, context);
        return rules === undefined || isUnknown(rules) ? rules : { Rules: rules };
      }),
      WebsiteConfiguration: block("website", { IndexDocument: "index_document" }),
      ObjectLockEnabled: "object_lock_enabled",
      ReplicationConfiguration: block("replication_configuration", { Rules: blocks("rules", { Status: "status" }) }),
      ...tags,
    },
    extra: (row, { self }) => {
      const policy = value(row, "policy");
      return policy === undefined
        ? []
        : [{ type: "AWS::S3::BucketPolicy", key: "policy", from: "policy", properties: { Bucket: self.name, PolicyDocument: policy } }];
    },
  },
  aws_s3_bucket_policy: { type: "AWS::S3::BucketPolicy", properties: { Bucket: "bucket", PolicyDocument: "policy" } },
  aws_s3_bucket_public_access_block: { merges: [intoBucket({ PublicAccessBlockConfiguration: nest(switches) })] },
  aws_s3_bucket_versioning: {
    merges: [
      intoBucket({
        VersioningConfiguration: from("versioning_configuration", (row) => {
          const found = blockOf(row, "versioning_configuration");
          const state = isUnknown(found) ? found : value(found, "status");
          return state === undefined || state === "Disabled" ? undefined : { Status: state };
        }),
      }),
    ],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    merges: [intoBucket({ BucketEncryption: nest({ ServerSideEncryptionConfiguration: blocks("rule", encryptionRule) }) })],
  },
  aws_s3_bucket_logging: { merges: [intoBucket({ LoggingConfiguration: nest(logging) })] },
  aws_s3_bucket_acl: { merges: [intoBucket({ AccessControl: from(["acl", "access_control_policy"], cannedOf) })] },
  aws_s3_bucket_ownership_controls: {
    merges: [intoBucket({ OwnershipControls: nest({ Rules: blocks("rule", { ObjectOwnership: "object_ownership" }) }) })],
  },
  aws_s3_bucket_lifecycle_configuration: {
    merges: [
      intoBucket({ LifecycleConfiguration: nest({ Rules: blocks("rule", { Id: "id", Status: "status" }) }) }),
      {
        into: "AWS::S3Express::DirectoryBucket",
        target: (row) => value(row, "bucket"),
        properties: {
          LifecycleConfiguration: nest({
            Rules: blocks("rule", { Id: "id", Status: "status", ExpirationInDays: from("expiration", expirationOf) }),
          }),
        },
      },
    ],
  },
  aws_s3_bucket_replication_configuration: {
    merges: [intoBucket({ ReplicationConfiguration: nest({ Rules: blocks("rule", { Status: "status" }) }) })],
  },
  aws_s3_bucket_object_lock_configuration: {
    merges: [
      intoBucket({
        ObjectLockEnabled: from("object_lock_enabled", (row) => (value(row, "object_lock_enabled") ?? "Enabled") === "Enabled"),
      }),
    ],
  },
  aws_s3_bucket_website_configuration: {
    merges: [
      intoBucket({
        WebsiteConfiguration: from("index_document", (row) => ({
          IndexDocument: value(blockOf(row, "index_document"), "suffix") ?? "index.html",
        })),
      }),
    ],
  },
  aws_s3_bucket_notification: {
    merges: [
      intoBucket({
        NotificationConfiguration: from(["lambda_function", "queue", "topic", "eventbridge"], (row) => {
          const out: Record<string, Json> = {};
          const put = (key: string, made: Json) => {
            if (made !== undefined) out[key] = made;
          };
          put("LambdaConfigurations", targets(row, "lambda_function", "lambda_function_arn", "Function"));
          put("QueueConfigurations", targets(row, "queue", "queue_arn", "Queue"));
          put("TopicConfigurations", targets(row, "topic", "topic_arn", "Topic"));
          const bridge = value(row, "eventbridge");
          if (bridge === true || isUnknown(bridge)) out["EventBridgeConfiguration"] = { EventBridgeEnabled: bridge };
          return out;
        }),
      }),
    ],
  },
  aws_s3_bucket_cors_configuration: { merges: [] },
  aws_s3_bucket_accelerate_configuration: { merges: [] },
  aws_s3_bucket_metric: { merges: [] },
  aws_s3_bucket_inventory: { merges: [] },
  aws_s3_bucket_analytics_configuration: { merges: [] },
  aws_s3_bucket_intelligent_tiering_configuration: { merges: [] },
  aws_s3_bucket_request_payment_configuration: { merges: [] },
  aws_s3_object: { merges: [] },
  aws_s3_bucket_object: { merges: [] },
  aws_s3_object_copy: { merges: [] },
  aws_s3_access_point: {
    type: "AWS::S3::AccessPoint",
    attributes: { id: "arn" },
    properties: {
      Name: "name",
      Bucket: "bucket",
      Policy: "policy",
      PublicAccessBlockConfiguration: block("public_access_block_configuration", switches),
      VpcConfiguration: block("vpc_configuration", { VpcId: "vpc_id" }),
    },
  },
  aws_s3control_access_point_policy: {
    merges: [{ into: "AWS::S3::AccessPoint", target: (row) => value(row, "access_point_arn"), properties: { Policy: "policy" } }],
  },
  aws_s3control_multi_region_access_point: {
    type: "AWS::S3::MultiRegionAccessPoint",
    properties: {
      Name: from("details", (row) => value(blockOf(row, "details"), "name")),
      PublicAccessBlockConfiguration: from("details", (row, context) => {
        const details = blockOf(row, "details");
        return isObject(details) && !isUnknown(details) ? block("public_access_block", switches).read(details, context) : details;
      }),
      Regions: from("details", (row) => {
        const details = blockOf(row, "details");
        return isUnknown(details)
          ? details
          : blocksOf(details, "region").map((region) => (isUnknown(region) ? region : { Bucket: value(region, "bucket") }));
      }),
    },
  },
};
