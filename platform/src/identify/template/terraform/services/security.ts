import { isUnknown } from "../../../../model/index.ts";
import type { Mappings } from "../mapping.ts";
import { block, from, nest, tags, value } from "../rules.ts";

const key = {
  EnableKeyRotation: "enable_key_rotation",
  KeyPolicy: "policy",
  Enabled: from(["is_enabled", "enabled"], (row) => value(row, "is_enabled") ?? value(row, "enabled")),
  KeySpec: from(["customer_master_key_spec", "key_spec"], (row) => value(row, "customer_master_key_spec") ?? value(row, "key_spec")),
  KeyUsage: "key_usage",
  ...tags,
};
const keyAttributes = { key_id: "KeyId", id: "KeyId" };
const external = { ...key, Origin: from([], () => "EXTERNAL") };

export const security: Mappings = {
  aws_kms_key: { type: "AWS::KMS::Key", attributes: keyAttributes, properties: key },
  aws_kms_external_key: { type: "AWS::KMS::Key", attributes: keyAttributes, properties: external },
  aws_kms_replica_key: { type: "AWS::KMS::ReplicaKey", attributes: keyAttributes, properties: key },
  aws_kms_alias: {
    type: "AWS::KMS::Alias",
    attributes: { target_key_arn: "TargetKeyId" },
    properties: { AliasName: "name", TargetKeyId: "target_key_id" },
  },
  aws_kms_key_policy: { merges: [{ into: "AWS::KMS::Key", target: (row) => value(row, "key_id"), properties: { KeyPolicy: "policy" } }] },
  aws_kms_grant: { merges: [] },
  aws_secretsmanager_secret: {
    type: "AWS::SecretsManager::Secret",
    attributes: { id: "arn" },
    properties: { Name: "name", KmsKeyId: "kms_key_id", ...tags },
    extra: (row, { self }) => {
      const policy = value(row, "policy");
      return policy === undefined
        ? []
        : [
            {
              type: "AWS::SecretsManager::ResourcePolicy",
              key: "policy",
              from: "policy",
              properties: { SecretId: self.ref, ResourcePolicy: policy },
            },
          ];
    },
  },
  aws_secretsmanager_secret_version: {
    merges: [
      { into: "AWS::SecretsManager::Secret", target: (row) => value(row, "secret_id"), properties: { SecretString: "secret_string" } },
    ],
  },
  aws_secretsmanager_secret_policy: {
    type: "AWS::SecretsManager::ResourcePolicy",
    properties: { SecretId: "secret_arn", ResourcePolicy: "policy" },
  },
  aws_secretsmanager_secret_rotation: {
    type: "AWS::SecretsManager::RotationSchedule",
    properties: {
      SecretId: "secret_id",
      RotationLambdaARN: "rotation_lambda_arn",
      RotationRules: block("rotation_rules", {
        AutomaticallyAfterDays: "automatically_after_days",
        ScheduleExpression: "schedule_expression",
      }),
    },
  },
  aws_ssm_parameter: {
    type: "AWS::SSM::Parameter",
    attributes: { id: "name" },
    properties: {
      Name: "name",
      Type: "type",
      Value: from(["value", "insecure_value"], (row) => value(row, "value") ?? value(row, "insecure_value")),
      ...tags,
    },
  },
  aws_acm_certificate: {
    type: "AWS::CertificateManager::Certificate",
    attributes: { id: "arn" },
    properties: { DomainName: "domain_name", KeyAlgorithm: "key_algorithm", ...tags },
  },
  aws_acm_certificate_validation: { merges: [] },
  aws_backup_vault: {
    type: "AWS::Backup::BackupVault",
    attributes: { id: "name" },
    properties: {
      BackupVaultName: "name",
      EncryptionKeyArn: "kms_key_arn",
      BackupVaultTags: from(["tags_all", "tags"], (row) => value(row, "tags_all") ?? value(row, "tags")),
    },
  },
  aws_backup_vault_policy: {
    merges: [
      { into: "AWS::Backup::BackupVault", target: (row) => value(row, "backup_vault_name"), properties: { AccessPolicy: "policy" } },
    ],
  },
  aws_backup_vault_lock_configuration: {
    merges: [
      {
        into: "AWS::Backup::BackupVault",
        target: (row) => value(row, "backup_vault_name"),
        properties: {
          LockConfiguration: nest({
            MinRetentionDays: "min_retention_days",
            MaxRetentionDays: "max_retention_days",
            ChangeableForDays: "changeable_for_days",
          }),
        },
      },
    ],
  },
  aws_backup_plan: {
    type: "AWS::Backup::BackupPlan",
    properties: {
      BackupPlan: nest({
        BackupPlanName: "name",
        BackupPlanRule: from("rule", (row) => {
          const rules = value(row, "rule");
          if (!Array.isArray(rules)) return rules;
          return rules.map((rule: unknown) => {
            if (isUnknown(rule)) return rule;
            const lifecycle = value(rule, "lifecycle");
            const copies = value(rule, "copy_action");
            const first: unknown = Array.isArray(lifecycle) ? lifecycle[0] : lifecycle;
            return {
              TargetBackupVault: value(rule, "target_vault_name"),
              ...(first === undefined ? {} : { Lifecycle: isUnknown(first) ? first : { DeleteAfterDays: value(first, "delete_after") } }),
              ...(copies === undefined ? {} : { CopyActions: copies }),
            };
          });
        }),
      }),
      BackupPlanTags: from(["tags_all", "tags"], (row) => value(row, "tags_all") ?? value(row, "tags")),
    },
  },
  aws_backup_selection: {
    type: "AWS::Backup::BackupSelection",
    properties: {
      BackupPlanId: "plan_id",
      BackupSelection: nest({
        SelectionName: "name",
        Resources: "resources",
        NotResources: from("not_resources", (row) => nonEmpty(value(row, "not_resources"))),
        ListOfTags: from("selection_tag", (row) => nonEmpty(value(row, "selection_tag"))),
        Conditions: from("condition", (row) => nonEmpty(value(row, "condition"))),
      }),
    },
  },
};

function nonEmpty(found: unknown): unknown {
  return Array.isArray(found) && found.length === 0 ? undefined : found;
}
