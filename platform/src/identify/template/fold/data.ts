import { type Fact, isUnknown, mapFact, type Unknown, unknown } from "../../../model/index.ts";
import { ec2Name } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, policyOf } from "./attach.ts";
import { idOf, noun, ownPolicy } from "./make.ts";
import { choice, document, flag, get, list, must, num, or, parts, tags, text, textParts, texts, written } from "./read.ts";

// ElastiCache

const replicationGroup: Fold = (d, stack) => {
  const p = d.properties;
  const engine = or(text(p, "Engine"), "redis");
  return [
    noun(
      "Cache",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Type: "replication-group",
        Engine: engine,
        AtRestEncryptionEnabled: flag(p, "AtRestEncryptionEnabled") ?? mapFact(engine, (name) => name === "valkey"),
        TransitEncryptionEnabled: flag(p, "TransitEncryptionEnabled") ?? false,
        AuthTokenEnabled: written(p, "AuthToken"),
        UserGroups: texts(p, "UserGroupIds"),
        KmsKeyId: text(p, "KmsKeyId"),
        SecurityGroupIds: texts(p, "SecurityGroupIds"),
        AutomaticFailover: or(flag(p, "AutomaticFailoverEnabled"), false),
        Tags: tags(p["Tags"]),
      },
      { places: { AuthTokenEnabled: ["AuthToken"], UserGroups: ["UserGroupIds"], AutomaticFailover: ["AutomaticFailoverEnabled"] } },
    ),
  ];
};

const serverlessCache: Fold = (d, stack) => {
  const p = d.properties;
  const group = text(p, "UserGroupId");
  return [
    noun(
      "Cache",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Type: "serverless",
        Engine: must(p, "Engine"),
        // Serverless caches are always encrypted, at rest and in transit.
        AtRestEncryptionEnabled: true,
        TransitEncryptionEnabled: true,
        AuthTokenEnabled: false,
        UserGroups: group === undefined ? [] : [group],
        KmsKeyId: text(p, "KmsKeyId"),
        SecurityGroupIds: texts(p, "SecurityGroupIds"),
        AutomaticFailover: undefined,
        Tags: tags(p["Tags"]),
      },
      { places: { UserGroups: ["UserGroupId"] } },
    ),
  ];
};

const cacheCluster: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Cache",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Type: "cluster",
        Engine: must(p, "Engine"),
        AtRestEncryptionEnabled: false,
        TransitEncryptionEnabled: or(flag(p, "TransitEncryptionEnabled"), false),
        AuthTokenEnabled: false,
        UserGroups: [],
        KmsKeyId: undefined,
        SecurityGroupIds: texts(p, "VpcSecurityGroupIds"),
        AutomaticFailover: undefined,
        Tags: tags(p["Tags"]),
      },
      { places: { SecurityGroupIds: ["VpcSecurityGroupIds"] } },
    ),
  ];
};

// OpenSearch Serverless

/** `collection/orders*` covers `orders-1`. */
function covers(pattern: string, collection: string): boolean {
  const name = /^(?:collection|index)\/([^/]+)/.exec(pattern)?.[1];
  if (name === undefined) return false;
  return name.endsWith("*") ? collection.startsWith(name.slice(0, -1)) : name === collection;
}

/** Whether one policy entry has a rule for the collection. */
function ruleCovers(entry: unknown, collection: string): Fact<boolean> {
  for (const rule of parts(entry, "Rules")) {
    for (const pattern of textParts(rule, "Resource")) {
      if (isUnknown(pattern)) return pattern;
      if (covers(pattern, collection)) return true;
    }
  }
  return false;
}

interface Row {
  readonly entry: unknown;
}

/** Entries of all policies of one type that cover the collection. None in the template means that they are kept elsewhere. */
function entriesFor(stack: Stack, resourceType: string, policyType: string, collection: string): readonly Row[] | Unknown {
  const out: Row[] = [];
  for (const policy of stack.of(resourceType)) {
    const type = text(policy.properties, "Type");
    if (isUnknown(type)) return type;
    if (type !== policyType) continue;
    const body = document(policy.properties, "Policy");
    if (isUnknown(body)) return body;
    for (const entry of Array.isArray(body) ? body : [body]) {
      const covered = ruleCovers(entry, collection);
      if (isUnknown(covered)) return covered;
      if (covered) out.push({ entry });
    }
  }
  return out.length === 0 ? unknown("elsewhere", { what: `${policyType} policy` }) : out;
}

