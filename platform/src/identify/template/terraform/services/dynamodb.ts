import { isUnknown } from "../../../../model/index.ts";
import type { Mappings } from "../mapping.ts";
import { block, from, nest, renamed, tags, value } from "../rules.ts";

const target = { ServiceNamespace: "service_namespace", ResourceId: "resource_id", ScalableDimension: "scalable_dimension" };

export const dynamodb: Mappings = {
  aws_dynamodb_table: {
    type: "AWS::DynamoDB::Table",
    attributes: { id: "name", stream_arn: "StreamArn" },
    properties: {
      TableName: "name",
      BillingMode: "billing_mode",
      SSESpecification: block("server_side_encryption", { SSEEnabled: "enabled", KMSMasterKeyId: "kms_key_arn" }),
      PointInTimeRecoverySpecification: block("point_in_time_recovery", { PointInTimeRecoveryEnabled: "enabled" }),
      DeletionProtectionEnabled: "deletion_protection_enabled",
      StreamSpecification: from(["stream_enabled", "stream_view_type"], (row) => {
        const on = value(row, "stream_enabled");
        return isUnknown(on) ? on : on === true ? { StreamViewType: value(row, "stream_view_type") } : undefined;
      }),
      TimeToLiveSpecification: block("ttl", { Enabled: "enabled", AttributeName: "attribute_name" }),
      ...tags,
    },
  },
  aws_dynamodb_resource_policy: {
    merges: [
      {
        into: "AWS::DynamoDB::Table",
        target: (row) => value(row, "resource_arn"),
        properties: { ResourcePolicy: nest({ PolicyDocument: "policy" }) },
      },
    ],
  },
  aws_dynamodb_table_item: { merges: [] },
  aws_dynamodb_kinesis_streaming_destination: { merges: [] },
  aws_dynamodb_contributor_insights: { merges: [] },
  aws_dynamodb_tag: { merges: [] },
  aws_appautoscaling_target: { type: "AWS::ApplicationAutoScaling::ScalableTarget", properties: target },
  aws_appautoscaling_policy: {
    type: "AWS::ApplicationAutoScaling::ScalingPolicy",
    properties: { PolicyName: "name", ...target, PolicyType: "policy_type" },
  },
  aws_appautoscaling_scheduled_action: { merges: [] },
  aws_dax_cluster: {
    type: "AWS::DAX::Cluster",
    attributes: { cluster_name: "name" },
    properties: {
      ClusterName: "cluster_name",
      SSESpecification: block("server_side_encryption", { SSEEnabled: "enabled" }),
      ClusterEndpointEncryptionType: renamed("cluster_endpoint_encryption_type", {}),
      ...tags,
    },
  },
  aws_dax_subnet_group: { type: "AWS::DAX::SubnetGroup", properties: { SubnetGroupName: "name" } },
  aws_dax_parameter_group: { type: "AWS::DAX::ParameterGroup", properties: { ParameterGroupName: "name" } },
};
