import { type Fact, isUnknown, type Policy, type Resource, unknown } from "../../../model/index.ts";
import { arnOf, eventRuleArn, lastPart, scheduleArn, subscriptionEndpoint, subscriptionId, subscriptionName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, attachedTo, declaredBy, type PolicySource, policyOf } from "./attach.ts";
import { joinPolicies, noun, ownPolicy, policyAt, whereOf } from "./make.ts";
import { choice, document, eachOf, flag, get, json, list, must, num, or, parts, tags, text } from "./read.ts";

/** Queue policies name queues by URL. */
export function queueNameOf(reference: string): string {
  return reference.startsWith("http") ? reference.slice(reference.lastIndexOf("/") + 1) : lastPart(reference);
}

const QUEUE_POLICIES: readonly PolicySource[] = [
  ["AWS::SQS::QueuePolicy", "Queues[]", "PolicyDocument"],
  ["AWS::SQS::QueueInlinePolicy", "Queue", "PolicyDocument"],
];
const TOPIC_POLICIES: readonly PolicySource[] = [
  ["AWS::SNS::TopicPolicy", "Topics[]", "PolicyDocument"],
  ["AWS::SNS::TopicInlinePolicy", "TopicArn", "PolicyDocument"],
];

const queue: Fold = (d, stack) => {
  const p = d.properties;
  const kms = text(p, "KmsMasterKeyId");
  const redrive = document(p, "RedrivePolicy");
  const url = d.ref.startsWith("http") ? d.ref : `https://sqs.${stack.region}.amazonaws.com/${stack.account}/${d.name}`;
  return [
    noun(
      "Queue",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        QueueUrl: url,
        QueueName: d.name,
        Policy: policyOf(stack, d, QUEUE_POLICIES, queueNameOf),
        // SQS turns its own encryption on when nobody says otherwise.
        SqsManagedSseEnabled: isUnknown(kms) ? kms : kms !== undefined && kms !== "" ? false : or(flag(p, "SqsManagedSseEnabled"), true),
        KmsMasterKeyId: kms === "" ? undefined : kms,
        VisibilityTimeout: or(num(p, "VisibilityTimeout"), 30),
        MessageRetentionPeriod: or(num(p, "MessageRetentionPeriod"), 345_600),
        RedrivePolicy:
          redrive === undefined || isUnknown(redrive)
            ? redrive
            : {
                deadLetterTargetArn: must(redrive, "deadLetterTargetArn"),
                maxReceiveCount: num(redrive, "maxReceiveCount") ?? unknown("malformed", { what: "maxReceiveCount" }),
              },
        RedriveAllowPolicy: json(p, "RedriveAllowPolicy"),
        FifoQueue: or(flag(p, "FifoQueue"), false),
        Tags: tags(p["Tags"]),
      },
      { aliases: [d.arn, url, d.ref] },
    ),
  ];
};

/** What SNS itself gives every topic that has no policy: its owner may do everything. */
function defaultTopicPolicy(d: Declared, stack: Stack): Fact<Policy> {
  const actions = [
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
  ];
  return policyAt(
    {
      Version: "2008-10-17",
      Statement: {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: d.arn ?? d.name,
        Condition: { StringEquals: { "AWS:SourceOwner": stack.account } },
      },
    },
    d.origin,
    [],
  );
}

const topic: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? d.name;
  const out: Resource[] = [
    noun("Topic", d, stack, {
      Arn: arn,
      TopicName: d.name,
      Policy: policyOf(stack, d, TOPIC_POLICIES) ?? defaultTopicPolicy(d, stack),
      KmsMasterKeyId: text(p, "KmsMasterKeyId"),
      TracingConfig: or(text(p, "TracingConfig"), "PassThrough"),
      DeliveryStatusLogging: deliveryLogging(p),
      Tags: tags(p["Tags"]),
    }),
  ];
  for (const [i, item] of parts(p, "Subscription").entries()) {
    if (!isUnknown(item)) out.push(subscriptionOf(d, stack, arn, item, ["Subscription", i]));
  }
  return out;
};

