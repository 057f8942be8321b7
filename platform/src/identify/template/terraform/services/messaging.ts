import { isUnknown } from "../../../../model/index.ts";
import type { Json } from "../../intrinsics/index.ts";
import type { Extra, Mappings } from "../mapping.ts";
import {
  type Attributes,
  apply,
  block,
  blocksOf,
  either,
  from,
  listOf,
  mapped,
  nest,
  pascal,
  type Rules,
  renamed,
  tags,
  value,
} from "../rules.ts";

const encryption: Rules = { KmsMasterKeyId: "kms_master_key_id", SqsManagedSseEnabled: "sqs_managed_sse_enabled" };

/** SNS has one pair of roles for each protocol. */
function deliveryLogging(row: Attributes): Json {
  const out: Json[] = [];
  for (const [prefix, protocol] of [
    ["application", "application"],
    ["http", "http/s"],
    ["lambda", "lambda"],
    ["sqs", "sqs"],
    ["firehose", "firehose"],
  ] as const) {
    const success = value(row, `${prefix}_success_feedback_role_arn`);
    const failure = value(row, `${prefix}_failure_feedback_role_arn`);
    if (success === undefined && failure === undefined) continue;
    out.push({
      Protocol: protocol,
      ...(success === undefined ? {} : { SuccessFeedbackRoleArn: success }),
      ...(failure === undefined ? {} : { FailureFeedbackRoleArn: failure }),
    });
  }
  return out.length === 0 ? undefined : out;
}

const targetRules: Rules = {
  Id: "target_id",
  Arn: "arn",
  RoleArn: "role_arn",
  Input: "input",
  DeadLetterConfig: block("dead_letter_config", { Arn: "arn" }),
};

/** A permission on a bus, as `aws_cloudwatch_event_permission` gives it. */
const busPermission: Rules = {
  EventBusName: "event_bus_name",
  StatementId: "statement_id",
  Action: from("action", (row) => value(row, "action") ?? "events:PutEvents"),
  Principal: "principal",
  Condition: block("condition", { Key: "key", Type: "type", Value: "value" }),
};

/** The statements of a bus policy, each as a policy of its own. */
function busPolicy(row: Attributes): readonly Extra[] {
  const document = value(row, "policy");
  const bus = value(row, "event_bus_name");
  const about = bus === undefined ? {} : { EventBusName: bus };
  const make = (statement: Json, i: number): Extra => ({
    type: "AWS::Events::EventBusPolicy",
    key: `statement${i}`,
    from: "policy",
    properties: { ...about, Statement: statement },
  });
  if (document === undefined) return [];
  let parsed: Json = document;
  if (typeof document === "string") {
    try {
      parsed = JSON.parse(document) as Json;
    } catch {
      return [make(document, 0)];
    }
  }
  const statements = isUnknown(parsed) ? parsed : value(parsed, "Statement");
  return (Array.isArray(statements) ? (statements as Json[]) : [statements]).map(make);
}

const FIREHOSE: readonly (readonly [attribute: string, property: string, rules: Rules])[] = [
  ["extended_s3_configuration", "ExtendedS3DestinationConfiguration", { BucketARN: "bucket_arn" }],
  ["s3_configuration", "S3DestinationConfiguration", { BucketARN: "bucket_arn" }],
  ["redshift_configuration", "RedshiftDestinationConfiguration", { ClusterEndpoint: "cluster_jdbcurl" }],
  ["elasticsearch_configuration", "ElasticsearchDestinationConfiguration", { DomainARN: "domain_arn" }],
  ["opensearch_configuration", "AmazonopensearchserviceDestinationConfiguration", { DomainARN: "domain_arn" }],
  [
    "opensearchserverless_configuration",
    "AmazonOpenSearchServerlessDestinationConfiguration",
    { CollectionEndpoint: "collection_endpoint" },
  ],
  ["splunk_configuration", "SplunkDestinationConfiguration", { ClusterEndpoint: "hec_endpoint" }],
  ["http_endpoint_configuration", "HttpEndpointDestinationConfiguration", { EndpointConfiguration: nest({ Url: "url" }) }],
  ["snowflake_configuration", "SnowflakeDestinationConfiguration", {}],
  ["iceberg_configuration", "IcebergDestinationConfiguration", {}],
];

