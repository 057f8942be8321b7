import { type Fact, isUnknown, type Noun, type Policy, parsePolicy, type Resource, type Statement, unknown } from "../../../model/index.ts";
import type { KmsGrant } from "../../../model/nouns/data.ts";
import type { Source } from "../question.ts";
import { bucketSources, directoryBucketSources } from "./bucket-policies.ts";

const NONE: readonly Source[] = [];
const memory = new WeakMap<Resource, readonly Source[]>();
const ofQualifiers = new WeakMap<Resource, Map<string, readonly Source[]>>();

/** Everything a resource itself says about who may use it: its policy, grants, access control list. `qualifier` is a function's. */
export function resourceSources(resource: Resource, qualifier?: string): readonly Source[] {
  if (qualifier !== undefined) return ofQualifier(resource, qualifier);
  const before = memory.get(resource);
  if (before) return before;
  const sources = read(resource, undefined);
  // Most resources say nothing: reading that again costs less than remembering it of all of them.
  if (sources.length > 0) memory.set(resource, sources);
  return sources;
}

function ofQualifier(resource: Resource, qualifier: string): readonly Source[] {
  let known = ofQualifiers.get(resource);
  if (!known) ofQualifiers.set(resource, (known = new Map()));
  let sources = known.get(qualifier);
  if (!sources) known.set(qualifier, (sources = read(resource, qualifier)));
  return sources;
}

function read(resource: Resource, qualifier: string | undefined): readonly Source[] {
  switch (resource.kind) {
    case "Bucket":
      return bucketSources(resource, undefined);
    case "DirectoryBucket":
      return directoryBucketSources(resource);
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
      return own(resource, resource.Policy);
    case "RestApi":
      return own(resource, spelledOut(resource));
    default:
      return NONE;
  }
}

/** The policy of a table's stream, which is not the table's. */
export function streamSources(table: Noun<"DynamoTable">): readonly Source[] {
  return "StreamPolicy" in table ? own(table, table.StreamPolicy) : NONE;
}

function own(resource: Pick<Resource, "name" | "id">, policy: Fact<Policy | undefined>): readonly Source[] {
  return policy === undefined ? NONE : [{ name: resource.name, policy, carrier: resource.id }];
}

/** In an API's policy `execute-api:/stage/GET/path` is short for the ARN: API Gateway puts the API's own before it. */
function spelledOut(api: Noun<"RestApi">): Fact<Policy | undefined> {
  const { Policy: policy } = api;
  if (policy === undefined || isUnknown(policy)) return policy;
  const long = (text: Fact<string>) => (isUnknown(text) ? text : text.replace(/^execute-api:\/+/, () => `${callArn(api)}/`));
  const isShort = (text: Fact<string>) => !isUnknown(text) && text.startsWith("execute-api:/");
  const Statement = policy.Statement.map((statement) => {
    const { Resource, NotResource } = statement;
    if (![...(Resource ?? []), ...(NotResource ?? [])].some(isShort)) return statement;
    return {
      ...statement,
      ...(Resource ? { Resource: Resource.map(long) } : {}),
      ...(NotResource ? { NotResource: NotResource.map(long) } : {}),
    };
  });
  return { ...policy, Statement };
}

function callArn({ id: own, region, account, RestApiId: id }: Noun<"RestApi">): string {
  return `arn:${own.split(":", 2)[1]}:execute-api:${region}:${account}:${isUnknown(id) ? "*" : id}`;
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

/** A policy that allows everything to whoever holds it: what another account may give its own people. */
export const anything: Source = {
  name: "*",
  policy: parsePolicy({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
};