function deliveryLogging(p: unknown): Fact<readonly string[]> {
  const rows = list(p, "DeliveryStatusLogging");
  if (isUnknown(rows)) return rows;
  const protocols = new Set<string>();
  for (const row of rows) {
    const protocol = must(row, "Protocol");
    if (isUnknown(protocol)) return protocol;
    // Without a role to write with, nothing is logged.
    if (get(row, "SuccessFeedbackRoleArn") === undefined && get(row, "FailureFeedbackRoleArn") === undefined) continue;
    protocols.add(protocol === "http/s" ? "http" : protocol);
  }
  return [...protocols].sort();
}

function subscriptionOf(d: Declared, stack: Stack, topicArn: Fact<string>, p: unknown, root: readonly (string | number)[]): Resource {
  const protocol = must(p, "Protocol");
  const written = must(p, "Endpoint");
  const endpoint = isUnknown(written) ? written : isUnknown(protocol) ? protocol : subscriptionEndpoint(protocol, written);
  const redrive = document(p, "RedrivePolicy");
  const decided = !isUnknown(topicArn) && !isUnknown(protocol) && !isUnknown(endpoint);
  const personal = decided && endpoint !== written;
  return noun(
    "Subscription",
    d,
    stack,
    {
      TopicArn: topicArn,
      Protocol: protocol,
      Endpoint: endpoint,
      Confirmed: isUnknown(protocol)
        ? protocol
        : /^(lambda|sqs|firehose|application)$/.test(protocol)
          ? true
          : unknown("known-after-deploy", { what: "Confirmed" }),
      DeadLetterTargetArn: text(redrive, "deadLetterTargetArn"),
      Tags: undefined,
    },
    {
      id: decided
        ? subscriptionId(topicArn, protocol, endpoint, personal ? [d.logicalId, ...root].join(".") : undefined)
        : arnOf(whereOf(stack), "sns", [d.logicalId, ...root].join(":")),
      name: decided ? subscriptionName(topicArn, protocol, endpoint) : d.logicalId,
      aliases: root.length === 0 ? [d.ref] : [],
      root,
      places: { DeadLetterTargetArn: ["RedrivePolicy"] },
    },
  );
}

const subscription: Fold = (d, stack) => [subscriptionOf(d, stack, must(d.properties, "TopicArn"), d.properties, [])];

/** The policy that EventBusPolicy resources put together, statement by statement. */
function busPolicyOf(found: readonly Declared[], own: Fact<Policy | undefined>, arn: string, stack: Stack): Fact<Policy | undefined> {
  const policies = found.map((d) => {
    const p = d.properties;
    const statement = get(p, "Statement");
    if (statement !== undefined) {
      const parsed = policyAt({ Version: "2012-10-17", Statement: statement }, d.origin, []);
      return parsed;
    }
    const principal = must(p, "Principal");
    const key = get(p, "Condition", "Key");
    const type = or(text(p, "Condition", "Type"), "StringEquals");
    const condition = get(p, "Condition");
    return policyAt(
      {
        Version: "2012-10-17",
        Statement: {
          Sid: get(p, "StatementId"),
          Effect: "Allow",
          Principal: isUnknown(principal) || principal === "*" ? principal : { AWS: `arn:${stack.partition}:iam::${principal}:root` },
          Action: get(p, "Action"),
          Resource: arn,
          ...(condition === undefined
            ? {}
            : {
                Condition:
                  typeof key === "string" && typeof type === "string"
                    ? { [type]: { [key]: get(p, "Condition", "Value") } }
                    : isUnknown(condition)
                      ? condition
                      : unknown("malformed", { what: "Condition" }),
              }),
        },
      },
      d.origin,
      [],
    );
  });
  return own === undefined ? joinPolicies(policies) : joinPolicies([own, ...policies]);
}

function busNameOf(reference: string): string {
  return lastPart(reference);
}