const collection: Fold = (d, stack) => {
  const p = d.properties;
  const encryption = entriesFor(stack, "AWS::OpenSearchServerless::SecurityPolicy", "encryption", d.name);
  const network = entriesFor(stack, "AWS::OpenSearchServerless::SecurityPolicy", "network", d.name);
  const access = entriesFor(stack, "AWS::OpenSearchServerless::AccessPolicy", "data", d.name);
  return [
    noun("SearchCollection", d, stack, {
      Arn: d.arn ?? d.name,
      Name: d.name,
      Type: or(text(p, "Type"), "TIMESERIES"),
      KmsKeyArn:
        text(p, "EncryptionConfig", "KmsKeyArn") ??
        (isUnknown(encryption) ? encryption : text(encryption.find((row) => get(row.entry, "KmsARN") !== undefined)?.entry, "KmsARN")),
      PublicNetworkAccess: isUnknown(network) ? network : anyTrue(network.map((row) => or(flag(row.entry, "AllowFromPublic"), false))),
      DataAccessPrincipals: isUnknown(access) ? access : [...new Set(access.flatMap((row) => textParts(row.entry, "Principal")))],
      Tags: tags(p["Tags"]),
    }),
  ];
};

function anyTrue(facts: readonly Fact<boolean>[]): Fact<boolean> {
  return facts.includes(true) ? true : (facts.find(isUnknown) ?? false);
}

// EFS

const fileSystem: Fold = (d, stack) => {
  const p = d.properties;
  const backup = text(p, "BackupPolicy", "Status");
  const named = tags(p["FileSystemTags"] ?? p["Tags"]);
  return [
    noun(
      "FileSystem",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        FileSystemId: idOf(d),
        Encrypted: or(flag(p, "Encrypted"), false),
        KmsKeyId: text(p, "KmsKeyId"),
        Policy: ownPolicy(d, "FileSystemPolicy"),
        // One Zone file systems are backed up unless somebody says no.
        BackupEnabled: backup === undefined ? written(p, "AvailabilityZoneName") : mapFact(backup, (status) => status === "ENABLED"),
        Tags: named,
      },
      {
        name: ec2Name(idOf(d), isUnknown(named) ? undefined : named),
        places: { Policy: ["FileSystemPolicy"], BackupEnabled: ["BackupPolicy"] },
      },
    ),
  ];
};

// Secrets and parameters

function rotationOf(d: Declared, stack: Stack) {
  const { found, undecided } = attached(stack, "AWS::SecretsManager::RotationSchedule", "SecretId", d);
  const schedule = found[0];
  // A schedule may name the attachment between secret and database instead of the secret: both have the secret's ARN.
  const viaTarget = attached(stack, "AWS::SecretsManager::SecretTargetAttachment", "SecretId", d).found.flatMap(
    (target) => attached(stack, "AWS::SecretsManager::RotationSchedule", "SecretId", target).found,
  )[0];
  const rotation = schedule ?? viaTarget;
  if (!rotation) return { enabled: undecided ?? false, days: undecided, place: undefined };
  const p = rotation.properties;
  const expression = text(p, "RotationRules", "ScheduleExpression");
  const days = num(p, "RotationRules", "AutomaticallyAfterDays") ?? mapFact(expression, (rate) => daysOf(rate));
  return { enabled: true as Fact<boolean>, days, place: { origin: rotation.origin, path: ["RotationRules"] } };
}

/** Days of a `rate(…)`; cron expressions say nothing simple. */
function daysOf(expression: string | undefined): number | undefined {
  const match = /^rate\((\d+) (hour|day)s?\)$/.exec(expression ?? "");
  return match ? (match[2] === "day" ? Number(match[1]) : Number(match[1]) / 24) : undefined;
}

const secret: Fold = (d, stack) => {
  const p = d.properties;
  const rotation = rotationOf(d, stack);
  return [
    noun(
      "Secret",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        KmsKeyId: text(p, "KmsKeyId"),
        RotationEnabled: rotation.enabled,
        RotationDays: rotation.days,
        LastRotatedDate: undefined,
        LastAccessedDate: undefined,
        CreatedDate: undefined,
        NextRotationDate: undefined,
        OwningService: undefined,
        Policy: policyOf(stack, d, [["AWS::SecretsManager::ResourcePolicy", "SecretId", "ResourcePolicy"]]),
        SecretString: text(p, "SecretString"),
        Tags: tags(p["Tags"]),
      },
      rotation.place ? { places: { RotationDays: rotation.place } } : {},
    ),
  ];
};

