import { type Fact, isUnknown, type Policy, type Resource, unknown } from "../../../model/index.ts";
import { arnOf, lastPart, subscriptionEndpoint, subscriptionId, subscriptionName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { type PolicySource, policyOf } from "./attach.ts";
import { eventBus, eventBusPolicy, eventRule, pipe, schedule } from "./eventbridge.ts";
import { noun, policyAt, whereOf } from "./make.ts";
import { document, flag, get, json, list, must, num, or, parts, tags, text } from "./read.ts";
import { firehose, stream } from "./streams.ts";

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