const eventBus: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? d.name;
  const { found, undecided } = attached(stack, "AWS::Events::EventBusPolicy", "EventBusName", d, busNameOf);
  return [
    noun("EventBus", d, stack, {
      Arn: arn,
      Name: d.name,
      Policy: undecided ?? busPolicyOf(found, ownPolicy(d, "Policy"), arn, stack),
      KmsKeyIdentifier: text(p, "KmsKeyIdentifier"),
      Tags: tags(p["Tags"]),
    }),
  ];
};

/** The default bus is nobody's declaration; a policy on it makes it part of the template. */
const eventBusPolicy: Fold = (d, stack) => {
  const ofDefault = stack.of("AWS::Events::EventBusPolicy").filter((other) => {
    const bus = text(other.properties, "EventBusName");
    return bus === undefined || (!isUnknown(bus) && busNameOf(bus) === "default");
  });
  if (ofDefault[0] !== d) return [];
  const arn = arnOf(whereOf(stack), "events", "event-bus/default");
  return [
    noun(
      "EventBus",
      d,
      stack,
      {
        Arn: arn,
        Name: "default",
        Policy:
          attachedTo(stack, "AWS::Events::EventBusPolicy", "EventBusName", []).undecided ?? busPolicyOf(ofDefault, undefined, arn, stack),
        KmsKeyIdentifier: unknown("elsewhere", { what: "KmsKeyIdentifier" }),
        Tags: unknown("elsewhere", { what: "Tags" }),
      },
      { id: arn, name: "default", aliases: ["default", arn] },
    ),
  ];
};

const eventRule: Fold = (d, stack) => {
  const p = d.properties;
  const written = or(text(p, "EventBusName"), "default");
  const bus = isUnknown(written) ? written : (declaredBy(stack, "AWS::Events::EventBus", written)?.name ?? busNameOf(written));
  const arn = d.arn ?? eventRuleArn(whereOf(stack), isUnknown(bus) ? "default" : bus, d.name);
  return [
    noun(
      "EventRule",
      d,
      stack,
      {
        Arn: arn,
        Name: d.name,
        EventBusName: bus,
        State: or(choice(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"], p, "State"), "ENABLED"),
        ScheduleExpression: text(p, "ScheduleExpression"),
        EventPattern: json(p, "EventPattern"),
        Targets: eachOf(list(p, "Targets"), (target) => ({
          Arn: must(target, "Arn"),
          RoleArn: text(target, "RoleArn"),
          DeadLetterArn: text(target, "DeadLetterConfig", "Arn"),
        })),
        Tags: tags(p["Tags"]),
      },
      { id: arn },
    ),
  ];
};

const pipe: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Pipe",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        RoleArn: must(p, "RoleArn"),
        Source: must(p, "Source"),
        Target: must(p, "Target"),
        Enrichment: text(p, "Enrichment"),
        DesiredState: or(text(p, "DesiredState"), "RUNNING"),
        LogLevel: p["LogConfiguration"] === undefined ? undefined : or(text(p, "LogConfiguration", "Level"), "ERROR"),
        KmsKeyIdentifier: text(p, "KmsKeyIdentifier"),
        Tags: tags(p["Tags"]),
      },
      { places: { LogLevel: ["LogConfiguration", "Level"] } },
    ),
  ];
};

const schedule: Fold = (d, stack) => {
  const p = d.properties;
  const group = or(text(p, "GroupName"), "default");
  const arn = d.arn ?? scheduleArn(whereOf(stack), isUnknown(group) ? "default" : group, d.name);
  return [
    noun(
      "Schedule",
      d,
      stack,
      {
        Arn: arn,
        Name: d.name,
        GroupName: group,
        State: or(text(p, "State"), "ENABLED"),
        ScheduleExpression: must(p, "ScheduleExpression"),
        TargetArn: must(p, "Target", "Arn"),
        RoleArn: must(p, "Target", "RoleArn"),
        DeadLetterArn: text(p, "Target", "DeadLetterConfig", "Arn"),
        KmsKeyArn: text(p, "KmsKeyArn"),
        Tags: undefined,
      },
      { id: arn, places: { TargetArn: ["Target", "Arn"], RoleArn: ["Target", "RoleArn"], DeadLetterArn: ["Target", "DeadLetterConfig"] } },
    ),
  ];
};