const parameter: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun("SsmParameter", d, stack, {
      Arn: d.arn ?? d.name,
      Name: d.name,
      Type: or(choice(["String", "StringList", "SecureString"], p, "Type"), "String"),
      KeyId: undefined,
      Value: text(p, "Value"),
      Tags: tags(p["Tags"]),
    }),
  ];
};

// Backup

const vault: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "BackupVault",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Locked: written(p, "LockConfiguration"),
        KmsKeyArn: text(p, "EncryptionKeyArn"),
        Policy: ownPolicy(d, "AccessPolicy"),
        Tags: tags(p["BackupVaultTags"]),
      },
      { places: { Locked: ["LockConfiguration"], KmsKeyArn: ["EncryptionKeyArn"], Policy: ["AccessPolicy"] } },
    ),
  ];
};

const CONDITIONS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"] as const;

/** What one selection names. Where tags or exclusions narrow it, nobody knows from here what is meant. */
function selected(selection: unknown): readonly Fact<string>[] {
  const said = (value: unknown) => value !== undefined && (isUnknown(value) || (Array.isArray(value) ? value.length > 0 : true));
  const narrowed =
    said(get(selection, "ListOfTags")) ||
    said(get(selection, "NotResources")) ||
    CONDITIONS.some((key) => said(get(selection, "Conditions", key)));
  return narrowed ? [unknown("not-collected", { what: "selection by tags or exclusions" })] : textParts(selection, "Resources");
}

function selectionsOf(d: Declared, stack: Stack): readonly Fact<string>[] {
  const { found, undecided } = attached(stack, "AWS::Backup::BackupSelection", "BackupPlanId", d);
  return [...found.flatMap((selection) => selected(get(selection.properties, "BackupSelection"))), ...(undecided ? [undecided] : [])];
}

const plan: Fold = (d, stack) => {
  const p = d.properties;
  const rules = list(p, "BackupPlan", "BackupPlanRule");
  const name = or(text(p, "BackupPlan", "BackupPlanName"), d.name);
  return [
    noun(
      "BackupPlan",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: name,
        Rules: isUnknown(rules)
          ? rules
          : rules.map((rule) => ({
              VaultName: must(rule, "TargetBackupVault"),
              DeleteAfterDays: num(rule, "Lifecycle", "DeleteAfterDays"),
              CopyActions: mapFact(list(rule, "CopyActions"), (copies) => copies.length),
            })),
        Selections: selectionsOf(d, stack),
        Tags: tags(p["BackupPlanTags"]),
      },
      { name: isUnknown(name) ? d.name : name, places: { Rules: ["BackupPlan", "BackupPlanRule"] } },
    ),
  ];
};

const attachment: Fold = () => [];

export const dataFolds: Readonly<Record<string, Fold>> = {
  "AWS::ElastiCache::ReplicationGroup": replicationGroup,
  "AWS::ElastiCache::ServerlessCache": serverlessCache,
  "AWS::ElastiCache::CacheCluster": cacheCluster,
  "AWS::ElastiCache::SubnetGroup": attachment,
  "AWS::ElastiCache::ParameterGroup": attachment,
  "AWS::ElastiCache::User": attachment,
  "AWS::ElastiCache::UserGroup": attachment,
  "AWS::OpenSearchServerless::Collection": collection,
  "AWS::OpenSearchServerless::SecurityPolicy": attachment,
  "AWS::OpenSearchServerless::AccessPolicy": attachment,
  "AWS::OpenSearchServerless::LifecyclePolicy": attachment,
  "AWS::OpenSearchServerless::SecurityConfig": attachment,
  "AWS::OpenSearchServerless::VpcEndpoint": attachment,
  "AWS::OpenSearchServerless::Index": attachment,
  "AWS::EFS::FileSystem": fileSystem,
  "AWS::EFS::MountTarget": attachment,
  "AWS::EFS::AccessPoint": attachment,
  "AWS::SecretsManager::Secret": secret,
  "AWS::SecretsManager::RotationSchedule": attachment,
  "AWS::SecretsManager::ResourcePolicy": attachment,
  "AWS::SecretsManager::SecretTargetAttachment": attachment,
  "AWS::SSM::Parameter": parameter,
  "AWS::Backup::BackupVault": vault,
  "AWS::Backup::BackupPlan": plan,
  "AWS::Backup::BackupSelection": attachment,
};
