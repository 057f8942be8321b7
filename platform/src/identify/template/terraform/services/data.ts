import { isUnknown } from "../../../../model/index.ts";
import type { Json } from "../../intrinsics/index.ts";
import type { Mappings } from "../mapping.ts";
import { type Attributes, block, blocks, blocksOf, either, from, mapped, nest, pascal, type Rules, tags, value } from "../rules.ts";

const database: Rules = {
  Engine: "engine",
  StorageEncrypted: "storage_encrypted",
  KmsKeyId: "kms_key_id",
  BackupRetentionPeriod: "backup_retention_period",
  DeletionProtection: "deletion_protection",
  EnableIAMDatabaseAuthentication: "iam_database_authentication_enabled",
  ManageMasterUserPassword: "manage_master_user_password",
  EnableCloudwatchLogsExports: "enabled_cloudwatch_logs_exports",
  DBSubnetGroupName: "db_subnet_group_name",
  ...tags,
};

const cache: Rules = {
  Engine: "engine",
  TransitEncryptionEnabled: "transit_encryption_enabled",
  AtRestEncryptionEnabled: "at_rest_encryption_enabled",
  KmsKeyId: "kms_key_id",
};

/** JSON with keys in lower camel case, as ECS's own API has it. */
function parsed(text: Json): Json {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Names of environment variables and of log options are data, not keys. */
function container(row: Json): Json {
  if (isUnknown(row)) return row;
  const log = value(row, "logConfiguration");
  const shaped = camelToPascal(row) as Record<string, Json>;
  return log === undefined || isUnknown(log)
    ? shaped
    : { ...shaped, LogConfiguration: { LogDriver: value(log, "logDriver"), Options: value(log, "options") } };
}

function camelToPascal(known: Json): Json {
  return pascal(known);
}

function containersOf(row: Attributes): Json {
  const found = parsed(value(row, "container_definitions"));
  return Array.isArray(found) ? (found as Json[]).map(container) : found;
}

export const data: Mappings = {
  aws_db_instance: {
    type: "AWS::RDS::DBInstance",
    attributes: { identifier: "name", id: "name" },
    properties: {
      DBInstanceIdentifier: "identifier",
      ...database,
      MasterUserPassword: "password",
      PubliclyAccessible: from("publicly_accessible", (row) => value(row, "publicly_accessible") ?? false),
      AutoMinorVersionUpgrade: "auto_minor_version_upgrade",
      MultiAZ: "multi_az",
      VPCSecurityGroups: "vpc_security_group_ids",
      DBSnapshotIdentifier: "snapshot_identifier",
      SourceDBInstanceIdentifier: "replicate_source_db",
      // Terraform asks for no backups where RDS itself would keep them for a day.
      BackupRetentionPeriod: from(
        "backup_retention_period",
        (row) => value(row, "backup_retention_period") ?? (value(row, "replicate_source_db") === undefined ? 0 : undefined),
      ),
    },
  },
  aws_rds_cluster: {
    type: "AWS::RDS::DBCluster",
    attributes: { cluster_identifier: "name", id: "name" },
    properties: {
      DBClusterIdentifier: "cluster_identifier",
      ...database,
      MasterUserPassword: "master_password",
      EnableHttpEndpoint: "enable_http_endpoint",
      VpcSecurityGroupIds: "vpc_security_group_ids",
      SnapshotIdentifier: "snapshot_identifier",
      ServerlessV2ScalingConfiguration: block("serverlessv2_scaling_configuration", {
        MinCapacity: "min_capacity",
        MaxCapacity: "max_capacity",
      }),
    },
  },
  aws_rds_cluster_instance: {
    type: "AWS::RDS::DBInstance",
    attributes: { identifier: "name", id: "name" },
    properties: {
      DBInstanceIdentifier: "identifier",
      DBClusterIdentifier: "cluster_identifier",
      Engine: "engine",
      PubliclyAccessible: from("publicly_accessible", (row) => value(row, "publicly_accessible") ?? false),
      AutoMinorVersionUpgrade: "auto_minor_version_upgrade",
      DBSubnetGroupName: "db_subnet_group_name",
      ...tags,
    },
  },
  aws_db_event_subscription: {
    type: "AWS::RDS::EventSubscription",
    properties: {
      SubscriptionName: "name",
      Enabled: "enabled",
      SnsTopicArn: either("sns_topic", "sns_topic_arn"),
      SourceType: "source_type",
      SourceIds: "source_ids",
      EventCategories: "event_categories",
      ...tags,
    },
  },
  aws_db_subnet_group: {
    type: "AWS::RDS::DBSubnetGroup",
    attributes: { id: "name" },
    properties: { DBSubnetGroupName: "name", SubnetIds: "subnet_ids" },
  },
  aws_db_parameter_group: { type: "AWS::RDS::DBParameterGroup", properties: {} },
  aws_rds_cluster_parameter_group: { type: "AWS::RDS::DBClusterParameterGroup", properties: {} },
  aws_db_option_group: { type: "AWS::RDS::OptionGroup", properties: {} },
  aws_db_proxy: { type: "AWS::RDS::DBProxy", properties: {} },
  aws_db_proxy_default_target_group: { type: "AWS::RDS::DBProxyTargetGroup", properties: {} },
  aws_db_proxy_target: { merges: [] },
  aws_elasticache_replication_group: {
    type: "AWS::ElastiCache::ReplicationGroup",
    attributes: { replication_group_id: "name", id: "name" },
    properties: {
      ReplicationGroupId: "replication_group_id",
      ...cache,
      AuthToken: "auth_token",
      UserGroupIds: "user_group_ids",
      SecurityGroupIds: "security_group_ids",
      AutomaticFailoverEnabled: "automatic_failover_enabled",
      ...tags,
    },
  },
  aws_elasticache_serverless_cache: {
    type: "AWS::ElastiCache::ServerlessCache",
    properties: {
      ServerlessCacheName: "name",
      Engine: "engine",
      UserGroupId: "user_group_id",
      KmsKeyId: "kms_key_id",
      SecurityGroupIds: "security_group_ids",
      ...tags,
    },
  },
  aws_elasticache_cluster: {
    type: "AWS::ElastiCache::CacheCluster",
    attributes: { cluster_id: "name", id: "name" },
    properties: {
      ClusterName: "cluster_id",
      Engine: "engine",
      TransitEncryptionEnabled: "transit_encryption_enabled",
      VpcSecurityGroupIds: "security_group_ids",
      ...tags,
    },
  },
  aws_elasticache_subnet_group: { type: "AWS::ElastiCache::SubnetGroup", properties: {} },
  aws_elasticache_parameter_group: { type: "AWS::ElastiCache::ParameterGroup", properties: {} },
  aws_elasticache_user: { type: "AWS::ElastiCache::User", properties: { UserId: "user_id" } },
  aws_elasticache_user_group: { type: "AWS::ElastiCache::UserGroup", properties: { UserGroupId: "user_group_id" } },
  aws_elasticache_user_group_association: { merges: [] },
  aws_opensearchserverless_collection: {
    type: "AWS::OpenSearchServerless::Collection",
    properties: { Name: "name", Type: "type", ...tags },
  },
  aws_opensearchserverless_security_policy: {
    type: "AWS::OpenSearchServerless::SecurityPolicy",
    properties: { Name: "name", Type: "type", Policy: "policy" },
  },
  aws_opensearchserverless_access_policy: {
    type: "AWS::OpenSearchServerless::AccessPolicy",
    properties: { Name: "name", Type: "type", Policy: "policy" },
  },
  aws_opensearchserverless_lifecycle_policy: { type: "AWS::OpenSearchServerless::LifecyclePolicy", properties: { Name: "name" } },
  aws_opensearchserverless_security_config: { type: "AWS::OpenSearchServerless::SecurityConfig", properties: {} },
  aws_opensearchserverless_vpc_endpoint: { type: "AWS::OpenSearchServerless::VpcEndpoint", properties: { Name: "name" } },
  aws_efs_file_system: {
    type: "AWS::EFS::FileSystem",
    properties: {
      Encrypted: "encrypted",
      KmsKeyId: "kms_key_id",
      AvailabilityZoneName: "availability_zone_name",
      FileSystemTags: from(["tags_all", "tags"], (row) => tagList(value(row, "tags_all") ?? value(row, "tags"))),
    },
  },
  aws_efs_file_system_policy: {
    merges: [{ into: "AWS::EFS::FileSystem", target: (row) => value(row, "file_system_id"), properties: { FileSystemPolicy: "policy" } }],
  },
  aws_efs_backup_policy: {
    merges: [
      {
        into: "AWS::EFS::FileSystem",
        target: (row) => value(row, "file_system_id"),
        properties: { BackupPolicy: block("backup_policy", { Status: "status" }) },
      },
    ],
  },
  aws_efs_mount_target: {
    type: "AWS::EFS::MountTarget",
    properties: { FileSystemId: "file_system_id", SubnetId: "subnet_id", SecurityGroups: "security_groups" },
  },
  aws_efs_access_point: { type: "AWS::EFS::AccessPoint", properties: { FileSystemId: "file_system_id" } },
  aws_ecr_repository: {
    type: "AWS::ECR::Repository",
    attributes: { id: "name", repository_url: "RepositoryUri" },
    properties: {
      RepositoryName: "name",
      ImageScanningConfiguration: block("image_scanning_configuration", { ScanOnPush: "scan_on_push" }),
      ImageTagMutability: "image_tag_mutability",
      EncryptionConfiguration: block("encryption_configuration", { EncryptionType: "encryption_type", KmsKey: "kms_key" }),
      ...tags,
    },
  },
  aws_ecr_repository_policy: {
    merges: [{ into: "AWS::ECR::Repository", target: (row) => value(row, "repository"), properties: { RepositoryPolicyText: "policy" } }],
  },
  aws_ecr_lifecycle_policy: {
    merges: [
      {
        into: "AWS::ECR::Repository",
        target: (row) => value(row, "repository"),
        properties: { LifecyclePolicy: nest({ LifecyclePolicyText: "policy" }) },
      },
    ],
  },
  aws_ecs_cluster: {
    type: "AWS::ECS::Cluster",
    properties: {
      ClusterName: "name",
      ClusterSettings: blocks("setting", { Name: "name", Value: "value" }),
      Configuration: block("configuration", {
        ExecuteCommandConfiguration: block("execute_command_configuration", { Logging: "logging" }),
      }),
      ...tags,
    },
  },
  aws_ecs_cluster_capacity_providers: { type: "AWS::ECS::ClusterCapacityProviderAssociations", properties: {} },
  aws_ecs_capacity_provider: { type: "AWS::ECS::CapacityProvider", properties: {} },
  aws_ecs_service: {
    type: "AWS::ECS::Service",
    properties: {
      ServiceName: "name",
      Cluster: "cluster",
      TaskDefinition: "task_definition",
      LaunchType: "launch_type",
      PlatformVersion: "platform_version",
      EnableExecuteCommand: "enable_execute_command",
      NetworkConfiguration: block("network_configuration", {
        AwsvpcConfiguration: nest({
          Subnets: "subnets",
          SecurityGroups: "security_groups",
          AssignPublicIp: mapped("assign_public_ip", (on) => (on === true ? "ENABLED" : "DISABLED")),
        }),
      }),
      ...tags,
    },
  },
  aws_ecs_task_definition: {
    type: "AWS::ECS::TaskDefinition",
    attributes: { id: "name", arn_without_revision: "TaskDefinitionArn", family: "name" },
    properties: {
      Family: "family",
      NetworkMode: "network_mode",
      PidMode: "pid_mode",
      IpcMode: "ipc_mode",
      TaskRoleArn: "task_role_arn",
      ExecutionRoleArn: "execution_role_arn",
      RequiresCompatibilities: "requires_compatibilities",
      ContainerDefinitions: from("container_definitions", containersOf),
      Volumes: from("volume", (row) => {
        const rows = value(row, "volume");
        if (rows === undefined || isUnknown(rows)) return rows;
        return blocksOf(row, "volume").map((volume) => {
          const path = isUnknown(volume) ? volume : value(volume, "host_path");
          return path === undefined ? {} : { Host: { SourcePath: path } };
        });
      }),
      ...tags,
    },
  },
  aws_autoscaling_group: { type: "AWS::AutoScaling::AutoScalingGroup", properties: { AutoScalingGroupName: "name" } },
  aws_autoscaling_notification: {
    merges: [
      {
        into: "AWS::AutoScaling::AutoScalingGroup",
        append: true,
        target: (row) => value(row, "group_names"),
        properties: { NotificationConfigurations: from("topic_arn", (row) => [{ TopicARN: value(row, "topic_arn") }]) },
      },
    ],
  },
  aws_autoscaling_policy: { type: "AWS::AutoScaling::ScalingPolicy", properties: {} },
  aws_launch_configuration: { type: "AWS::AutoScaling::LaunchConfiguration", properties: { LaunchConfigurationName: "name" } },
};

function tagList(found: Json): Json {
  if (found === undefined || isUnknown(found) || typeof found !== "object" || found === null || Array.isArray(found)) return found;
  return Object.entries(found).map(([Key, Value]) => ({ Key, Value }));
}
