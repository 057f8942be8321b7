import type { Fact } from "../fact.ts";
import type { Policy } from "../policy.ts";

export interface Queue {
  readonly Arn: string;
  readonly QueueUrl: string | undefined;
  readonly QueueName: string;
  readonly Policy: Policy | undefined;
  readonly SqsManagedSseEnabled: boolean;
  readonly KmsMasterKeyId: string | undefined;
  /** Seconds. */
  readonly VisibilityTimeout: number;
  /** Seconds. */
  readonly MessageRetentionPeriod: number;
  readonly RedrivePolicy: { readonly deadLetterTargetArn: Fact<string>; readonly maxReceiveCount: Fact<number> } | undefined;
  readonly RedriveAllowPolicy: string | undefined;
  readonly FifoQueue: boolean;
}

export interface Topic {
  readonly Arn: string;
  readonly TopicName: string;
  readonly Policy: Policy | undefined;
  readonly KmsMasterKeyId: string | undefined;
  readonly TracingConfig: string | undefined;
  /** Protocols whose delivery status is logged. */
  readonly DeliveryStatusLogging: readonly string[];
}

export interface Subscription {
  readonly TopicArn: string;
  readonly Protocol: string;
  /** A queue or function ARN, a URL's host (webhooks carry secrets in the rest), or for people's addresses only the protocol's name. */
  readonly Endpoint: string;
  readonly Confirmed: boolean;
  readonly DeadLetterTargetArn: string | undefined;
}

export interface EventBus {
  readonly Arn: string;
  readonly Name: string;
  readonly Policy: Policy | undefined;
  readonly KmsKeyIdentifier: string | undefined;
}

export interface EventTarget {
  readonly Arn: Fact<string>;
  readonly RoleArn: Fact<string | undefined>;
  readonly DeadLetterArn: Fact<string | undefined>;
}

export interface EventRule {
  readonly Arn: string;
  readonly Name: string;
  readonly EventBusName: string;
  readonly State: "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  readonly ScheduleExpression: string | undefined;
  readonly EventPattern: string | undefined;
  readonly Targets: readonly EventTarget[];
}

export interface Pipe {
  readonly Arn: string;
  readonly Name: string;
  readonly RoleArn: string;
  readonly Source: string;
  readonly Target: string;
  readonly Enrichment: string | undefined;
  readonly DesiredState: string | undefined;
  readonly LogLevel: string | undefined;
  readonly KmsKeyIdentifier: string | undefined;
}

export interface Schedule {
  readonly Arn: string;
  readonly Name: string;
  readonly GroupName: string;
  readonly State: string;
  readonly ScheduleExpression: string;
  readonly TargetArn: string;
  readonly RoleArn: string;
  readonly DeadLetterArn: string | undefined;
  readonly KmsKeyArn: string | undefined;
}

export interface KinesisStream {
  readonly Arn: string;
  readonly StreamName: string;
  readonly EncryptionType: "NONE" | "KMS";
  readonly KeyId: string | undefined;
  readonly RetentionPeriodHours: number;
  readonly Policy: Policy | undefined;
}

export interface FirehoseStream {
  readonly Arn: string;
  readonly Name: string;
  /** Server-side encryption of the stream itself. */
  readonly Encrypted: boolean;
  readonly KeyArn: string | undefined;
  readonly SourceStreamArn: string | undefined;
  readonly DestinationArns: readonly Fact<string>[];
  readonly LoggingEnabled: boolean;
}
