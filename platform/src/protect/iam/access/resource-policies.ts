import { type Fact, isUnknown, type Noun, type Policy, parsePolicy, type Resource, type Statement, unknown } from "../../../model/index.ts";
import type { BucketGrant, KmsGrant } from "../../../model/nouns/data.ts";
import type { Source } from "../question.ts";

const NONE: readonly Source[] = [];
const memory = new WeakMap<Resource, ReadonlyMap<string | undefined, readonly Source[]>>();

/** Everything a resource itself says about who may use it: its policy, grants, access control list. `qualifier` is a function's. */
export function resourceSources(resource: Resource, qualifier?: string): readonly Source[] {
  let known = memory.get(resource);
  const before = known?.get(qualifier);
  if (before) return before;
  const sources = read(resource, qualifier);
  if (known) (known as Map<string | undefined, readonly Source[]>).set(qualifier, sources);
  else memory.set(resource, (known = new Map([[qualifier, sources]])));
  return sources;
}

function read(resource: Resource, qualifier: string | undefined): readonly Source[] {
  switch (resource.kind) {
    case "Bucket":
      return [...own(resource, resource.Policy), ...aclSources(resource)];
    case "KmsKey":
      return [...own(resource, resource.Policy), ...grantSources(resource)];
    case "Role":
      return own(resource, resource.AssumeRolePolicyDocument);
    case "LambdaFunction":
      return functionSources(resource, qualifier);
    case "S3AccessPoint":
    case "DynamoTable":
    case "Queue":
    case "Topic":
    case "EventBus":
    case "KinesisStream":
    case "Secret":
    case "FileSystem":
    case "BackupVault":
    case "EcrRepository":
    case "LambdaLayerVersion":
    case "RestApi":
      return own(resource, resource.Policy);
    default:
      return NONE;
  }
}

function own(resource: Resource, policy: Fact<Policy | undefined>): readonly Source[] {
  return policy === undefined ? NONE : [{ name: resource.name, policy, carrier: resource.id }];
}

/** Each alias and version has a policy of its own; that of the function speaks for it without a qualifier only. */
function functionSources(fn: Noun<"LambdaFunction">, qualifier: string | undefined): readonly Source[] {
  if (isUnknown(fn.Policies)) return own(fn, fn.Policies);
  return fn.Policies.filter((policy) => policy.Qualifier === qualifier).map(({ Document }) => ({
    name: qualifier === undefined ? fn.name : `${fn.name}:${qualifier}`,
    policy: Document,
    carrier: fn.id,
  }));
}

function allow(Principal: NonNullable<Statement["Principal"]>, actions: readonly string[], resources: readonly string[]): Statement {
  return { Sid: undefined, Effect: "Allow", Principal, Action: actions, Resource: resources, index: 0 };
}

// Grants on keys

function grantSources(key: Noun<"KmsKey">): readonly Source[] {
  // A snapshot of an older version says nothing about them.
  const grants = "Grants" in key ? key.Grants : unknown("not-collected", { action: "kms:ListGrants" });
  if (isUnknown(grants)) return [{ name: "grants", policy: grantsUnread(key, grants), carrier: key.id }];
  return grants.map((grant) => ({
    name: `grant ${grant.GrantId}`,
    policy: { Version: "2012-10-17", Statement: [grantStatement(grant, key)] },
    carrier: key.id,
  }));
}

/** Grants only ever add: what could not be read is an Allow to somebody, never a Deny. */
function grantsUnread(key: Noun<"KmsKey">, because: Fact<never>): Policy {
  const actions = [
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:CreateGrant",
    "kms:DescribeKey",
    "kms:Sign",
    "kms:Verify*",
    "kms:GetPublicKey",
    "kms:GenerateMac",
    "kms:DeriveSharedSecret",
    "kms:RetireGrant",
  ];
  return { Version: "2012-10-17", Statement: [{ ...allow("*", actions, [key.id]), Principal: because }] };
}

function grantStatement({ GranteePrincipal, Operations, EncryptionContext }: KmsGrant, key: Noun<"KmsKey">): Statement {
  const isService = GranteePrincipal.endsWith(".amazonaws.com");
  const principal = {
    AWS: isService ? [] : [GranteePrincipal],
    Service: isService ? [GranteePrincipal] : [],
    Federated: [],
    CanonicalUser: [],
  };
  const statement = allow(
    principal,
    Operations.map((operation) => `kms:${operation}`),
    [key.id],
  );
  if (EncryptionContext === undefined) return statement;
  const pairs = Object.entries(EncryptionContext.Pairs);
  return {
    ...statement,
    Condition: {
      StringEquals: Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, [value]])),
      ...(EncryptionContext.Exactly ? { "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": pairs.map(([name]) => name) } } : {}),
    },
  };
}

// Access control lists of buckets

const ACL_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  READ: ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
  WRITE: ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
  READ_ACP: ["s3:GetBucketAcl"],
  WRITE_ACP: ["s3:PutBucketAcl"],
};

function aclSources(bucket: Noun<"Bucket">): readonly Source[] {
  const { AclGrants: grants, ObjectOwnership: ownership, PublicAccessBlock: block } = bucket;
  // With ownership enforced AWS no longer looks at lists.
  if (ownership === "BucketOwnerEnforced") return NONE;
  if (isUnknown(grants)) return [{ name: "acl", policy: aclUnread(bucket, grants), carrier: bucket.id }];
  const statements = grants.flatMap((grant) => {
    const isGroup = grant.Grantee === "AllUsers" || grant.Grantee === "AuthenticatedUsers";
    if (isGroup && !isUnknown(block) && block?.IgnorePublicAcls) return [];
    const statement = aclStatement(grant, bucket);
    if (!statement) return [];
    // Whether lists count at all is not known.
    const doubt = isUnknown(ownership) ? ownership : isGroup && isUnknown(block) ? block : undefined;
    return [doubt ? { ...statement, Condition: doubt } : statement];
  });
  return statements.length === 0
    ? NONE
    : [{ name: "acl", policy: { Version: "2012-10-17", Statement: statements.map((s, index) => ({ ...s, index })) }, carrier: bucket.id }];
}

function aclUnread(bucket: Noun<"Bucket">, because: Fact<never>): Policy {
  return {
    Version: "2012-10-17",
    Statement: [{ ...allow("*", Object.values(ACL_ACTIONS).flat(), [bucket.id, `${bucket.id}/*`]), Principal: because }],
  };
}

function aclStatement({ Grantee, Permission }: BucketGrant, bucket: Noun<"Bucket">): Statement | undefined {
  const actions = Permission === "FULL_CONTROL" ? Object.values(ACL_ACTIONS).flat() : ACL_ACTIONS[Permission];
  if (!actions) return undefined;
  const on = [bucket.id, `${bucket.id}/*`];
  if (Grantee === "AllUsers") return allow("*", actions, on);
  // Everybody who signs a request with keys of any AWS account.
  if (Grantee === "AuthenticatedUsers") return { ...allow("*", actions, on), Condition: { Null: { "aws:PrincipalAccount": ["false"] } } };
  if (Grantee === "LogDelivery")
    return allow({ AWS: [], Service: ["logging.s3.amazonaws.com"], Federated: [], CanonicalUser: [] }, actions, on);
  if (Grantee.startsWith("canonical:"))
    return allow({ AWS: [], Service: [], Federated: [], CanonicalUser: [Grantee.slice(10)] }, actions, on);
  return undefined;
}

/** A policy that allows everything to whoever holds it: what another account may give its own people. */
export const anything: Source = {
  name: "*",
  policy: parsePolicy({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
};