const delivery: Rules = {
  CloudWatchLoggingOptions: block("cloudwatch_logging_options", { Enabled: "enabled", LogGroupName: "log_group_name" }),
  S3Configuration: block("s3_configuration", {
    BucketARN: "bucket_arn",
    CloudWatchLoggingOptions: block("cloudwatch_logging_options", { Enabled: "enabled" }),
  }),
};

export const messaging: Mappings = {
  aws_sqs_queue: {
    type: "AWS::SQS::Queue",
    attributes: { url: "ref", id: "ref" },
    properties: {
      QueueName: "name",
      ...encryption,
      VisibilityTimeout: "visibility_timeout_seconds",
      MessageRetentionPeriod: "message_retention_seconds",
      RedrivePolicy: "redrive_policy",
      RedriveAllowPolicy: "redrive_allow_policy",
      FifoQueue: "fifo_queue",
      ...tags,
    },
    extra: (row, { self }) => {
      const policy = value(row, "policy");
      return policy === undefined
        ? []
        : [{ type: "AWS::SQS::QueuePolicy", key: "policy", from: "policy", properties: { Queues: [self.ref], PolicyDocument: policy } }];
    },
  },
  aws_sqs_queue_policy: { type: "AWS::SQS::QueuePolicy", properties: { Queues: listOf("queue_url"), PolicyDocument: "policy" } },
  aws_sqs_queue_redrive_policy: {
    merges: [{ into: "AWS::SQS::Queue", target: (row) => value(row, "queue_url"), properties: { RedrivePolicy: "redrive_policy" } }],
  },
  aws_sqs_queue_redrive_allow_policy: {
    merges: [
      { into: "AWS::SQS::Queue", target: (row) => value(row, "queue_url"), properties: { RedriveAllowPolicy: "redrive_allow_policy" } },
    ],
  },
  aws_sns_topic: {
    type: "AWS::SNS::Topic",
    properties: {
      TopicName: "name",
      FifoTopic: "fifo_topic",
      KmsMasterKeyId: "kms_master_key_id",
      TracingConfig: "tracing_config",
      DeliveryStatusLogging: from(
        ["sqs_failure_feedback_role_arn", "lambda_failure_feedback_role_arn", "http_failure_feedback_role_arn"],
        deliveryLogging,
      ),
      ...tags,
    },
    extra: (row, { self }) => {
      const policy = value(row, "policy");
      return policy === undefined
        ? []
        : [{ type: "AWS::SNS::TopicPolicy", key: "policy", from: "policy", properties: { Topics: [self.arn], PolicyDocument: policy } }];
    },
  },
  aws_sns_topic_policy: { type: "AWS::SNS::TopicPolicy", properties: { Topics: listOf("arn"), PolicyDocument: "policy" } },
  aws_sns_topic_subscription: {
    type: "AWS::SNS::Subscription",
    properties: {
      TopicArn: "topic_arn",
      Protocol: "protocol",
      Endpoint: "endpoint",
      RedrivePolicy: "redrive_policy",
      FilterPolicy: "filter_policy",
    },
  },
  aws_cloudwatch_event_bus: {
    type: "AWS::Events::EventBus",
    properties: { Name: "name", KmsKeyIdentifier: "kms_key_identifier", ...tags },
  },
  aws_cloudwatch_event_bus_policy: { extra: busPolicy },
  aws_cloudwatch_event_permission: { type: "AWS::Events::EventBusPolicy", properties: busPermission },
  aws_cloudwatch_event_rule: {
    type: "AWS::Events::Rule",
    properties: {
      Name: "name",
      EventBusName: "event_bus_name",
      State: from(["state", "is_enabled"], (row) => value(row, "state") ?? (value(row, "is_enabled") === false ? "DISABLED" : undefined)),
      ScheduleExpression: "schedule_expression",
      EventPattern: "event_pattern",
      ...tags,
    },
  },
  aws_cloudwatch_event_target: {
    merges: [
      {
        into: "AWS::Events::Rule",
        target: (row) => value(row, "rule"),
        append: true,
        properties: { Targets: { from: [], read: (row, context) => [apply(targetRules, row, context)] } },
      },
    ],
  },
  aws_cloudwatch_event_archive: { type: "AWS::Events::Archive", properties: { ArchiveName: "name" } },
  aws_cloudwatch_event_connection: { type: "AWS::Events::Connection", properties: { Name: "name" } },
  aws_cloudwatch_event_api_destination: { type: "AWS::Events::ApiDestination", properties: { Name: "name" } },
  aws_pipes_pipe: {
    type: "AWS::Pipes::Pipe",
    properties: {
      Name: "name",
      RoleArn: "role_arn",
      Source: "source",
      Target: "target",
      Enrichment: "enrichment",
      DesiredState: "desired_state",
      LogConfiguration: block("log_configuration", { Level: "level" }),
      KmsKeyIdentifier: "kms_key_identifier",
      ...tags,
    },
  },
  aws_scheduler_schedule: {
    type: "AWS::Scheduler::Schedule",
    properties: {
      Name: "name",
      GroupName: "group_name",
      State: "state",
      ScheduleExpression: "schedule_expression",
      Target: block("target", {
        Arn: "arn",
        RoleArn: "role_arn",
        Input: "input",
        DeadLetterConfig: block("dead_letter_config", { Arn: "arn" }),
      }),
      KmsKeyArn: "kms_key_arn",
    },
  },
  aws_scheduler_schedule_group: { type: "AWS::Scheduler::ScheduleGroup", properties: { Name: "name" } },
  aws_kinesis_stream: {
    type: "AWS::Kinesis::Stream",
    properties: {
      Name: "name",
      RetentionPeriodHours: "retention_period",
      StreamEncryption: from(["encryption_type", "kms_key_id"], (row) => {
        const type = value(row, "encryption_type");
        if (type === undefined || type === "NONE" || isUnknown(type)) return type === "NONE" ? undefined : type;
        const key = value(row, "kms_key_id");
        return { EncryptionType: type, ...(key === undefined ? {} : { KeyId: key }) };
      }),
      ...tags,
    },
  },
  aws_kinesis_resource_policy: {
    type: "AWS::Kinesis::ResourcePolicy",
    properties: { ResourceArn: "resource_arn", ResourcePolicy: "policy" },
  },
  aws_kinesis_stream_consumer: { type: "AWS::Kinesis::StreamConsumer", properties: { ConsumerName: "name", StreamARN: "stream_arn" } },
  aws_kinesis_firehose_delivery_stream: {
    type: "AWS::KinesisFirehose::DeliveryStream",
    properties: {
      DeliveryStreamName: "name",
      ...Object.fromEntries(FIREHOSE.map(([attribute, property, rules]) => [property, block(attribute, { ...rules, ...delivery })])),
      KinesisStreamSourceConfiguration: block("kinesis_source_configuration", {
        KinesisStreamARN: "kinesis_stream_arn",
        RoleARN: "role_arn",
      }),
      DeliveryStreamEncryptionConfigurationInput: from("server_side_encryption", (row) => {
        const found = blocksOf(row, "server_side_encryption")[0];
        if (found === undefined || isUnknown(found)) return found;
        const on = value(found, "enabled");
        if (isUnknown(on)) return on;
        const key = value(found, "key_arn");
        return on === true ? { KeyType: value(found, "key_type"), ...(key === undefined ? {} : { KeyARN: key }) } : undefined;
      }),
      ...tags,
    },
  },
  aws_sfn_state_machine: {
    type: "AWS::StepFunctions::StateMachine",
    attributes: { id: "arn" },
    properties: {
      StateMachineName: "name",
      StateMachineType: "type",
      RoleArn: "role_arn",
      DefinitionString: "definition",
      LoggingConfiguration: block("logging_configuration", {
        Level: "level",
        IncludeExecutionData: "include_execution_data",
        Destinations: mapped("log_destination", (arn) => [{ CloudWatchLogsLogGroup: { LogGroupArn: arn } }]),
      }),
      TracingConfiguration: block("tracing_configuration", { Enabled: "enabled" }),
      EncryptionConfiguration: block("encryption_configuration", { KmsKeyId: "kms_key_id", Type: renamed("type", {}) }),
      ...tags,
    },
  },
  aws_sfn_activity: { type: "AWS::StepFunctions::Activity", properties: { Name: "name" } },
  aws_sfn_alias: { type: "AWS::StepFunctions::StateMachineAlias", properties: { Name: "name" } },
  aws_schemas_registry: {
    type: "AWS::EventSchemas::Registry",
    properties: { RegistryName: either("name"), Tags: mapped("tags_all", pascal) },
  },
};
