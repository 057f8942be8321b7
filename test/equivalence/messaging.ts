import { A, arn, COSTS, KEY, policy, R, ROLE, type Row, TAG_MAP, TAGS } from "./row.ts";

export const messaging: readonly Row[] = [
  {
    title: "a queue with a dead-letter queue and a policy",
    service: "sqs",
    template: {
      Queue: [
        "AWS::SQS::Queue",
        {
          QueueName: "orders",
          RedrivePolicy: { deadLetterTargetArn: arn("sqs", "dlq"), maxReceiveCount: 5 },
          VisibilityTimeout: 60,
          Tags: TAGS,
        },
      ],
      Policy: [
        "AWS::SQS::QueuePolicy",
        {
          Queues: [`https://sqs.${R}.amazonaws.com/${A}/orders`],
          PolicyDocument: { ...policy("sqs:SendMessage", arn("sqs", "orders")), Version: "2008-10-17" },
        },
      ],
    },
    answers: {
      ListQueues: { QueueUrls: [`https://sqs.${R}.amazonaws.com/${A}/orders`] },
      GetQueueAttributes: {
        Attributes: {
          QueueArn: arn("sqs", "orders"),
          VisibilityTimeout: "60",
          MessageRetentionPeriod: "345600",
          SqsManagedSseEnabled: "true",
          RedrivePolicy: `{"deadLetterTargetArn":"${arn("sqs", "dlq")}","maxReceiveCount":"5"}`,
          Policy: JSON.stringify({ ...policy("sqs:SendMessage", arn("sqs", "orders")), Version: "2008-10-17" }),
        },
      },
      ListQueueTags: { Tags: TAG_MAP },
    },
    kinds: { Queue: {} },
  },
  {
    title: "a topic and a subscription of a queue",
    service: "sns",
    template: {
      Topic: ["AWS::SNS::Topic", { TopicName: "news", KmsMasterKeyId: "alias/aws/sns", Tags: TAGS }],
      Sub: [
        "AWS::SNS::Subscription",
        {
          TopicArn: arn("sns", "news"),
          Protocol: "sqs",
          Endpoint: arn("sqs", "orders"),
          RedrivePolicy: { deadLetterTargetArn: arn("sqs", "dlq") },
        },
      ],
    },
    answers: {
      ListTopics: { Topics: [{ TopicArn: arn("sns", "news") }] },
      GetTopicAttributes: {
        Attributes: {
          TopicArn: arn("sns", "news"),
          KmsMasterKeyId: "alias/aws/sns",
          Owner: A,
          Policy: JSON.stringify({
            Version: "2008-10-17",
            Id: "__default_policy_ID",
            Statement: [
              {
                Sid: "__default_statement_ID",
                Effect: "Allow",
                Principal: { AWS: "*" },
                Action: [
                  "SNS:GetTopicAttributes",
                  "SNS:SetTopicAttributes",
                  "SNS:AddPermission",
                  "SNS:RemovePermission",
                  "SNS:DeleteTopic",
                  "SNS:Subscribe",
                  "SNS:ListSubscriptionsByTopic",
                  "SNS:Publish",
                ],
                Resource: arn("sns", "news"),
                Condition: { StringEquals: { "AWS:SourceOwner": A } },
              },
            ],
          }),
        },
      },
      ListTagsForResource: { Tags: TAGS },
      ListSubscriptions: {
        Subscriptions: [
          {
            SubscriptionArn: `${arn("sns", "news")}:0f0f`,
            Owner: A,
            Protocol: "sqs",
            Endpoint: arn("sqs", "orders"),
            TopicArn: arn("sns", "news"),
          },
        ],
      },
      GetSubscriptionAttributes: { Attributes: { RedrivePolicy: `{"deadLetterTargetArn":"${arn("sqs", "dlq")}"}` } },
    },
    kinds: { Topic: {}, Subscription: {} },
  },
  {
    title: "an event bus with a policy and a rule",
    service: "events",
    template: {
      Bus: ["AWS::Events::EventBus", { Name: "orders", Tags: TAGS }],
      Allow: [
        "AWS::Events::EventBusPolicy",
        { EventBusName: "orders", StatementId: "Partner", Principal: "444455556666", Action: "events:PutEvents" },
      ],
      Rule: [
        "AWS::Events::Rule",
        {
          Name: "placed",
          EventBusName: "orders",
          EventPattern: { source: ["shop"] },
          Targets: [{ Id: "1", Arn: arn("lambda", "function:orders"), DeadLetterConfig: { Arn: arn("sqs", "dlq") } }],
        },
      ],
    },
    answers: {
      ListEventBuses: {
        EventBuses: [
          {
            Name: "orders",
            Arn: arn("events", "event-bus/orders"),
            Policy: JSON.stringify({
              Version: "2012-10-17",
              Statement: [
                {
                  Sid: "Partner",
                  Effect: "Allow",
                  Principal: { AWS: "arn:aws:iam::444455556666:root" },
                  Action: "events:PutEvents",
                  Resource: arn("events", "event-bus/orders"),
                },
              ],
            }),
          },
        ],
      },
      DescribeEventBus: { Name: "orders" },
      ListTagsForResource: { Tags: TAGS },
      ListRules: {
        Rules: [
          {
            Name: "placed",
            Arn: arn("events", "rule/orders/placed"),
            EventBusName: "orders",
            State: "ENABLED",
            EventPattern: '{"source":["shop"]}',
          },
          {
            Name: "StepFunctionsGetEventsForStepFunctionsExecutionRule",
            Arn: arn("events", "rule/orders/StepFunctionsGetEventsForStepFunctionsExecutionRule"),
            EventBusName: "orders",
            State: "ENABLED",
            ManagedBy: "states.amazonaws.com",
          },
        ],
      },
      ListTargetsByRule: { Targets: [{ Id: "1", Arn: arn("lambda", "function:orders"), DeadLetterConfig: { Arn: arn("sqs", "dlq") } }] },
    },
    kinds: { EventBus: {}, EventRule: { Tags: COSTS } },
  },
  {
    title: "a pipe",
    service: "pipes",
    template: {
      Pipe: [
        "AWS::Pipes::Pipe",
        {
          Name: "p",
          RoleArn: ROLE,
          Source: arn("sqs", "orders"),
          Target: arn("lambda", "function:orders"),
          LogConfiguration: { Level: "INFO" },
          Tags: TAG_MAP,
        },
      ],
    },
    answers: {
      ListPipes: { Pipes: [{ Name: "p", Arn: arn("pipes", "pipe/p") }] },
      DescribePipe: {
        Name: "p",
        Arn: arn("pipes", "pipe/p"),
        RoleArn: ROLE,
        Source: arn("sqs", "orders"),
        Target: arn("lambda", "function:orders"),
        DesiredState: "RUNNING",
        CurrentState: "RUNNING",
        LogConfiguration: { Level: "INFO" },
        Tags: TAG_MAP,
      },
    },
    kinds: { Pipe: {} },
  },
  {
    title: "a schedule in a group",
    service: "scheduler",
    template: {
      Plan: [
        "AWS::Scheduler::Schedule",
        {
          Name: "nightly",
          GroupName: "jobs",
          ScheduleExpression: "rate(1 day)",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: { Arn: arn("lambda", "function:orders"), RoleArn: ROLE, DeadLetterConfig: { Arn: arn("sqs", "dlq") } },
        },
      ],
    },
    answers: {
      ListSchedules: {
        Schedules: [
          {
            Name: "nightly",
            GroupName: "jobs",
            Arn: arn("scheduler", "schedule/jobs/nightly"),
            State: "ENABLED",
            Target: { Arn: arn("lambda", "function:orders") },
          },
        ],
      },
      GetSchedule: {
        Name: "nightly",
        GroupName: "jobs",
        State: "ENABLED",
        ScheduleExpression: "rate(1 day)",
        Target: { Arn: arn("lambda", "function:orders"), RoleArn: ROLE, DeadLetterConfig: { Arn: arn("sqs", "dlq") } },
      },
    },
    kinds: { Schedule: {} },
  },
  {
    title: "a data stream with a policy",
    service: "kinesis",
    template: {
      Stream: [
        "AWS::Kinesis::Stream",
        { Name: "clicks", StreamEncryption: { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" }, Tags: TAGS },
      ],
      Policy: [
        "AWS::Kinesis::ResourcePolicy",
        { ResourceArn: arn("kinesis", "stream/clicks"), ResourcePolicy: policy("kinesis:PutRecord", arn("kinesis", "stream/clicks")) },
      ],
    },
    answers: {
      ListStreams: { StreamNames: ["clicks"], HasMoreStreams: false },
      DescribeStreamSummary: {
        StreamDescriptionSummary: {
          StreamName: "clicks",
          StreamStatus: "ACTIVE",
          EncryptionType: "KMS",
          KeyId: "alias/aws/kinesis",
          RetentionPeriodHours: 24,
        },
      },
      GetResourcePolicy: { Policy: JSON.stringify(policy("kinesis:PutRecord", arn("kinesis", "stream/clicks"))) },
      ListTagsForStream: { Tags: TAGS, HasMoreTags: false },
    },
    kinds: { KinesisStream: {} },
  },
  {
    title: "a Firehose stream to an HTTP endpoint with a bucket behind",
    service: "firehose",
    template: {
      Stream: [
        "AWS::KinesisFirehose::DeliveryStream",
        {
          DeliveryStreamName: "logs",
          DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: KEY },
          HttpEndpointDestinationConfiguration: {
            EndpointConfiguration: { Url: "https://logs.example.com" },
            CloudWatchLoggingOptions: { Enabled: true },
            S3Configuration: { BucketARN: "arn:aws:s3:::failed" },
          },
          Tags: TAGS,
        },
      ],
    },
    answers: {
      ListDeliveryStreams: { DeliveryStreamNames: ["logs"], HasMoreDeliveryStreams: false },
      DescribeDeliveryStream: {
        DeliveryStreamDescription: {
          DeliveryStreamName: "logs",
          DeliveryStreamStatus: "ACTIVE",
          DeliveryStreamEncryptionConfiguration: { Status: "ENABLED", KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: KEY },
          Destinations: [
            {
              DestinationId: "1",
              HttpEndpointDestinationDescription: {
                EndpointConfiguration: { Url: "https://logs.example.com" },
                CloudWatchLoggingOptions: { Enabled: true },
                S3DestinationDescription: { BucketARN: "arn:aws:s3:::failed" },
              },
            },
          ],
        },
      },
      ListTagsForDeliveryStream: { Tags: TAGS, HasMoreTags: false },
    },
    kinds: { FirehoseStream: {} },
  },
];