const stream: Fold = (d, stack) => {
  const p = d.properties;
  const encryption = get(p, "StreamEncryption");
  return [
    noun(
      "KinesisStream",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        StreamName: d.name,
        EncryptionType: encryption === undefined ? "NONE" : or(choice(["NONE", "KMS"], encryption, "EncryptionType"), "KMS"),
        KeyId: text(encryption, "KeyId"),
        RetentionPeriodHours: or(num(p, "RetentionPeriodHours"), 24),
        Policy: policyOf(stack, d, [["AWS::Kinesis::ResourcePolicy", "ResourceArn", "ResourcePolicy"]]),
        Tags: tags(p["Tags"]),
      },
      { places: { EncryptionType: ["StreamEncryption"], KeyId: ["StreamEncryption", "KeyId"] } },
    ),
  ];
};

const DESTINATIONS = [
  "S3",
  "ExtendedS3",
  "Redshift",
  "Elasticsearch",
  "Amazonopensearchservice",
  "AmazonOpenSearchServerless",
  "Splunk",
  "HttpEndpoint",
  "Snowflake",
  "Iceberg",
] as const;

const firehose: Fold = (d, stack) => {
  const p = d.properties;
  const arns: Fact<string>[] = [];
  let logging: Fact<boolean> = false;
  for (const destination of DESTINATIONS) {
    const value = get(p, `${destination}DestinationConfiguration`);
    if (value === undefined) continue;
    for (const found of [
      text(value, "BucketARN"),
      text(value, "DomainARN"),
      text(value, "CollectionEndpoint"),
      text(value, "ClusterEndpoint"),
      text(value, "ClusterJDBCURL"),
      text(value, "HECEndpoint"),
      text(value, "EndpointConfiguration", "Url"),
      text(value, "S3Configuration", "BucketARN"),
    ]) {
      if (found !== undefined && !(isUnknown(found) && arns.includes(found))) arns.push(found);
    }
    for (const options of [
      flag(value, "CloudWatchLoggingOptions", "Enabled"),
      flag(value, "S3Configuration", "CloudWatchLoggingOptions", "Enabled"),
    ]) {
      if (options === true) logging = true;
      else if (isUnknown(options) && logging === false) logging = options;
    }
  }
  const encryption = get(p, "DeliveryStreamEncryptionConfigurationInput");
  return [
    noun(
      "FirehoseStream",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Encrypted: isUnknown(encryption) ? encryption : encryption !== undefined,
        KeyArn: text(encryption, "KeyARN"),
        SourceStreamArn: text(p, "KinesisStreamSourceConfiguration", "KinesisStreamARN"),
        DestinationArns: arns,
        LoggingEnabled: logging,
        Tags: tags(p["Tags"]),
      },
      { places: { Encrypted: ["DeliveryStreamEncryptionConfigurationInput"], SourceStreamArn: ["KinesisStreamSourceConfiguration"] } },
    ),
  ];
};

const attachment: Fold = () => [];

export const messagingFolds: Readonly<Record<string, Fold>> = {
  "AWS::SQS::Queue": queue,
  "AWS::SQS::QueuePolicy": attachment,
  "AWS::SQS::QueueInlinePolicy": attachment,
  "AWS::SNS::Topic": topic,
  "AWS::SNS::TopicPolicy": attachment,
  "AWS::SNS::TopicInlinePolicy": attachment,
  "AWS::SNS::Subscription": subscription,
  "AWS::Events::EventBus": eventBus,
  "AWS::Events::EventBusPolicy": eventBusPolicy,
  "AWS::Events::Rule": eventRule,
  "AWS::Pipes::Pipe": pipe,
  "AWS::Scheduler::Schedule": schedule,
  "AWS::Scheduler::ScheduleGroup": attachment,
  "AWS::Kinesis::Stream": stream,
  "AWS::Kinesis::ResourcePolicy": attachment,
  "AWS::Kinesis::StreamConsumer": attachment,
  "AWS::KinesisFirehose::DeliveryStream": firehose,
};
