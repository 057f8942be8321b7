import { type Fact, isUnknown, type Noun, type Policy, type Statement, type Unknown, unknown } from "../../../model/index.ts";
import type { BucketGrant, PublicAccessBlock } from "../../../model/nouns/data.ts";
import { isPublicByS3 } from "../exists/public-by-s3.ts";
import { rulesOf } from "../exists/rules.ts";
import type { Source } from "../question.ts";

const NONE: readonly Source[] = [];

/** What a bucket says about who may use it: its policy, its access control list, and what its account's and its own block leave of both. */
export function bucketSources(bucket: Noun<"Bucket">, ofAccount: Fact<PublicAccessBlock | undefined>): readonly Source[] {
  const { Policy: policy } = bucket;
  const blocks = [bucket.PublicAccessBlock, ofAccount];
  const own = policy === undefined ? NONE : [{ name: bucket.name, policy, carrier: bucket.id }];
  const resources = [bucket.id, `${bucket.id}/*`];
  return [...own, ...restriction({ carrier: bucket, policy, blocks, resources }), ...aclSources(bucket, blocks)];
}

export type Blocks = readonly Fact<PublicAccessBlock | undefined>[];

export interface Restricted {
  readonly carrier: Noun<"Bucket"> | Noun<"S3AccessPoint"> | Noun<"DirectoryBucket">;
  readonly policy: Fact<Policy | undefined>;
  readonly blocks: Blocks;
  readonly resources: readonly string[];
}

/** A directory bucket's policy. Block Public Access is on for all of them, and cannot be turned off. */
export function directoryBucketSources(bucket: Noun<"DirectoryBucket">): readonly Source[] {
  // A snapshot of an older version says nothing about it.
  const policy = "Policy" in bucket ? bucket.Policy : unknown("not-collected", { action: "s3express:GetBucketPolicy" });
  if (policy === undefined) return NONE;
  const own = { name: bucket.name, policy, carrier: bucket.id };
  return [own, ...restriction({ carrier: bucket, policy, blocks: [ALL_BLOCKED], resources: [bucket.id] })];
}

const ALL_BLOCKED: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** True as soon as one of the two says so. */
function blocked(blocks: Blocks, part: keyof PublicAccessBlock): boolean | Unknown {
  const says: readonly Fact<boolean | undefined>[] = blocks.map((block) => (isUnknown(block) ? block : block?.[part]));
  return says.includes(true) || (says.find(isUnknown) ?? false);
}

/** `RestrictPublicBuckets` leaves what has a policy that S3 takes for public to its own account and to AWS services. */
export function restriction({ carrier, policy, blocks, resources }: Restricted): readonly Source[] {
  const on = blocked(blocks, "RestrictPublicBuckets");
  // Of a policy that could not be read nothing is known anyway.
  if (policy === undefined || isUnknown(policy) || on === false) return NONE;
  const isPublic = isPublicByS3(rulesOf(policy));
  if (isPublic === false) return NONE;
  const doubt = isUnknown(on) ? on : isUnknown(isPublic) ? isPublic : undefined;
  const statement: Statement = {
    Sid: "RestrictPublicBuckets",
    Effect: "Deny",
    Principal: "*",
    Action: [carrier.kind === "DirectoryBucket" ? "s3express:*" : "s3:*"],
    Resource: resources,
    Condition: doubt ?? {
      StringNotEquals: { "aws:PrincipalAccount": [carrier.account] },
      BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
    },
    index: 0,
  };
  return [{ name: "public access block", policy: { Version: "2012-10-17", Statement: [statement] }, carrier: carrier.id }];
}

function allow(Principal: NonNullable<Statement["Principal"]>, actions: readonly string[], bucket: Noun<"Bucket">): Statement {
  return { Sid: undefined, Effect: "Allow", Principal, Action: actions, Resource: [bucket.id, `${bucket.id}/*`], index: 0 };
}

// Access control lists of buckets

const ACL_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  READ: ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
  WRITE: ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
  READ_ACP: ["s3:GetBucketAcl"],
  WRITE_ACP: ["s3:PutBucketAcl"],
};

function aclSources(bucket: Noun<"Bucket">, blocks: Blocks): readonly Source[] {
  const { AclGrants: grants, ObjectOwnership: ownership } = bucket;
  const ignored = blocked(blocks, "IgnorePublicAcls");
  // With ownership enforced AWS no longer looks at lists.
  if (ownership === "BucketOwnerEnforced") return NONE;
  if (isUnknown(grants)) return [{ name: "acl", policy: aclUnread(bucket, grants), carrier: bucket.id }];
  const statements = grants.flatMap((grant) => {
    const isGroup = grant.Grantee === "AllUsers" || grant.Grantee === "AuthenticatedUsers";
    if (isGroup && ignored === true) return [];
    const statement = aclStatement(grant, bucket);
    if (!statement) return [];
    // Whether lists count at all is not known.
    const doubt = isUnknown(ownership) ? ownership : isGroup && isUnknown(ignored) ? ignored : undefined;
    return [doubt ? { ...statement, Condition: doubt } : statement];
  });
  return statements.length === 0
    ? NONE
    : [{ name: "acl", policy: { Version: "2012-10-17", Statement: statements.map((s, index) => ({ ...s, index })) }, carrier: bucket.id }];
}

function aclUnread(bucket: Noun<"Bucket">, because: Fact<never>): Policy {
  return {
    Version: "2012-10-17",
    Statement: [{ ...allow("*", Object.values(ACL_ACTIONS).flat(), bucket), Principal: because }],
  };
}

function aclStatement({ Grantee, Permission }: BucketGrant, bucket: Noun<"Bucket">): Statement | undefined {
  const actions = Permission === "FULL_CONTROL" ? Object.values(ACL_ACTIONS).flat() : ACL_ACTIONS[Permission];
  if (!actions) return undefined;
  if (Grantee === "AllUsers") return allow("*", actions, bucket);
  // Everybody who signs a request with keys of any AWS account.
  if (Grantee === "AuthenticatedUsers") return { ...allow("*", actions, bucket), Condition: { Null: { "aws:PrincipalArn": ["false"] } } };
  if (Grantee === "LogDelivery")
    return allow({ AWS: [], Service: ["logging.s3.amazonaws.com"], Federated: [], CanonicalUser: [] }, actions, bucket);
  if (Grantee.startsWith("canonical:"))
    return allow({ AWS: [], Service: [], Federated: [], CanonicalUser: [Grantee.slice(10)] }, actions, bucket);
  return undefined;
}
