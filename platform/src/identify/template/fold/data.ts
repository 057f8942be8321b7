import { type Fact, isUnknown, mapFact } from "../../../model/index.ts";
import { ec2Name } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, policyOf } from "./attach.ts";
import { plan, vault } from "./backup.ts";
import { cacheCluster, replicationGroup, serverlessCache } from "./caches.ts";
import { idOf, noun, ownPolicy } from "./make.ts";
import { collection } from "./opensearch.ts";
import { choice, flag, num, or, tags, text, written } from "./read.ts";

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
