import { isUnknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { Mappings } from "../mapping.ts";
import { type Attributes, blocks, from, mapped, tags, value } from "../rules.ts";

function dimensionsOf(row: Attributes): Json {
  const map = value(row, "dimensions");
  if (map === undefined || isUnknown(map) || !isObject(map)) return map;
  return Object.entries(map).map(([Name, Value]) => ({ Name, Value }));
}

export const management: Mappings = {
  aws_cloudwatch_log_group: {
    type: "AWS::Logs::LogGroup",
    attributes: { id: "name" },
    properties: {
      LogGroupName: "name",
      RetentionInDays: mapped("retention_in_days", (days) => (Number(days) === 0 ? undefined : days)),
      KmsKeyId: "kms_key_id",
      ...tags,
    },
  },
  aws_cloudwatch_log_stream: { type: "AWS::Logs::LogStream", properties: { LogStreamName: "name" } },
  aws_cloudwatch_log_metric_filter: {
    type: "AWS::Logs::MetricFilter",
    properties: {
      FilterName: "name",
      LogGroupName: "log_group_name",
      FilterPattern: "pattern",
      MetricTransformations: blocks("metric_transformation", { MetricName: "name", MetricNamespace: "namespace" }),
    },
  },
  aws_cloudwatch_log_subscription_filter: {
    type: "AWS::Logs::SubscriptionFilter",
    properties: { FilterName: "name", LogGroupName: "log_group_name", DestinationArn: "destination_arn" },
  },
  aws_cloudwatch_log_resource_policy: {
    type: "AWS::Logs::ResourcePolicy",
    properties: { PolicyName: "policy_name", PolicyDocument: "policy_document" },
  },
  aws_cloudwatch_log_delivery_source: {
    type: "AWS::Logs::DeliverySource",
    properties: { Name: "name", ResourceArn: "resource_arn", LogType: "log_type" },
  },
  aws_cloudwatch_log_delivery_destination: { type: "AWS::Logs::DeliveryDestination", properties: { Name: "name" } },
  aws_cloudwatch_log_delivery: {
    type: "AWS::Logs::Delivery",
    properties: { DeliverySourceName: "delivery_source_name", DeliveryDestinationArn: "delivery_destination_arn" },
  },
  aws_cloudwatch_metric_alarm: {
    type: "AWS::CloudWatch::Alarm",
    attributes: { alarm_name: "name", id: "name" },
    properties: {
      AlarmName: "alarm_name",
      MetricName: "metric_name",
      Namespace: "namespace",
      Dimensions: from("dimensions", dimensionsOf),
      ActionsEnabled: "actions_enabled",
      AlarmActions: "alarm_actions",
      ...tags,
    },
  },
  aws_cloudwatch_composite_alarm: { type: "AWS::CloudWatch::CompositeAlarm", properties: { AlarmName: "alarm_name" } },
  aws_cloudwatch_dashboard: { type: "AWS::CloudWatch::Dashboard", properties: { DashboardName: "dashboard_name" } },
  aws_cloudtrail: {
    type: "AWS::CloudTrail::Trail",
    attributes: { id: "arn" },
    properties: {
      TrailName: "name",
      S3BucketName: "s3_bucket_name",
      IsMultiRegionTrail: "is_multi_region_trail",
      IsOrganizationTrail: "is_organization_trail",
      IncludeGlobalServiceEvents: "include_global_service_events",
      IsLogging: from("enable_logging", (row) => value(row, "enable_logging") ?? true),
      EnableLogFileValidation: "enable_log_file_validation",
      KMSKeyId: "kms_key_id",
      CloudWatchLogsLogGroupArn: "cloud_watch_logs_group_arn",
      EventSelectors: blocks("event_selector", {
        ReadWriteType: "read_write_type",
        IncludeManagementEvents: "include_management_events",
        ExcludeManagementEventSources: "exclude_management_event_sources",
        DataResources: blocks("data_resource", { Type: "type", Values: "values" }),
      }),
      AdvancedEventSelectors: blocks("advanced_event_selector", {
        Name: "name",
        FieldSelectors: blocks("field_selector", {
          Field: "field",
          Equals: "equals",
          NotEquals: "not_equals",
          StartsWith: "starts_with",
          NotStartsWith: "not_starts_with",
          EndsWith: "ends_with",
          NotEndsWith: "not_ends_with",
        }),
      }),
      ...tags,
    },
  },
};
