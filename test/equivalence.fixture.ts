import type { Rows } from "../platform/src/identify/template/fold/testing.ts";
import type { Kind } from "../platform/src/model/index.ts";

type Answer = object | string;

/** One thing, declared in a template and answered by AWS. Operations that are not named answer nothing; a text is an error's name. */
export interface Row {
  readonly title: string;
  readonly service: string;
  readonly template: Rows;
  readonly answers: Readonly<Record<string, Answer | ((input: Readonly<Record<string, unknown>>) => Answer)>>;
  /** The kinds to compare, each with the facts that may differ and why. */
  readonly kinds: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
  /** Kinds whose ids AWS draws by lot. */
  readonly otherId?: readonly Kind[];
}

const A = "111122223333";
const R = "ap-northeast-1";
const arn = (service: string, rest: string): string => `arn:aws:${service}:${R}:${A}:${rest}`;
const TAGS = [{ Key: "team", Value: "orders" }];
const LOWER_TAGS = [{ key: "team", value: "orders" }];
const TAG_MAP = { team: "orders" };
const ROLE = `arn:aws:iam::${A}:role/app`;
const KEY = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const KEPT = "AWS decides it, or tells it only of what runs";
const COSTS = "not read live: one call each, and nothing is judged by it";
const policy = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Own", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: action, Resource: resource }],
});
const TRUST = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] };
const encoded = (document: object): string => encodeURIComponent(JSON.stringify(document));

const compute: readonly Row[] = [
  {
    title: "a Lambda function with alias, URL, permissions and destinations",
    service: "lambda",
    template: {
      Fn: ["AWS::Lambda::Function", {
        FunctionName: "orders", Runtime: "nodejs22.x", Handler: "index.handler", Code: { S3Bucket: "b", S3Key: "k" }, Role: ROLE, Timeout: 10,
        Environment: { Variables: { STAGE: "prod" } }, VpcConfig: { SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"] }, DeadLetterConfig: { TargetArn: arn("sqs", "dlq") },
        TracingConfig: { Mode: "Active" }, Layers: [arn("lambda", "layer:shared:1")], ReservedConcurrentExecutions: 5, Tags: TAGS,
      }],
      Alias: ["AWS::Lambda::Alias", { FunctionName: "orders", Name: "live", FunctionVersion: "1", ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 } }],
      Version: ["AWS::Lambda::Version", { FunctionName: "orders" }],
      Url: ["AWS::Lambda::Url", { TargetFunctionArn: "orders", AuthType: "AWS_IAM", Cors: { AllowOrigins: ["https://example.com"] } }],
      Own: ["AWS::Lambda::Permission", { FunctionName: "orders", Principal: "sns.amazonaws.com", Action: "lambda:InvokeFunction", SourceArn: arn("sns", "news"), SourceAccount: A }],
      Other: ["AWS::Lambda::Permission", { FunctionName: "orders:live", Principal: "444455556666", Action: "lambda:InvokeFunction" }],
      Async: ["AWS::Lambda::EventInvokeConfig", { FunctionName: "orders", Qualifier: "$LATEST", MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: arn("sqs", "failed") } } }],
    },
    answers: {
      ListFunctions: { Functions: [
        {
          FunctionName: "orders", FunctionArn: `${arn("lambda", "function:orders")}:$LATEST`, Version: "$LATEST", Runtime: "nodejs22.x", Handler: "index.handler", Role: ROLE, Timeout: 10, MemorySize: 128,
          PackageType: "Zip", Architectures: ["x86_64"], EphemeralStorage: { Size: 512 }, Environment: { Variables: { STAGE: "prod" } }, CodeSize: 100, CodeSha256: "abc", LastModified: "2026-01-02T03:04:05.678+0000",
          VpcConfig: { VpcId: "vpc-1", SubnetIds: ["subnet-1"], SecurityGroupIds: ["sg-1"], Ipv6AllowedForDualStack: false }, DeadLetterConfig: { TargetArn: arn("sqs", "dlq") }, TracingConfig: { Mode: "Active" },
          Layers: [{ Arn: arn("lambda", "layer:shared:1"), CodeSize: 10 }], SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" }, LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/orders" },
        },
        { FunctionName: "orders", FunctionArn: arn("lambda", "function:orders:1"), Version: "1", Runtime: "nodejs22.x" },
      ] },
      GetFunction: { Configuration: {}, Concurrency: { ReservedConcurrentExecutions: 5 }, Tags: TAG_MAP },
      ListAliases: { Aliases: [{ Name: "live", FunctionVersion: "1" }] },
      ListFunctionUrlConfigs: { FunctionUrlConfigs: [{ FunctionArn: arn("lambda", "function:orders"), AuthType: "AWS_IAM", InvokeMode: "BUFFERED", Cors: { AllowOrigins: ["https://example.com"] } }] },
      ListFunctionEventInvokeConfigs: { FunctionEventInvokeConfigs: [{ FunctionArn: arn("lambda", "function:orders:$LATEST"), MaximumRetryAttempts: 1, DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: arn("sqs", "failed") } } }] },
      GetRuntimeManagementConfig: { UpdateRuntimeOn: "Auto", FunctionArn: arn("lambda", "function:orders") },
      ListProvisionedConcurrencyConfigs: { ProvisionedConcurrencyConfigs: [{ FunctionArn: arn("lambda", "function:orders:live"), RequestedProvisionedConcurrentExecutions: 2 }] },
      GetPolicy: ({ Qualifier }) =>
        Qualifier === undefined
          ? { Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: [{ Sid: "Own", Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "lambda:InvokeFunction", Resource: arn("lambda", "function:orders"), Condition: { StringEquals: { "AWS:SourceAccount": A }, ArnLike: { "AWS:SourceArn": arn("sns", "news") } } }] }) }
          : Qualifier === "live"
            ? { Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: [{ Sid: "Other", Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "lambda:InvokeFunction", Resource: arn("lambda", "function:orders:live") }] }) }
            : "ResourceNotFoundException",
    },
    kinds: { LambdaFunction: { CodeSize: KEPT, CodeSha256: KEPT, LastModified: KEPT, VpcConfig: "the VPC behind a subnet of another stack is not written", RecursiveLoop: COSTS } },
  },
  {
    title: "an event source mapping on a stream",
    service: "lambda",
    template: { Map: ["AWS::Lambda::EventSourceMapping", { EventSourceArn: arn("kinesis", "stream/clicks"), FunctionName: arn("lambda", "function:orders"), StartingPosition: "LATEST" }] },
    answers: {
      ListEventSourceMappings: { EventSourceMappings: [{
        UUID: "s-Map", EventSourceArn: arn("kinesis", "stream/clicks"), FunctionArn: arn("lambda", "function:orders"), State: "Enabled", BatchSize: 100, MaximumBatchingWindowInSeconds: 0, BisectBatchOnFunctionError: false,
        MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1, DestinationConfig: { OnFailure: {} }, FunctionResponseTypes: [],
      }] },
    },
    kinds: { EventSourceMapping: { Tags: COSTS } },
  },
  {
    title: "a layer version that another account may use",
    service: "lambda",
    template: {
      Layer: ["AWS::Lambda::LayerVersion", { LayerName: "shared", Content: { S3Bucket: "b", S3Key: "k" }, CompatibleRuntimes: ["nodejs22.x"] }],
      Grant: ["AWS::Lambda::LayerVersionPermission", { LayerVersionArn: arn("lambda", "layer:shared:1"), Action: "lambda:GetLayerVersion", Principal: "444455556666" }],
    },
    answers: {
      ListLayers: { Layers: [{ LayerName: "shared", LayerArn: arn("lambda", "layer:shared") }] },
      ListLayerVersions: { LayerVersions: [{ LayerVersionArn: arn("lambda", "layer:shared:1"), Version: 1, CompatibleRuntimes: ["nodejs22.x"] }] },
      GetLayerVersionPolicy: { Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: [{ Sid: "Grant", Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "lambda:GetLayerVersion", Resource: arn("lambda", "layer:shared:1") }] }) },
    },
    kinds: { LambdaLayerVersion: {} },
  },
  {
    title: "a state machine that logs",
    service: "stepfunctions",
    template: { Machine: ["AWS::StepFunctions::StateMachine", { StateMachineName: "flow", RoleArn: ROLE, DefinitionString: '{"StartAt":"A"}', LoggingConfiguration: { Level: "ERROR", Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: arn("logs", "log-group:flow:*") } }] }, Tags: TAGS }] },
    answers: {
      ListStateMachines: { stateMachines: [{ stateMachineArn: arn("states", "stateMachine:flow"), name: "flow", type: "STANDARD" }] },
      DescribeStateMachine: { stateMachineArn: arn("states", "stateMachine:flow"), name: "flow", status: "ACTIVE", definition: '{"StartAt":"A"}', roleArn: ROLE, type: "STANDARD", loggingConfiguration: { level: "ERROR", includeExecutionData: false, destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: arn("logs", "log-group:flow:*") } }] }, tracingConfiguration: { enabled: false }, encryptionConfiguration: { type: "AWS_OWNED_KEY" } },
      ListTagsForResource: { tags: LOWER_TAGS },
    },
    kinds: { StateMachine: {} },
  },
  {
    title: "an ECR repository",
    service: "ecr",
    template: { Repo: ["AWS::ECR::Repository", { RepositoryName: "app", ImageScanningConfiguration: { ScanOnPush: true }, ImageTagMutability: "IMMUTABLE", RepositoryPolicyText: policy("ecr:GetDownloadUrlForLayer", "*"), LifecyclePolicy: { LifecyclePolicyText: "{}" }, Tags: TAGS }] },
    answers: {
      DescribeRepositories: { repositories: [{ repositoryArn: arn("ecr", "repository/app"), repositoryName: "app", repositoryUri: `${A}.dkr.ecr.${R}.amazonaws.com/app`, imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true }, encryptionConfiguration: { encryptionType: "AES256" } }] },
      GetRegistryScanningConfiguration: { scanningConfiguration: { scanType: "BASIC", rules: [] } },
      GetRepositoryPolicy: { policyText: JSON.stringify(policy("ecr:GetDownloadUrlForLayer", "*")) },
      GetLifecyclePolicy: { lifecyclePolicyText: "{}" },
      ListTagsForResource: { tags: TAGS },
    },
    kinds: { EcrRepository: {} },
  },
  {
    title: "an ECS cluster, service and task definition",
    service: "ecs",
    template: {
      Cluster: ["AWS::ECS::Cluster", { ClusterName: "main", ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }], Tags: TAGS }],
      Task: ["AWS::ECS::TaskDefinition", { Family: "web", NetworkMode: "awsvpc", RequiresCompatibilities: ["FARGATE"], TaskRoleArn: ROLE, ContainerDefinitions: [{ Name: "web", Image: "app:1", Environment: [{ Name: "STAGE", Value: "prod" }], LogConfiguration: { LogDriver: "awslogs", Options: { "awslogs-group": "web" } } }], Tags: TAGS }],
      Service: ["AWS::ECS::Service", { ServiceName: "web", Cluster: "main", TaskDefinition: arn("ecs", "task-definition/web:1"), LaunchType: "FARGATE", NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet-1"], SecurityGroups: ["sg-1"], AssignPublicIp: "ENABLED" } }, Tags: TAGS }],
    },
    answers: {
      ListClusters: { clusterArns: [arn("ecs", "cluster/main")] },
      DescribeClusters: { clusters: [{ clusterArn: arn("ecs", "cluster/main"), clusterName: "main", status: "ACTIVE", settings: [{ name: "containerInsights", value: "enabled" }], tags: LOWER_TAGS }], failures: [] },
      ListServices: { serviceArns: [arn("ecs", "service/main/web")] },
      DescribeServices: { services: [{ serviceArn: arn("ecs", "service/main/web"), serviceName: "web", clusterArn: arn("ecs", "cluster/main"), status: "ACTIVE", launchType: "FARGATE", platformVersion: "LATEST", taskDefinition: arn("ecs", "task-definition/web:1"), networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "ENABLED" } }, enableExecuteCommand: false, tags: LOWER_TAGS }], failures: [] },
      ListTaskDefinitions: { taskDefinitionArns: [arn("ecs", "task-definition/web:1")] },
      DescribeTaskDefinition: { taskDefinition: { taskDefinitionArn: arn("ecs", "task-definition/web:1"), family: "web", revision: 1, networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"], taskRoleArn: ROLE, volumes: [{ name: "scratch", host: {} }], containerDefinitions: [{ name: "web", image: "app:1", environment: [{ name: "STAGE", value: "prod" }], logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "web" } } }] }, tags: LOWER_TAGS },
    },
    kinds: { EcsCluster: {}, EcsService: {}, EcsTaskDefinition: {} },
  },
];

const messaging: readonly Row[] = [
  {
    title: "a queue with a dead-letter queue and a policy",
    service: "sqs",
    template: {
      Queue: ["AWS::SQS::Queue", { QueueName: "orders", RedrivePolicy: { deadLetterTargetArn: arn("sqs", "dlq"), maxReceiveCount: 5 }, VisibilityTimeout: 60, Tags: TAGS }],
      Policy: ["AWS::SQS::QueuePolicy", { Queues: [`https://sqs.${R}.amazonaws.com/${A}/orders`], PolicyDocument: { ...policy("sqs:SendMessage", arn("sqs", "orders")), Version: "2008-10-17" } }],
    },
    answers: {
      ListQueues: { QueueUrls: [`https://sqs.${R}.amazonaws.com/${A}/orders`] },
      GetQueueAttributes: { Attributes: { QueueArn: arn("sqs", "orders"), VisibilityTimeout: "60", MessageRetentionPeriod: "345600", SqsManagedSseEnabled: "true", RedrivePolicy: `{"deadLetterTargetArn":"${arn("sqs", "dlq")}","maxReceiveCount":"5"}`, Policy: JSON.stringify({ ...policy("sqs:SendMessage", arn("sqs", "orders")), Version: "2008-10-17" }) } },
      ListQueueTags: { Tags: TAG_MAP },
    },
    kinds: { Queue: {} },
  },
  {
    title: "a topic and a subscription of a queue",
    service: "sns",
    template: {
      Topic: ["AWS::SNS::Topic", { TopicName: "news", KmsMasterKeyId: "alias/aws/sns", Tags: TAGS }],
      Sub: ["AWS::SNS::Subscription", { TopicArn: arn("sns", "news"), Protocol: "sqs", Endpoint: arn("sqs", "orders"), RedrivePolicy: { deadLetterTargetArn: arn("sqs", "dlq") } }],
    },
    answers: {
      ListTopics: { Topics: [{ TopicArn: arn("sns", "news") }] },
      GetTopicAttributes: { Attributes: {
        TopicArn: arn("sns", "news"), KmsMasterKeyId: "alias/aws/sns", Owner: A,
        Policy: JSON.stringify({ Version: "2008-10-17", Id: "__default_policy_ID", Statement: [{ Sid: "__default_statement_ID", Effect: "Allow", Principal: { AWS: "*" }, Action: ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission", "SNS:DeleteTopic", "SNS:Subscribe", "SNS:ListSubscriptionsByTopic", "SNS:Publish"], Resource: arn("sns", "news"), Condition: { StringEquals: { "AWS:SourceOwner": A } } }] }),
      } },
      ListTagsForResource: { Tags: TAGS },
      ListSubscriptions: { Subscriptions: [{ SubscriptionArn: `${arn("sns", "news")}:0f0f`, Owner: A, Protocol: "sqs", Endpoint: arn("sqs", "orders"), TopicArn: arn("sns", "news") }] },
      GetSubscriptionAttributes: { Attributes: { RedrivePolicy: `{"deadLetterTargetArn":"${arn("sqs", "dlq")}"}` } },
    },
    kinds: { Topic: {}, Subscription: {} },
  },
  {
    title: "an event bus with a policy and a rule",
    service: "events",
    template: {
      Bus: ["AWS::Events::EventBus", { Name: "orders", Tags: TAGS }],
      Allow: ["AWS::Events::EventBusPolicy", { EventBusName: "orders", StatementId: "Partner", Principal: "444455556666", Action: "events:PutEvents" }],
      Rule: ["AWS::Events::Rule", { Name: "placed", EventBusName: "orders", EventPattern: { source: ["shop"] }, Targets: [{ Id: "1", Arn: arn("lambda", "function:orders"), DeadLetterConfig: { Arn: arn("sqs", "dlq") } }] }],
    },
    answers: {
      ListEventBuses: { EventBuses: [{ Name: "orders", Arn: arn("events", "event-bus/orders"), Policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Partner", Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "events:PutEvents", Resource: arn("events", "event-bus/orders") }] }) }] },
      DescribeEventBus: { Name: "orders" },
      ListTagsForResource: { Tags: TAGS },
      ListRules: { Rules: [
        { Name: "placed", Arn: arn("events", "rule/orders/placed"), EventBusName: "orders", State: "ENABLED", EventPattern: '{"source":["shop"]}' },
        { Name: "StepFunctionsGetEventsForStepFunctionsExecutionRule", Arn: arn("events", "rule/orders/StepFunctionsGetEventsForStepFunctionsExecutionRule"), EventBusName: "orders", State: "ENABLED", ManagedBy: "states.amazonaws.com" },
      ] },
      ListTargetsByRule: { Targets: [{ Id: "1", Arn: arn("lambda", "function:orders"), DeadLetterConfig: { Arn: arn("sqs", "dlq") } }] },
    },
    kinds: { EventBus: {}, EventRule: { Tags: COSTS } },
  },
  {
    title: "a pipe",
    service: "pipes",
    template: { Pipe: ["AWS::Pipes::Pipe", { Name: "p", RoleArn: ROLE, Source: arn("sqs", "orders"), Target: arn("lambda", "function:orders"), LogConfiguration: { Level: "INFO" }, Tags: TAG_MAP }] },
    answers: {
      ListPipes: { Pipes: [{ Name: "p", Arn: arn("pipes", "pipe/p") }] },
      DescribePipe: { Name: "p", Arn: arn("pipes", "pipe/p"), RoleArn: ROLE, Source: arn("sqs", "orders"), Target: arn("lambda", "function:orders"), DesiredState: "RUNNING", CurrentState: "RUNNING", LogConfiguration: { Level: "INFO" }, Tags: TAG_MAP },
    },
    kinds: { Pipe: {} },
  },
  {
    title: "a schedule in a group",
    service: "scheduler",
    template: { Plan: ["AWS::Scheduler::Schedule", { Name: "nightly", GroupName: "jobs", ScheduleExpression: "rate(1 day)", FlexibleTimeWindow: { Mode: "OFF" }, Target: { Arn: arn("lambda", "function:orders"), RoleArn: ROLE, DeadLetterConfig: { Arn: arn("sqs", "dlq") } } }] },
    answers: {
      ListSchedules: { Schedules: [{ Name: "nightly", GroupName: "jobs", Arn: arn("scheduler", "schedule/jobs/nightly"), State: "ENABLED", Target: { Arn: arn("lambda", "function:orders") } }] },
      GetSchedule: { Name: "nightly", GroupName: "jobs", State: "ENABLED", ScheduleExpression: "rate(1 day)", Target: { Arn: arn("lambda", "function:orders"), RoleArn: ROLE, DeadLetterConfig: { Arn: arn("sqs", "dlq") } } },
    },
    kinds: { Schedule: {} },
  },
  {
    title: "a data stream with a policy",
    service: "kinesis",
    template: {
      Stream: ["AWS::Kinesis::Stream", { Name: "clicks", StreamEncryption: { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" }, Tags: TAGS }],
      Policy: ["AWS::Kinesis::ResourcePolicy", { ResourceArn: arn("kinesis", "stream/clicks"), ResourcePolicy: policy("kinesis:PutRecord", arn("kinesis", "stream/clicks")) }],
    },
    answers: {
      ListStreams: { StreamNames: ["clicks"], HasMoreStreams: false },
      DescribeStreamSummary: { StreamDescriptionSummary: { StreamName: "clicks", StreamStatus: "ACTIVE", EncryptionType: "KMS", KeyId: "alias/aws/kinesis", RetentionPeriodHours: 24 } },
      GetResourcePolicy: { Policy: JSON.stringify(policy("kinesis:PutRecord", arn("kinesis", "stream/clicks"))) },
      ListTagsForStream: { Tags: TAGS, HasMoreTags: false },
    },
    kinds: { KinesisStream: {} },
  },
  {
    title: "a Firehose stream to an HTTP endpoint with a bucket behind",
    service: "firehose",
    template: { Stream: ["AWS::KinesisFirehose::DeliveryStream", { DeliveryStreamName: "logs", DeliveryStreamEncryptionConfigurationInput: { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: KEY }, HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url: "https://logs.example.com" }, CloudWatchLoggingOptions: { Enabled: true }, S3Configuration: { BucketARN: "arn:aws:s3:::failed" } }, Tags: TAGS }] },
    answers: {
      ListDeliveryStreams: { DeliveryStreamNames: ["logs"], HasMoreDeliveryStreams: false },
      DescribeDeliveryStream: { DeliveryStreamDescription: { DeliveryStreamName: "logs", DeliveryStreamStatus: "ACTIVE", DeliveryStreamEncryptionConfiguration: { Status: "ENABLED", KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: KEY }, Destinations: [{ DestinationId: "1", HttpEndpointDestinationDescription: { EndpointConfiguration: { Url: "https://logs.example.com" }, CloudWatchLoggingOptions: { Enabled: true }, S3DestinationDescription: { BucketARN: "arn:aws:s3:::failed" } } }] } },
      ListTagsForDeliveryStream: { Tags: TAGS, HasMoreTags: false },
    },
    kinds: { FirehoseStream: {} },
  },
];

const data: readonly Row[] = [
  {
    title: "a bucket",
    service: "s3",
    template: {
      Bucket: ["AWS::S3::Bucket", {
        BucketName: "orders-data", BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: KEY } }] }, VersioningConfiguration: { Status: "Enabled" },
        LoggingConfiguration: { DestinationBucketName: "logs" }, LifecycleConfiguration: { Rules: [{ Status: "Enabled", ExpirationInDays: 30 }, { Status: "Disabled", ExpirationInDays: 3 }] },
        OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] }, AccessControl: "LogDeliveryWrite", PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
        NotificationConfiguration: { LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: arn("lambda", "function:orders") }], EventBridgeConfiguration: {} }, Tags: TAGS,
      }],
      Policy: ["AWS::S3::BucketPolicy", { Bucket: "orders-data", PolicyDocument: policy("s3:GetObject", "arn:aws:s3:::orders-data/*") }],
    },
    answers: {
      ListBuckets: { Buckets: [{ Name: "orders-data", BucketRegion: R }] },
      GetBucketPolicy: { Policy: JSON.stringify(policy("s3:GetObject", "arn:aws:s3:::orders-data/*")) },
      GetPublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false } },
      GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
      GetBucketAcl: { Owner: { ID: "me" }, Grants: [
        { Grantee: { Type: "CanonicalUser", ID: "me" }, Permission: "FULL_CONTROL" },
        { Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission: "WRITE" },
        { Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission: "READ_ACP" },
      ] },
      GetBucketEncryption: { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: KEY }, BucketKeyEnabled: false }] } },
      GetBucketVersioning: { Status: "Enabled" },
      GetBucketLogging: { LoggingEnabled: { TargetBucket: "logs", TargetPrefix: "" } },
      GetBucketLifecycleConfiguration: { Rules: [{ Status: "Enabled" }, { Status: "Disabled" }] },
      GetBucketWebsite: "NoSuchWebsiteConfiguration",
      GetObjectLockConfiguration: "ObjectLockConfigurationNotFoundError",
      GetBucketReplication: "ReplicationConfigurationNotFoundError",
      GetBucketNotificationConfiguration: { LambdaFunctionConfigurations: [{ LambdaFunctionArn: arn("lambda", "function:orders") }], EventBridgeConfiguration: {} },
      GetBucketTagging: { TagSet: TAGS },
    },
    kinds: { Bucket: {} },
  },
  {
    title: "an access point",
    service: "s3-access-points",
    template: { Point: ["AWS::S3::AccessPoint", { Name: "reports", Bucket: "orders-data", Policy: policy("s3:GetObject", arn("s3", "accesspoint/reports/object/*")) }] },
    answers: {
      ListAccessPoints: { AccessPointList: [{ Name: "reports", NetworkOrigin: "Internet", Bucket: "orders-data", AccessPointArn: arn("s3", "accesspoint/reports") }] },
      GetAccessPoint: { Name: "reports", PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } },
      GetAccessPointPolicy: { Policy: JSON.stringify(policy("s3:GetObject", arn("s3", "accesspoint/reports/object/*"))) },
    },
    kinds: { S3AccessPoint: { Tags: COSTS } },
  },
  {
    title: "a table that KMS encrypts and nobody scales",
    service: "dynamodb",
    template: { Table: ["AWS::DynamoDB::Table", { TableName: "orders", KeySchema: [], AttributeDefinitions: [], SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: KEY }, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, StreamSpecification: { StreamViewType: "NEW_IMAGE" }, TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" }, ResourcePolicy: { PolicyDocument: policy("dynamodb:GetItem", arn("dynamodb", "table/orders")) }, Tags: TAGS }] },
    answers: {
      ListTables: { TableNames: ["orders"] },
      DescribeTable: { Table: { TableName: "orders", TableStatus: "ACTIVE", SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: KEY }, DeletionProtectionEnabled: false, StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" }, LatestStreamArn: arn("dynamodb", "table/orders/stream/2026-01-02T03:04:05.678") } },
      DescribeContinuousBackups: { ContinuousBackupsDescription: { ContinuousBackupsStatus: "ENABLED", PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" } } },
      DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "ttl" } },
      GetResourcePolicy: { Policy: JSON.stringify(policy("dynamodb:GetItem", arn("dynamodb", "table/orders"))) },
      ListTagsOfResource: { Tags: TAGS },
      DescribeScalingPolicies: { ScalingPolicies: [] },
    },
    kinds: { DynamoTable: { StreamArn: "streams are named by the time they were switched on" } },
  },
  {
    title: "a DAX cluster",
    service: "dax",
    template: { Dax: ["AWS::DAX::Cluster", { ClusterName: "dax", SSESpecification: { SSEEnabled: true }, ClusterEndpointEncryptionType: "TLS", Tags: TAG_MAP }] },
    answers: {
      DescribeClusters: { Clusters: [{ ClusterName: "dax", ClusterArn: arn("dax", "cache/dax"), Status: "available", SSEDescription: { Status: "ENABLED" }, ClusterEndpointEncryptionType: "TLS" }] },
      ListTags: { Tags: TAGS },
    },
    kinds: { DaxCluster: {} },
  },
  {
    title: "a database instance and an Aurora cluster, written with capitals",
    service: "rds",
    template: {
      Db: ["AWS::RDS::DBInstance", { DBInstanceIdentifier: "Shop", Engine: "postgres", StorageEncrypted: true, KmsKeyId: KEY, PubliclyAccessible: false, BackupRetentionPeriod: 7, DeletionProtection: true, EnableIAMDatabaseAuthentication: true, ManageMasterUserPassword: true, VPCSecurityGroups: ["sg-1"], DBSubnetGroupName: "db", EnableCloudwatchLogsExports: ["postgresql"], Tags: TAGS }],
      Subnets: ["AWS::RDS::DBSubnetGroup", { DBSubnetGroupName: "db", SubnetIds: ["subnet-1"] }],
      Aurora: ["AWS::RDS::DBCluster", { DBClusterIdentifier: "Ledger", Engine: "aurora-postgresql", StorageEncrypted: true, KmsKeyId: KEY, VpcSecurityGroupIds: ["sg-1"], ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 }, EnableHttpEndpoint: true, Tags: TAGS }],
      Events: ["AWS::RDS::EventSubscription", { SubscriptionName: "alerts", SnsTopicArn: arn("sns", "news"), SourceType: "db-instance", EventCategories: ["failure"], Tags: TAGS }],
    },
    answers: {
      DescribeDBInstances: { DBInstances: [{ DBInstanceIdentifier: "shop", DBInstanceArn: arn("rds", "db:shop"), DBInstanceStatus: "available", Engine: "postgres", StorageEncrypted: true, KmsKeyId: KEY, PubliclyAccessible: false, AutoMinorVersionUpgrade: true, MultiAZ: false, BackupRetentionPeriod: 7, DeletionProtection: true, IAMDatabaseAuthenticationEnabled: true, MasterUserSecret: { SecretArn: "x" }, VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-1", Status: "active" }], DBSubnetGroup: { Subnets: [{ SubnetIdentifier: "subnet-1" }] }, EnabledCloudwatchLogsExports: ["postgresql"], TagList: TAGS }] },
      DescribeDBClusters: { DBClusters: [{ DBClusterIdentifier: "ledger", DBClusterArn: arn("rds", "cluster:ledger"), Status: "available", Engine: "aurora-postgresql", EngineMode: "provisioned", StorageEncrypted: true, KmsKeyId: KEY, MultiAZ: false, BackupRetentionPeriod: 1, DeletionProtection: false, IAMDatabaseAuthenticationEnabled: false, HttpEndpointEnabled: true, VpcSecurityGroups: [{ VpcSecurityGroupId: "sg-1" }], ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 2 }, TagList: TAGS }] },
      DescribeEventSubscriptions: { EventSubscriptionsList: [{ CustSubscriptionId: "alerts", EventSubscriptionArn: arn("rds", "es:alerts"), Enabled: true, Status: "active", SnsTopicArn: arn("sns", "news"), SourceType: "db-instance", EventCategoriesList: ["failure"] }] },
      ListTagsForResource: { TagList: TAGS },
    },
    kinds: { DbInstance: {}, DbCluster: {}, DbEventSubscription: {} },
  },
  {
    title: "a replication group",
    service: "elasticache",
    template: { Cache: ["AWS::ElastiCache::ReplicationGroup", { ReplicationGroupId: "Sessions", Engine: "redis", AtRestEncryptionEnabled: true, TransitEncryptionEnabled: true, AuthToken: "hidden-by-the-test", KmsKeyId: KEY, SecurityGroupIds: ["sg-1"], AutomaticFailoverEnabled: true, Tags: TAGS }] },
    answers: {
      DescribeReplicationGroups: { ReplicationGroups: [{ ReplicationGroupId: "sessions", ARN: arn("elasticache", "replicationgroup:sessions"), Status: "available", Engine: "redis", AtRestEncryptionEnabled: true, TransitEncryptionEnabled: true, AuthTokenEnabled: true, KmsKeyId: KEY, MemberClusters: ["sessions-001"], AutomaticFailover: "enabled" }] },
      DescribeCacheClusters: { CacheClusters: [{ CacheClusterId: "sessions-001", ReplicationGroupId: "sessions", Engine: "redis", SecurityGroups: [{ SecurityGroupId: "sg-1", Status: "active" }] }] },
      ListTagsForResource: { TagList: TAGS },
    },
    kinds: { Cache: {} },
  },
  {
    title: "a file system",
    service: "efs",
    template: { Fs: ["AWS::EFS::FileSystem", { Encrypted: true, KmsKeyId: KEY, BackupPolicy: { Status: "ENABLED" }, FileSystemPolicy: policy("elasticfilesystem:ClientMount", "*"), FileSystemTags: [...TAGS, { Key: "Name", Value: "files" }] }] },
    answers: {
      DescribeFileSystems: { FileSystems: [{ FileSystemId: "fs-s-Fs", FileSystemArn: arn("elasticfilesystem", "file-system/fs-s-Fs"), Name: "files", LifeCycleState: "available", Encrypted: true, KmsKeyId: KEY, Tags: [...TAGS, { Key: "Name", Value: "files" }] }] },
      DescribeFileSystemPolicy: { Policy: JSON.stringify(policy("elasticfilesystem:ClientMount", "*")) },
      DescribeBackupPolicy: { BackupPolicy: { Status: "ENABLED" } },
    },
    kinds: { FileSystem: {} },
  },
  {
    title: "a secret that rotates",
    service: "secretsmanager",
    template: {
      Secret: ["AWS::SecretsManager::Secret", { Name: "db", KmsKeyId: KEY, Tags: TAGS }],
      Rotation: ["AWS::SecretsManager::RotationSchedule", { SecretId: `${arn("secretsmanager", "secret:db")}-000000`, RotationRules: { AutomaticallyAfterDays: 30 } }],
      Policy: ["AWS::SecretsManager::ResourcePolicy", { SecretId: `${arn("secretsmanager", "secret:db")}-000000`, ResourcePolicy: policy("secretsmanager:GetSecretValue", "*") }],
    },
    answers: {
      ListSecrets: { SecretList: [{ ARN: `${arn("secretsmanager", "secret:db")}-000000`, Name: "db", KmsKeyId: KEY, RotationEnabled: true, RotationRules: { AutomaticallyAfterDays: 30 }, CreatedDate: new Date("2026-01-02T03:04:05Z"), Tags: TAGS }] },
      GetResourcePolicy: { ResourcePolicy: JSON.stringify(policy("secretsmanager:GetSecretValue", "*")) },
    },
    kinds: { Secret: { CreatedDate: KEPT } },
  },
  {
    title: "a parameter whose name is a path",
    service: "ssm",
    template: { Param: ["AWS::SSM::Parameter", { Name: "/app/mode", Type: "String", Value: "on" }] },
    answers: {
      DescribeParameters: { Parameters: [{ Name: "/app/mode", Type: "String" }] },
      GetParameters: { Parameters: [{ Name: "/app/mode", Type: "String", Value: "on" }] },
    },
    kinds: { SsmParameter: { Tags: COSTS } },
  },
  {
    title: "a key with an alias",
    service: "kms",
    template: {
      Key: ["AWS::KMS::Key", { EnableKeyRotation: true, KeyPolicy: policy("kms:*", "*"), Tags: TAGS }],
      Alias: ["AWS::KMS::Alias", { AliasName: "alias/orders", TargetKeyId: "s-Key" }],
    },
    answers: {
      ListKeys: { Keys: [{ KeyId: "s-Key", KeyArn: arn("kms", "key/s-Key") }] },
      ListAliases: { Aliases: [{ AliasName: "alias/orders", TargetKeyId: "s-Key" }, { AliasName: "alias/aws/unused" }] },
      DescribeKey: { KeyMetadata: { KeyId: "s-Key", KeyManager: "CUSTOMER", KeyState: "Enabled", KeySpec: "SYMMETRIC_DEFAULT", KeyUsage: "ENCRYPT_DECRYPT", Origin: "AWS_KMS", MultiRegion: false } },
      GetKeyPolicy: { Policy: JSON.stringify(policy("kms:*", "*")) },
      GetKeyRotationStatus: { KeyRotationEnabled: true },
      ListResourceTags: { Tags: [{ TagKey: "team", TagValue: "orders" }] },
    },
    kinds: { KmsKey: {} },
  },
  {
    title: "a backup vault and a plan",
    service: "backup",
    template: {
      Vault: ["AWS::Backup::BackupVault", { BackupVaultName: "safe", EncryptionKeyArn: KEY, LockConfiguration: { MinRetentionDays: 7 }, BackupVaultTags: TAG_MAP }],
      Plan: ["AWS::Backup::BackupPlan", { BackupPlan: { BackupPlanName: "daily", BackupPlanRule: [{ RuleName: "r", TargetBackupVault: "safe", Lifecycle: { DeleteAfterDays: 35 } }] }, BackupPlanTags: TAG_MAP }],
      Selection: ["AWS::Backup::BackupSelection", { BackupPlanId: "s-Plan", BackupSelection: { SelectionName: "all", IamRoleArn: ROLE, Resources: ["*"], NotResources: [] } }],
    },
    answers: {
      ListBackupVaults: { BackupVaultList: [{ BackupVaultName: "safe", BackupVaultArn: arn("backup", "backup-vault:safe"), EncryptionKeyArn: KEY, Locked: true }] },
      GetBackupVaultAccessPolicy: "ResourceNotFoundException",
      ListBackupPlans: { BackupPlansList: [{ BackupPlanId: "s-Plan", BackupPlanArn: arn("backup", "backup-plan:s-Plan"), BackupPlanName: "daily" }] },
      GetBackupPlan: { BackupPlan: { BackupPlanName: "daily", Rules: [{ RuleName: "r", TargetBackupVaultName: "safe", Lifecycle: { DeleteAfterDays: 35 } }] } },
      ListBackupSelections: { BackupSelectionsList: [{ SelectionId: "1" }] },
      GetBackupSelection: { BackupSelection: { SelectionName: "all", IamRoleArn: ROLE, Resources: ["*"], NotResources: [], ListOfTags: [], Conditions: { StringEquals: [], StringNotEquals: [], StringLike: [], StringNotLike: [] } } },
      ListTags: { Tags: TAG_MAP },
    },
    kinds: { BackupVault: {}, BackupPlan: {} },
  },
  {
    title: "a search collection",
    service: "opensearchserverless",
    template: {
      Docs: ["AWS::OpenSearchServerless::Collection", { Name: "docs", Type: "SEARCH", Tags: TAGS }],
      Enc: ["AWS::OpenSearchServerless::SecurityPolicy", { Name: "e", Type: "encryption", Policy: JSON.stringify({ Rules: [{ ResourceType: "collection", Resource: ["collection/docs"] }], KmsARN: KEY }) }],
      Net: ["AWS::OpenSearchServerless::SecurityPolicy", { Name: "n", Type: "network", Policy: JSON.stringify([{ Rules: [{ ResourceType: "collection", Resource: ["collection/do*"] }], AllowFromPublic: true }]) }],
      Access: ["AWS::OpenSearchServerless::AccessPolicy", { Name: "a", Type: "data", Policy: JSON.stringify([{ Rules: [{ ResourceType: "index", Resource: ["index/docs/*"] }], Principal: [ROLE] }]) }],
    },
    answers: {
      ListCollections: { collectionSummaries: [{ id: "s-Docs", name: "docs", status: "ACTIVE", arn: arn("aoss", "collection/s-Docs") }] },
      BatchGetCollection: { collectionDetails: [{ id: "s-Docs", name: "docs", type: "SEARCH", kmsKeyArn: KEY }] },
      ListSecurityPolicies: { securityPolicySummaries: [{ name: "n" }] },
      GetSecurityPolicy: { securityPolicyDetail: { name: "n", policy: [{ Rules: [{ ResourceType: "collection", Resource: ["collection/do*"] }], AllowFromPublic: true }] } },
      ListAccessPolicies: { accessPolicySummaries: [{ name: "a" }] },
      GetAccessPolicy: { accessPolicyDetail: { name: "a", policy: [{ Rules: [{ ResourceType: "index", Resource: ["index/docs/*"] }], Principal: [ROLE] }] } },
      ListTagsForResource: { tags: LOWER_TAGS },
    },
    kinds: { SearchCollection: {} },
  },
];

const POOL = "ap-northeast-1_abc";

const edge: readonly Row[] = [
  {
    title: "a REST API with a method, a stage, an authorizer and a usage plan",
    service: "apigateway",
    template: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "shop", Policy: policy("execute-api:Invoke", "*"), Tags: TAGS }],
      Orders: ["AWS::ApiGateway::Resource", { RestApiId: "s-Api", ParentId: "s-Api-root", PathPart: "orders" }],
      Auth: ["AWS::ApiGateway::Authorizer", { RestApiId: "s-Api", Name: "callers", Type: "TOKEN", AuthorizerUri: "uri", IdentitySource: "method.request.header.Authorization" }],
      Check: ["AWS::ApiGateway::RequestValidator", { RestApiId: "s-Api", ValidateRequestBody: true }],
      Get: ["AWS::ApiGateway::Method", { RestApiId: "s-Api", ResourceId: "s-Orders", HttpMethod: "GET", AuthorizationType: "CUSTOM", AuthorizerId: "s-Auth", RequestValidatorId: "s-Check", RequestParameters: { "method.request.querystring.id": true }, Integration: { Type: "AWS_PROXY", IntegrationHttpMethod: "POST", Uri: "uri" } }],
      Stage: ["AWS::ApiGateway::Stage", { RestApiId: "s-Api", StageName: "prod", TracingEnabled: true, AccessLogSetting: { DestinationArn: arn("logs", "log-group:api"), Format: "f" }, Variables: { a: "b" }, MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", LoggingLevel: "ERROR", ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 }, { ResourcePath: "/~1orders~1{id}", HttpMethod: "GET", CachingEnabled: true }], Tags: TAGS }],
      Plan: ["AWS::ApiGateway::UsagePlan", { UsagePlanName: "partners", ApiStages: [{ ApiId: "s-Api", Stage: "prod" }], Throttle: { RateLimit: 10, BurstLimit: 5 }, Quota: { Limit: 100, Period: "DAY" }, Tags: TAGS }],
      Domain: ["AWS::ApiGateway::DomainName", { DomainName: "api.example.com", SecurityPolicy: "TLS_1_2", RegionalCertificateArn: arn("acm", "certificate/1"), EndpointConfiguration: { Types: ["REGIONAL"] }, Tags: TAGS }],
      Mapping: ["AWS::ApiGateway::BasePathMapping", { DomainName: "api.example.com", RestApiId: "s-Api", Stage: "prod" }],
    },
    answers: {
      GetRestApis: { items: [{ id: "s-Api", name: "shop", endpointConfiguration: { types: ["EDGE"] }, apiKeySource: "HEADER", disableExecuteApiEndpoint: false, policy: JSON.stringify(JSON.stringify(policy("execute-api:Invoke", "*"))).slice(1, -1), tags: TAG_MAP }] },
      GetResources: { items: [{ id: "r", path: "/" }, { id: "o", path: "/orders", resourceMethods: { GET: { httpMethod: "GET", authorizationType: "CUSTOM", authorizerId: "s-Auth", apiKeyRequired: false, requestValidatorId: "s-Check", requestParameters: { "method.request.querystring.id": true }, methodIntegration: { type: "AWS_PROXY", httpMethod: "POST", uri: "uri", passthroughBehavior: "WHEN_NO_MATCH", timeoutInMillis: 29000 } } } }] },
      GetRequestValidators: { items: [{ id: "s-Check", validateRequestBody: true, validateRequestParameters: false }] },
      GetAuthorizers: { items: [{ id: "s-Auth", name: "callers", type: "TOKEN", authType: "custom", authorizerUri: "uri", identitySource: "method.request.header.Authorization", authorizerResultTtlInSeconds: 300 }] },
      GetStages: { item: [{ stageName: "prod", tracingEnabled: true, cacheClusterEnabled: false, accessLogSettings: { destinationArn: arn("logs", "log-group:api"), format: "f" }, variables: { a: "b" }, tags: TAG_MAP, methodSettings: {
        "*/*": { metricsEnabled: false, loggingLevel: "ERROR", dataTraceEnabled: false, throttlingBurstLimit: 5, throttlingRateLimit: 10, cachingEnabled: false, cacheTtlInSeconds: 300, cacheDataEncrypted: false },
        "~1orders~1{id}/GET": { metricsEnabled: false, loggingLevel: "OFF", dataTraceEnabled: false, throttlingBurstLimit: -1, throttlingRateLimit: -1, cachingEnabled: true, cacheTtlInSeconds: 300, cacheDataEncrypted: false },
      } }] },
      GetUsagePlans: { items: [{ id: "s-Plan", name: "partners", apiStages: [{ apiId: "s-Api", stage: "prod" }], throttle: { rateLimit: 10, burstLimit: 5 }, quota: { limit: 100, offset: 0, period: "DAY" }, tags: TAG_MAP }] },
      // Version 2 spells its field names with capitals: one answer serves both versions of the operation.
      GetDomainNames: { items: [{ domainName: "api.example.com", securityPolicy: "TLS_1_2", regionalCertificateArn: arn("acm", "certificate/1"), endpointConfiguration: { types: ["REGIONAL"] }, tags: TAG_MAP }], Items: [{ DomainName: "api.example.com", DomainNameConfigurations: [{ SecurityPolicy: "TLS_1_2", EndpointType: "REGIONAL" }] }] },
      GetBasePathMappings: { items: [{ basePath: "(none)", restApiId: "s-Api", stage: "prod" }] },
      GetApiMappings: { Items: [{ ApiId: "s-Api", Stage: "prod" }] },
    },
    kinds: { RestApi: {}, RestMethod: {}, RestStage: {}, RestAuthorizer: {}, UsagePlan: {}, ApiDomainName: {} },
  },
  {
    title: "an HTTP API with a route, a stage and a JWT authorizer",
    service: "apigatewayv2",
    template: {
      Api: ["AWS::ApiGatewayV2::Api", { Name: "web", ProtocolType: "HTTP", CorsConfiguration: { AllowOrigins: ["*"] }, Tags: TAG_MAP }],
      Fn: ["AWS::ApiGatewayV2::Integration", { ApiId: "s-Api", IntegrationType: "AWS_PROXY", IntegrationUri: arn("lambda", "function:orders"), PayloadFormatVersion: "2.0" }],
      Auth: ["AWS::ApiGatewayV2::Authorizer", { ApiId: "s-Api", Name: "users", AuthorizerType: "JWT", JwtConfiguration: { Issuer: "https://issuer.example.com", Audience: ["app"] } }],
      Route: ["AWS::ApiGatewayV2::Route", { ApiId: "s-Api", RouteKey: "GET /orders", Target: "integrations/s-Fn", AuthorizationType: "JWT", AuthorizerId: "s-Auth" }],
      Stage: ["AWS::ApiGatewayV2::Stage", { ApiId: "s-Api", StageName: "$default", AutoDeploy: true, DefaultRouteSettings: { ThrottlingRateLimit: 10 }, RouteSettings: { "GET /orders": { ThrottlingBurstLimit: 3 } }, Tags: TAG_MAP }],
    },
    answers: {
      GetApis: { Items: [{ ApiId: "s-Api", Name: "web", ProtocolType: "HTTP", CorsConfiguration: { AllowOrigins: ["*"], AllowCredentials: false }, DisableExecuteApiEndpoint: false, Tags: TAG_MAP }] },
      GetRoutes: { Items: [{ RouteId: "s-Route", RouteKey: "GET /orders", Target: "integrations/s-Fn", AuthorizationType: "JWT", AuthorizerId: "s-Auth", ApiKeyRequired: false }] },
      GetIntegrations: { Items: [{ IntegrationId: "s-Fn", IntegrationType: "AWS_PROXY", IntegrationUri: arn("lambda", "function:orders"), ConnectionType: "INTERNET", TimeoutInMillis: 30000 }] },
      GetStages: { Items: [{ StageName: "$default", DefaultRouteSettings: { DetailedMetricsEnabled: false, ThrottlingRateLimit: 10 }, RouteSettings: { "GET /orders": { ThrottlingBurstLimit: 3 } }, StageVariables: {}, Tags: TAG_MAP }] },
      GetAuthorizers: { Items: [{ AuthorizerId: "s-Auth", Name: "users", AuthorizerType: "JWT", JwtConfiguration: { Issuer: "https://issuer.example.com", Audience: ["app"] } }] },
    },
    kinds: { HttpApi: {}, HttpRoute: {}, HttpStage: {}, HttpAuthorizer: {} },
  },
  {
    title: "a GraphQL API with a data source",
    service: "appsync",
    template: {
      Api: ["AWS::AppSync::GraphQLApi", { Name: "graph", AuthenticationType: "AWS_IAM", LogConfig: { FieldLogLevel: "ERROR", CloudWatchLogsRoleArn: ROLE }, XrayEnabled: true, Tags: TAGS }],
      Source: ["AWS::AppSync::DataSource", { ApiId: "s-Api", Name: "orders", Type: "AWS_LAMBDA", ServiceRoleArn: ROLE, LambdaConfig: { LambdaFunctionArn: arn("lambda", "function:orders") } }],
      Cache: ["AWS::AppSync::ApiCache", { ApiId: "s-Api", Type: "SMALL", ApiCachingBehavior: "FULL_REQUEST_CACHING", Ttl: 60, AtRestEncryptionEnabled: true }],
    },
    answers: {
      ListGraphqlApis: { graphqlApis: [
        { apiId: "s-Api", name: "graph", arn: arn("appsync", "apis/s-Api"), owner: A, authenticationType: "AWS_IAM", logConfig: { fieldLogLevel: "ERROR", cloudWatchLogsRoleArn: ROLE, excludeVerboseContent: false }, xrayEnabled: true, visibility: "GLOBAL", introspectionConfig: "ENABLED", queryDepthLimit: 0, tags: TAG_MAP },
        { apiId: "theirs", name: "theirs", owner: "444455556666", authenticationType: "AWS_IAM" },
      ] },
      GetApiCache: { apiCache: { atRestEncryptionEnabled: true, transitEncryptionEnabled: false } },
      ListApiKeys: { apiKeys: [] },
      ListDataSources: { dataSources: [{ name: "orders", type: "AWS_LAMBDA", serviceRoleArn: ROLE, lambdaConfig: { lambdaFunctionArn: arn("lambda", "function:orders") } }] },
    },
    kinds: { AppSyncApi: {}, AppSyncDataSource: {} },
  },
  {
    title: "a distribution before a bucket, with CloudFront's own certificate",
    service: "cloudfront",
    template: { Cdn: ["AWS::CloudFront::Distribution", { DistributionConfig: {
      Enabled: true, DefaultRootObject: "index.html", Logging: { Bucket: "logs.s3.amazonaws.com" },
      Origins: [{ Id: "files", DomainName: `files.s3.${R}.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: "" }, OriginAccessControlId: "E1" }],
      DefaultCacheBehavior: { TargetOriginId: "files", ViewerProtocolPolicy: "redirect-to-https" }, Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Locations: ["JP"] } },
    }, Tags: TAGS }] },
    answers: {
      ListDistributions: { DistributionList: { IsTruncated: false, Items: [{ Id: "s-Cdn", ARN: `arn:aws:cloudfront::${A}:distribution/s-Cdn`, DomainName: "d1.cloudfront.net" }] } },
      GetDistributionConfig: { DistributionConfig: {
        Enabled: true, DefaultRootObject: "index.html", Aliases: { Quantity: 0 }, Logging: { Enabled: true, Bucket: "logs.s3.amazonaws.com" }, WebACLId: "",
        Origins: { Quantity: 1, Items: [{ Id: "files", DomainName: `files.s3.${R}.amazonaws.com`, S3OriginConfig: { OriginAccessIdentity: "" }, OriginAccessControlId: "E1" }] }, OriginGroups: { Quantity: 0 },
        DefaultCacheBehavior: { TargetOriginId: "files", ViewerProtocolPolicy: "redirect-to-https", TrustedSigners: { Enabled: false, Quantity: 0 }, TrustedKeyGroups: { Enabled: false, Quantity: 0 } }, CacheBehaviors: { Quantity: 0 },
        ViewerCertificate: { CloudFrontDefaultCertificate: true, SSLSupportMethod: "vip", MinimumProtocolVersion: "TLSv1", CertificateSource: "cloudfront" }, Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["JP"] } },
      } },
      ListTagsForResource: { Tags: { Items: TAGS } },
    },
    kinds: { CloudFrontDistribution: { DomainName: KEPT } },
  },
  {
    title: "a web ACL before a user pool",
    service: "wafv2",
    template: {
      Acl: ["AWS::WAFv2::WebACL", { Name: "front", Scope: "REGIONAL", DefaultAction: { Allow: {} }, VisibilityConfig: {}, Rules: [
        { Name: "common", Priority: 0, OverrideAction: { None: {} }, Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" } }, VisibilityConfig: { CloudWatchMetricsEnabled: true } },
        { Name: "rate", Priority: 1, Action: { Block: {} }, Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: "IP" } }, VisibilityConfig: { CloudWatchMetricsEnabled: true } },
      ], Tags: TAGS }],
      Logs: ["AWS::WAFv2::LoggingConfiguration", { ResourceArn: arn("wafv2", "regional/webacl/front/s-Acl"), LogDestinationConfigs: [arn("firehose", "deliverystream/aws-waf-logs-x")] }],
      Front: ["AWS::WAFv2::WebACLAssociation", { WebACLArn: arn("wafv2", "regional/webacl/front/s-Acl"), ResourceArn: arn("cognito-idp", `userpool/${POOL}`) }],
    },
    answers: {
      ListWebACLs: { WebACLs: [{ Name: "front", Id: "s-Acl", ARN: arn("wafv2", "regional/webacl/front/s-Acl") }] },
      GetWebACL: { WebACL: { Name: "front", Id: "s-Acl", DefaultAction: { Allow: {} }, ManagedByFirewallManager: false, Rules: [
        { Name: "common", Priority: 0, OverrideAction: { None: {} }, Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesCommonRuleSet" } }, VisibilityConfig: { CloudWatchMetricsEnabled: true } },
        { Name: "rate", Priority: 1, Action: { Block: {} }, Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: "IP" } }, VisibilityConfig: { CloudWatchMetricsEnabled: true } },
      ] } },
      GetLoggingConfiguration: { LoggingConfiguration: { LogDestinationConfigs: [arn("firehose", "deliverystream/aws-waf-logs-x")] } },
      ListResourcesForWebACL: ({ ResourceType }) => ({ ResourceArns: ResourceType === "COGNITO_USER_POOL" ? [arn("cognito-idp", `userpool/${POOL}`)] : [] }),
      ListTagsForResource: { TagInfoForResource: { TagList: TAGS } },
      ListRuleGroups: { RuleGroups: [] },
    },
    kinds: { WebAcl: {}, WebAclAssociation: {} },
  },
  {
    title: "an application load balancer that redirects to HTTPS, but for one path",
    service: "elb",
    template: {
      Lb: ["AWS::ElasticLoadBalancingV2::LoadBalancer", { Name: "web", Scheme: "internal", Subnets: ["subnet-1"], SecurityGroups: ["sg-1"], LoadBalancerAttributes: [{ Key: "deletion_protection.enabled", Value: "true" }], Tags: TAGS }],
      Http: ["AWS::ElasticLoadBalancingV2::Listener", { LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/app/web/s-Lb"), Protocol: "HTTP", Port: 80, DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }] }],
      Rule: ["AWS::ElasticLoadBalancingV2::ListenerRule", { ListenerArn: arn("elasticloadbalancing", "listener/s-Http"), Priority: 1, Conditions: [], Actions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "200" } }] }],
    },
    answers: {
      DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/app/web/s-Lb"), LoadBalancerName: "web", DNSName: "web.example.com", Scheme: "internal", VpcId: "vpc-1", Type: "application", SecurityGroups: ["sg-1"] }] },
      DescribeLoadBalancerAttributes: { Attributes: [{ Key: "access_logs.s3.enabled", Value: "false" }, { Key: "deletion_protection.enabled", Value: "true" }, { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "false" }] },
      DescribeTags: { TagDescriptions: [{ Tags: TAGS }] },
      GetWebACLForResource: {},
      DescribeListeners: { Listeners: [{ ListenerArn: arn("elasticloadbalancing", "listener/s-Http"), Port: 80, Protocol: "HTTP", DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } }] }] },
      DescribeRules: { Rules: [{ Priority: "1", Actions: [{ Type: "fixed-response" }] }, { Priority: "default", IsDefault: true, Actions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS" } }] }] },
    },
    kinds: { LoadBalancer: { VpcId: "the VPC behind a subnet of another stack is not written" } },
  },
  {
    title: "a classic load balancer with TLS",
    service: "elb-classic",
    template: { Lb: ["AWS::ElasticLoadBalancing::LoadBalancer", { LoadBalancerName: "old", Scheme: "internal", SecurityGroups: ["sg-1"], Instances: ["i-1"], Policies: [{ PolicyName: "tls", PolicyType: "SSLNegotiationPolicyType", Attributes: [{ Name: "Reference-Security-Policy", Value: "ELBSecurityPolicy-TLS-1-2-2017-01" }] }], Listeners: [{ Protocol: "https", LoadBalancerPort: "443", InstancePort: "80", PolicyNames: ["tls"] }], Tags: TAGS }] },
    answers: {
      DescribeLoadBalancers: { LoadBalancerDescriptions: [{ LoadBalancerName: "old", Scheme: "internal", VPCId: "vpc-1", SecurityGroups: ["sg-1"], Instances: [{ InstanceId: "i-1" }], ListenerDescriptions: [{ Listener: { Protocol: "HTTPS", LoadBalancerPort: 443, InstancePort: 80 }, PolicyNames: ["tls"] }] }] },
      DescribeLoadBalancerAttributes: { LoadBalancerAttributes: { AccessLog: { Enabled: false } } },
      DescribeTags: { TagDescriptions: [{ Tags: TAGS }] },
      DescribeLoadBalancerPolicies: { PolicyDescriptions: [{ PolicyName: "tls", PolicyTypeName: "SSLNegotiationPolicyType", PolicyAttributeDescriptions: [{ AttributeName: "Reference-Security-Policy", AttributeValue: "ELBSecurityPolicy-TLS-1-2-2017-01" }] }] },
    },
    kinds: { LoadBalancer: { VpcId: "the VPC behind a subnet of another stack is not written" } },
  },
];

const identity: readonly Row[] = [
  {
    title: "a role with inline and managed policies, a group, a user and an instance profile",
    service: "iam",
    template: {
      Role: ["AWS::IAM::Role", { RoleName: "app", AssumeRolePolicyDocument: TRUST, Policies: [{ PolicyName: "own", PolicyDocument: policy("s3:GetObject", "*") }], ManagedPolicyArns: [`arn:aws:iam::${A}:policy/shared`], PermissionsBoundary: `arn:aws:iam::${A}:policy/limit`, Tags: TAGS }],
      Shared: ["AWS::IAM::ManagedPolicy", { ManagedPolicyName: "shared", PolicyDocument: policy("sqs:SendMessage", "*") }],
      Group: ["AWS::IAM::Group", { GroupName: "devs", ManagedPolicyArns: [`arn:aws:iam::${A}:policy/shared`] }],
      User: ["AWS::IAM::User", { UserName: "ann", Groups: ["devs"], Tags: TAGS }],
      Profile: ["AWS::IAM::InstanceProfile", { InstanceProfileName: "box", Roles: ["app"] }],
      Oidc: ["AWS::IAM::OIDCProvider", { Url: "https://token.example.com", ClientIdList: ["x"] }],
    },
    answers: {
      GetAccountAuthorizationDetails: {
        RoleDetailList: [{ Arn: ROLE, RoleName: "app", Path: "/", AssumeRolePolicyDocument: encoded(TRUST), RolePolicyList: [{ PolicyName: "own", PolicyDocument: encoded(policy("s3:GetObject", "*")) }], AttachedManagedPolicies: [{ PolicyName: "shared", PolicyArn: `arn:aws:iam::${A}:policy/shared` }], PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: `arn:aws:iam::${A}:policy/limit` }, CreateDate: new Date("2026-01-02T03:04:05Z"), Tags: TAGS }],
        GroupDetailList: [{ Arn: `arn:aws:iam::${A}:group/devs`, GroupName: "devs", GroupPolicyList: [], AttachedManagedPolicies: [{ PolicyName: "shared", PolicyArn: `arn:aws:iam::${A}:policy/shared` }] }],
        UserDetailList: [{ Arn: `arn:aws:iam::${A}:user/ann`, UserName: "ann", GroupList: ["devs"], AttachedManagedPolicies: [], CreateDate: new Date("2026-01-02T03:04:05Z"), Tags: TAGS }],
        Policies: [{ Arn: `arn:aws:iam::${A}:policy/shared`, PolicyName: "shared", DefaultVersionId: "v1", PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded(policy("sqs:SendMessage", "*")) }] }],
      },
      ListRoles: { Roles: [{ Arn: ROLE, RoleName: "app", MaxSessionDuration: 3600 }] },
      GenerateCredentialReport: { State: "COMPLETE" },
      GetCredentialReport: { Content: new TextEncoder().encode("user,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active\nann,2026-01-02T03:04:05+00:00,false,N/A,N/A,false") },
      ListAccessKeys: { AccessKeyMetadata: [] },
      // The boundary is a policy too, though nothing of it is compared.
      GetPolicy: "NoSuchEntity",
      ListInstanceProfiles: { InstanceProfiles: [{ Arn: `arn:aws:iam::${A}:instance-profile/box`, InstanceProfileName: "box", Roles: [{ Arn: ROLE }] }] },
      ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${A}:oidc-provider/token.example.com` }] },
    },
    kinds: { Role: { CreateDate: KEPT }, Group: {}, User: { CreateDate: KEPT, Credentials: KEPT }, InstanceProfile: {}, IdentityProvider: { Tags: COSTS } },
  },
  {
    title: "a user pool with a client, and an identity pool",
    service: "cognito",
    template: {
      Pool: ["AWS::Cognito::UserPool", { UserPoolName: "members", MfaConfiguration: "OPTIONAL", EnabledMfas: ["SOFTWARE_TOKEN_MFA", "SMS_MFA"], UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" }, LambdaConfig: { PreSignUp: arn("lambda", "function:check") }, DeletionProtection: "ACTIVE", UserPoolTags: TAG_MAP }],
      Client: ["AWS::Cognito::UserPoolClient", { UserPoolId: "ap-northeast-1_s-Pool", ClientName: "web", AccessTokenValidity: 30, TokenValidityUnits: { AccessToken: "minutes" }, RefreshTokenValidity: 7, PreventUserExistenceErrors: "ENABLED", CallbackURLs: ["https://example.com"] }],
      Ids: ["AWS::Cognito::IdentityPool", { IdentityPoolName: "guests", AllowUnauthenticatedIdentities: true, IdentityPoolTags: TAGS }],
      Roles: ["AWS::Cognito::IdentityPoolRoleAttachment", { IdentityPoolId: `${R}:s-Ids`, Roles: { unauthenticated: ROLE } }],
    },
    answers: {
      ListUserPools: { UserPools: [{ Id: "ap-northeast-1_s-Pool", Name: "members" }] },
      DescribeUserPool: { UserPool: { Id: "ap-northeast-1_s-Pool", Name: "members", MfaConfiguration: "OPTIONAL", UserPoolTier: "ESSENTIALS", UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" }, LambdaConfig: { PreSignUp: arn("lambda", "function:check") }, DeletionProtection: "ACTIVE", AdminCreateUserConfig: { AllowAdminCreateUserOnly: false }, UserPoolTags: TAG_MAP, Policies: { PasswordPolicy: { MinimumLength: 8, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true, TemporaryPasswordValidityDays: 7 }, SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } } } },
      GetUserPoolMfaConfig: { MfaConfiguration: "OPTIONAL", SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: ROLE } }, SoftwareTokenMfaConfiguration: { Enabled: true } },
      GetWebACLForResource: {},
      ListUserPoolClients: { UserPoolClients: [{ ClientId: "s-Client", ClientName: "web" }] },
      DescribeUserPoolClient: { UserPoolClient: { ClientId: "s-Client", ClientName: "web", AccessTokenValidity: 30, RefreshTokenValidity: 7, TokenValidityUnits: { AccessToken: "minutes" }, EnableTokenRevocation: true, PreventUserExistenceErrors: "ENABLED", CallbackURLs: ["https://example.com"] } },
      ListIdentityPools: { IdentityPools: [{ IdentityPoolId: `${R}:s-Ids`, IdentityPoolName: "guests" }] },
      DescribeIdentityPool: { IdentityPoolId: `${R}:s-Ids`, IdentityPoolName: "guests", AllowUnauthenticatedIdentities: true, AllowClassicFlow: false, IdentityPoolTags: TAG_MAP },
      GetIdentityPoolRoles: { Roles: { unauthenticated: ROLE } },
    },
    kinds: { UserPool: {}, UserPoolClient: {}, IdentityPool: {} },
  },
];

const management: readonly Row[] = [
  {
    title: "a log group with a metric filter",
    service: "logs",
    template: {
      Group: ["AWS::Logs::LogGroup", { LogGroupName: "/app/orders", RetentionInDays: 30, KmsKeyId: KEY }],
      Filter: ["AWS::Logs::MetricFilter", { FilterName: "errors", LogGroupName: "/app/orders", FilterPattern: "ERROR", MetricTransformations: [{ MetricName: "Errors", MetricNamespace: "App", MetricValue: "1" }] }],
    },
    answers: {
      DescribeLogGroups: { logGroups: [{ logGroupName: "/app/orders", arn: `${arn("logs", "log-group:/app/orders")}:*`, retentionInDays: 30, kmsKeyId: KEY }] },
      DescribeMetricFilters: { metricFilters: [{ filterName: "errors", logGroupName: "/app/orders", filterPattern: "ERROR", metricTransformations: [{ metricName: "Errors", metricNamespace: "App", metricValue: "1" }] }] },
    },
    kinds: { LogGroup: { Tags: COSTS } },
  },
  {
    title: "an alarm on an expression over one metric",
    service: "cloudwatch",
    template: { Alarm: ["AWS::CloudWatch::Alarm", { AlarmName: "many", AlarmActions: [arn("sns", "news")], ComparisonOperator: "GreaterThanThreshold", EvaluationPeriods: 1, Metrics: [{ Id: "e", Expression: "m * 2" }, { Id: "m", ReturnData: false, MetricStat: { Period: 60, Stat: "Sum", Metric: { MetricName: "Errors", Namespace: "App", Dimensions: [{ Name: "Fn", Value: "orders" }] } } }] }] },
    answers: { DescribeAlarms: { MetricAlarms: [{ AlarmName: "many", AlarmArn: arn("cloudwatch", "alarm:many"), ActionsEnabled: true, AlarmActions: [arn("sns", "news")], Metrics: [{ Id: "e", Expression: "m * 2" }, { Id: "m", ReturnData: false, MetricStat: { Period: 60, Stat: "Sum", Metric: { MetricName: "Errors", Namespace: "App", Dimensions: [{ Name: "Fn", Value: "orders" }] } } }] }] } },
    kinds: { Alarm: { Tags: COSTS } },
  },
  {
    title: "a composite alarm",
    service: "cloudwatch",
    template: { Both: ["AWS::CloudWatch::CompositeAlarm", { AlarmName: "both", AlarmRule: "ALARM(a) AND ALARM(b)", AlarmActions: [arn("sns", "news")] }] },
    answers: { DescribeAlarms: { CompositeAlarms: [{ AlarmName: "both", AlarmArn: arn("cloudwatch", "alarm:both"), ActionsEnabled: true, AlarmActions: [arn("sns", "news")], AlarmRule: "ALARM(a) AND ALARM(b)" }] } },
    kinds: { Alarm: { Tags: COSTS } },
  },
  {
    title: "a trail that chose nothing",
    service: "cloudtrail",
    template: { Trail: ["AWS::CloudTrail::Trail", { TrailName: "all", S3BucketName: "trail", IsLogging: true, IsMultiRegionTrail: true, EnableLogFileValidation: true, KMSKeyId: KEY, Tags: TAGS }] },
    answers: {
      DescribeTrails: { trailList: [{ Name: "all", TrailARN: arn("cloudtrail", "trail/all"), HomeRegion: R, S3BucketName: "trail", IncludeGlobalServiceEvents: true, IsMultiRegionTrail: true, IsOrganizationTrail: false, LogFileValidationEnabled: true, KmsKeyId: KEY }] },
      GetTrailStatus: { IsLogging: true },
      GetEventSelectors: { TrailARN: arn("cloudtrail", "trail/all"), EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }] },
      ListTags: { ResourceTagList: [{ ResourceId: arn("cloudtrail", "trail/all"), TagsList: TAGS }] },
    },
    kinds: { Trail: { LatestCloudWatchLogsDeliveryTime: KEPT } },
  },
  {
    title: "a network: VPC, subnet, security group, ACL, routes, endpoint",
    service: "ec2-network",
    template: {
      Vpc: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16", Tags: [{ Key: "Name", Value: "main" }] }],
      Flow: ["AWS::EC2::FlowLog", { ResourceId: "vpc-s-Vpc", ResourceType: "VPC", TrafficType: "ALL" }],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-s-Vpc", CidrBlock: "10.0.1.0/24", AvailabilityZone: `${R}a` }],
      Sg: ["AWS::EC2::SecurityGroup", { GroupName: "web", GroupDescription: "web", VpcId: "vpc-s-Vpc", SecurityGroupIngress: [{ IpProtocol: 6, FromPort: "443", ToPort: 443, CidrIp: "0.0.0.0/0" }, { IpProtocol: "-1", FromPort: 0, ToPort: 0, SourceSecurityGroupId: "sg-1" }] }],
      Acl: ["AWS::EC2::NetworkAcl", { VpcId: "vpc-s-Vpc" }],
      Entry: ["AWS::EC2::NetworkAclEntry", { NetworkAclId: "acl-s-Acl", RuleNumber: 100, Protocol: 6, RuleAction: "allow", CidrBlock: "10.0.0.0/16", PortRange: { From: 443, To: 443 } }],
      Table: ["AWS::EC2::RouteTable", { VpcId: "vpc-s-Vpc" }],
      Out: ["AWS::EC2::Route", { RouteTableId: "rtb-s-Table", DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" }],
      In: ["AWS::EC2::SubnetRouteTableAssociation", { RouteTableId: "rtb-s-Table", SubnetId: "subnet-s-Sub" }],
      S3: ["AWS::EC2::VPCEndpoint", { VpcId: "vpc-s-Vpc", ServiceName: `com.amazonaws.${R}.s3`, RouteTableIds: ["rtb-s-Table"] }],
      Peer: ["AWS::EC2::VPCPeeringConnection", { VpcId: "vpc-s-Vpc", PeerVpcId: "vpc-s-Vpc" }],
    },
    answers: {
      DescribeVpcs: { Vpcs: [{ VpcId: "vpc-s-Vpc", OwnerId: A, CidrBlock: "10.0.0.0/16", IsDefault: false, Tags: [{ Key: "Name", Value: "main" }] }] },
      DescribeFlowLogs: { FlowLogs: [{ ResourceId: "vpc-s-Vpc", FlowLogStatus: "ACTIVE", DeliverLogsStatus: "SUCCESS", TrafficType: "ALL" }] },
      DescribeSubnets: { Subnets: [{ SubnetId: "subnet-s-Sub", OwnerId: A, VpcId: "vpc-s-Vpc", CidrBlock: "10.0.1.0/24", AvailabilityZone: `${R}a`, MapPublicIpOnLaunch: false }] },
      DescribeSecurityGroups: { SecurityGroups: [{ GroupId: "sg-s-Sg", GroupName: "web", OwnerId: A, VpcId: "vpc-s-Vpc", IpPermissions: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }, { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: "sg-1", UserId: A }] }], IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }] }] },
      DescribeNetworkAcls: { NetworkAcls: [{ NetworkAclId: "acl-s-Acl", OwnerId: A, VpcId: "vpc-s-Vpc", Associations: [], Entries: [
        { RuleNumber: 100, Egress: false, RuleAction: "allow", Protocol: "6", CidrBlock: "10.0.0.0/16", PortRange: { From: 443, To: 443 } },
        { RuleNumber: 32767, Egress: false, RuleAction: "deny", Protocol: "-1", CidrBlock: "0.0.0.0/0" },
        { RuleNumber: 32767, Egress: true, RuleAction: "deny", Protocol: "-1", CidrBlock: "0.0.0.0/0" },
      ] }] },
      DescribeRouteTables: { RouteTables: [{ RouteTableId: "rtb-s-Table", OwnerId: A, VpcId: "vpc-s-Vpc", Associations: [{ SubnetId: "subnet-s-Sub", Main: false, AssociationState: { State: "associated" } }], Routes: [{ DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", State: "active" }, { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", State: "active" }] }] },
      DescribeVpcPeeringConnections: { VpcPeeringConnections: [{ VpcPeeringConnectionId: "pcx-s-Peer", Status: { Code: "active" }, RequesterVpcInfo: { VpcId: "vpc-s-Vpc", CidrBlock: "10.0.0.0/16" }, AccepterVpcInfo: { VpcId: "vpc-s-Vpc", CidrBlock: "10.0.0.0/16" } }] },
      DescribeVpcEndpoints: { VpcEndpoints: [
        { VpcEndpointId: "vpce-s-S3", OwnerId: A, VpcId: "vpc-s-Vpc", State: "available", ServiceName: `com.amazonaws.${R}.s3`, VpcEndpointType: "Gateway", PolicyDocument: JSON.stringify({ Version: "2008-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] }), RouteTableIds: ["rtb-s-Table"] },
        { VpcEndpointId: "vpce-gone", OwnerId: A, VpcId: "vpc-s-Vpc", State: "deleted", ServiceName: `com.amazonaws.${R}.s3`, VpcEndpointType: "Gateway" },
      ] },
    },
    kinds: { Vpc: {}, Subnet: {}, SecurityGroup: {}, NetworkAcl: {}, RouteTable: {}, VpcEndpoint: {}, VpcPeering: {} },
  },
  {
    title: "an instance that answers token requests only",
    service: "ec2-instances",
    template: { Box: ["AWS::EC2::Instance", { InstanceType: "t3.micro", SubnetId: "subnet-s-Sub", SecurityGroupIds: ["sg-1"], MetadataOptions: { HttpTokens: "required" }, NetworkInterfaces: [{ DeviceIndex: "0", AssociatePublicIpAddress: false }], Tags: TAGS }], Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-1", CidrBlock: "10.0.1.0/24", AvailabilityZone: "a" }] },
    answers: { DescribeInstances: { Reservations: [{ Instances: [
      { InstanceId: "i-s-Box", InstanceType: "t3.micro", State: { Name: "running" }, MetadataOptions: { HttpTokens: "required", HttpEndpoint: "enabled" }, SubnetId: "subnet-s-Sub", VpcId: "vpc-1", SecurityGroups: [{ GroupId: "sg-1" }], Tags: TAGS },
      { InstanceId: "i-gone", InstanceType: "t3.micro", State: { Name: "shutting-down" } },
    ] }] } },
    kinds: { Ec2Instance: {} },
  },
];

/** What AWS fills in where a template says nothing. */
const bare: readonly Row[] = [
  {
    title: "a function from an image, all else by default",
    service: "lambda",
    template: { Fn: ["AWS::Lambda::Function", { FunctionName: "box", PackageType: "Image", Code: { ImageUri: "img:1" }, Role: ROLE }] },
    answers: {
      ListFunctions: { Functions: [{ FunctionName: "box", FunctionArn: arn("lambda", "function:box"), Version: "$LATEST", Role: ROLE, Timeout: 3, MemorySize: 128, PackageType: "Image", Architectures: ["x86_64"], EphemeralStorage: { Size: 512 }, TracingConfig: { Mode: "PassThrough" }, SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" }, LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/box" } }] },
      GetFunction: { Code: { ImageUri: "img:1", RepositoryType: "ECR" } },
      GetPolicy: "ResourceNotFoundException",
    },
    kinds: { LambdaFunction: { RecursiveLoop: COSTS } },
  },
  {
    title: "a code signing configuration",
    service: "lambda",
    template: { C: ["AWS::Lambda::CodeSigningConfig", { AllowedPublishers: { SigningProfileVersionArns: [arn("signer", "/signing-profiles/p/1")] } }] },
    answers: { ListCodeSigningConfigs: { CodeSigningConfigs: [{ CodeSigningConfigArn: arn("lambda", "code-signing-config:s-C"), AllowedPublishers: { SigningProfileVersionArns: [arn("signer", "/signing-profiles/p/1")] }, CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Warn" } }] } },
    kinds: { CodeSigningConfig: { Tags: COSTS } },
  },
  {
    title: "an event source mapping on a queue",
    service: "lambda",
    template: { Map: ["AWS::Lambda::EventSourceMapping", { EventSourceArn: arn("sqs", "orders"), FunctionName: arn("lambda", "function:orders") }] },
    answers: { ListEventSourceMappings: { EventSourceMappings: [{ UUID: "s-Map", EventSourceArn: arn("sqs", "orders"), FunctionArn: arn("lambda", "function:orders"), State: "Enabled", BatchSize: 10, MaximumBatchingWindowInSeconds: 0, FunctionResponseTypes: [] }] } },
    kinds: { EventSourceMapping: { Tags: COSTS } },
  },
  {
    title: "an express state machine that says nothing of logs",
    service: "stepfunctions",
    template: { Machine: ["AWS::StepFunctions::StateMachine", { StateMachineName: "fast", StateMachineType: "EXPRESS", RoleArn: ROLE, DefinitionString: "{}" }] },
    answers: {
      ListStateMachines: { stateMachines: [{ stateMachineArn: arn("states", "stateMachine:fast"), name: "fast", type: "EXPRESS" }] },
      DescribeStateMachine: { status: "ACTIVE", definition: "{}", roleArn: ROLE, loggingConfiguration: { level: "OFF", includeExecutionData: false }, tracingConfiguration: { enabled: false } },
    },
    kinds: { StateMachine: {} },
  },
  {
    title: "a FIFO queue",
    service: "sqs",
    template: { Q: ["AWS::SQS::Queue", { QueueName: "orders.fifo", FifoQueue: true, KmsMasterKeyId: "alias/aws/sqs" }] },
    answers: {
      ListQueues: { QueueUrls: [`https://sqs.${R}.amazonaws.com/${A}/orders.fifo`] },
      GetQueueAttributes: { Attributes: { VisibilityTimeout: "30", MessageRetentionPeriod: "345600", SqsManagedSseEnabled: "false", KmsMasterKeyId: "alias/aws/sqs", FifoQueue: "true" } },
    },
    kinds: { Queue: {} },
  },
  {
    title: "a bucket of which nothing is said",
    service: "s3",
    template: { B: ["AWS::S3::Bucket", { BucketName: "plain" }] },
    answers: {
      ListBuckets: { Buckets: [{ Name: "plain", BucketRegion: R }] },
      GetBucketPolicy: "NoSuchBucketPolicy",
      GetPublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } },
      GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
      GetBucketEncryption: { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }] } },
      GetBucketLifecycleConfiguration: "NoSuchLifecycleConfiguration",
      GetBucketWebsite: "NoSuchWebsiteConfiguration",
      GetBucketTagging: "NoSuchTagSet",
    },
    kinds: { Bucket: {} },
  },
  {
    title: "a table billed per request, of which nothing else is said",
    service: "dynamodb",
    template: { T: ["AWS::DynamoDB::Table", { TableName: "t", BillingMode: "PAY_PER_REQUEST" }] },
    answers: {
      ListTables: { TableNames: ["t"] },
      DescribeTable: { Table: { TableName: "t", TableStatus: "ACTIVE", BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" }, DeletionProtectionEnabled: false } },
      DescribeContinuousBackups: { ContinuousBackupsDescription: { ContinuousBackupsStatus: "ENABLED", PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" } } },
      DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } },
      GetResourcePolicy: "PolicyNotFoundException",
      ListTagsOfResource: { Tags: [] },
    },
    kinds: { DynamoTable: {} },
  },
  {
    title: "a WebSocket API whose stage says nothing",
    service: "apigatewayv2",
    template: {
      Api: ["AWS::ApiGatewayV2::Api", { Name: "chat", ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" }],
      Connect: ["AWS::ApiGatewayV2::Route", { ApiId: "s-Api", RouteKey: "$connect", AuthorizationType: "AWS_IAM", Target: "integrations/s-Int" }],
      Int: ["AWS::ApiGatewayV2::Integration", { ApiId: "s-Api", IntegrationType: "AWS_PROXY", IntegrationUri: "uri" }],
      Stage: ["AWS::ApiGatewayV2::Stage", { ApiId: "s-Api", StageName: "prod" }],
    },
    answers: {
      GetApis: { Items: [{ ApiId: "s-Api", Name: "chat", ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action", DisableExecuteApiEndpoint: false, Tags: {} }] },
      GetRoutes: { Items: [{ RouteId: "s-Connect", RouteKey: "$connect", AuthorizationType: "AWS_IAM", ApiKeyRequired: false, Target: "integrations/s-Int" }] },
      GetIntegrations: { Items: [{ IntegrationId: "s-Int", IntegrationType: "AWS_PROXY", IntegrationUri: "uri", ConnectionType: "INTERNET", TimeoutInMillis: 29000 }] },
      GetStages: { Items: [{ StageName: "prod", DefaultRouteSettings: { DataTraceEnabled: false, DetailedMetricsEnabled: false, LoggingLevel: "OFF" }, RouteSettings: {}, StageVariables: {}, Tags: {} }] },
    },
    kinds: { HttpApi: {}, HttpRoute: {}, HttpStage: {} },
  },
  {
    title: "a private REST API with a mock method",
    service: "apigateway",
    template: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "inner", EndpointConfiguration: { Types: ["PRIVATE"] }, DisableExecuteApiEndpoint: true, ApiKeySourceType: "AUTHORIZER", MinimumCompressionSize: 1024 }],
      Root: ["AWS::ApiGateway::Method", { RestApiId: "s-Api", ResourceId: "s-Api-root", HttpMethod: "ANY", AuthorizationType: "AWS_IAM", ApiKeyRequired: true, Integration: { Type: "MOCK" } }],
      Stage: ["AWS::ApiGateway::Stage", { RestApiId: "s-Api", StageName: "v1" }],
    },
    answers: {
      GetRestApis: { items: [{ id: "s-Api", name: "inner", endpointConfiguration: { types: ["PRIVATE"] }, apiKeySource: "AUTHORIZER", disableExecuteApiEndpoint: true, minimumCompressionSize: 1024 }] },
      GetResources: { items: [{ id: "r", path: "/", resourceMethods: { ANY: { httpMethod: "ANY", authorizationType: "AWS_IAM", apiKeyRequired: true, methodIntegration: { type: "MOCK", passthroughBehavior: "WHEN_NO_MATCH", timeoutInMillis: 29000 } } } }] },
      GetStages: { item: [{ stageName: "v1", tracingEnabled: false, cacheClusterEnabled: false, methodSettings: {} }] },
    },
    kinds: { RestApi: {}, RestMethod: {}, RestStage: {} },
  },
  {
    title: "a Memcached cluster",
    service: "elasticache",
    template: { Node: ["AWS::ElastiCache::CacheCluster", { ClusterName: "pages", Engine: "memcached", CacheNodeType: "t", NumCacheNodes: 1, VpcSecurityGroupIds: ["sg-1"] }] },
    answers: { DescribeCacheClusters: { CacheClusters: [{ CacheClusterId: "pages", ARN: arn("elasticache", "cluster:pages"), Engine: "memcached", TransitEncryptionEnabled: false, AtRestEncryptionEnabled: false, AuthTokenEnabled: false, SecurityGroups: [{ SecurityGroupId: "sg-1" }], CacheClusterStatus: "available" }] } },
    kinds: { Cache: {} },
  },
  {
    title: "a network load balancer with TLS",
    service: "elb",
    template: {
      Lb: ["AWS::ElasticLoadBalancingV2::LoadBalancer", { Name: "tcp", Type: "network", Subnets: ["subnet-s-Sub"] }],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-1", CidrBlock: "10.0.1.0/24", AvailabilityZone: "a" }],
      Tls: ["AWS::ElasticLoadBalancingV2::Listener", { LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/net/tcp/s-Lb"), Protocol: "TLS", Port: 443, DefaultActions: [{ Type: "forward", TargetGroupArn: arn("elasticloadbalancing", "targetgroup/web/s-Group") }] }],
      Group: ["AWS::ElasticLoadBalancingV2::TargetGroup", { Name: "web", TargetType: "ip", Targets: [{ Id: "10.0.1.7" }] }],
    },
    answers: {
      DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: arn("elasticloadbalancing", "loadbalancer/net/tcp/s-Lb"), LoadBalancerName: "tcp", Scheme: "internet-facing", VpcId: "vpc-1", Type: "network" }] },
      DescribeLoadBalancerAttributes: { Attributes: [{ Key: "access_logs.s3.enabled", Value: "false" }, { Key: "deletion_protection.enabled", Value: "false" }] },
      DescribeListeners: { Listeners: [{ ListenerArn: arn("elasticloadbalancing", "listener/s-Tls"), Port: 443, Protocol: "TLS", SslPolicy: "ELBSecurityPolicy-2016-08", DefaultActions: [{ Type: "forward", TargetGroupArn: arn("elasticloadbalancing", "targetgroup/web/s-Group"), ForwardConfig: { TargetGroups: [{ TargetGroupArn: arn("elasticloadbalancing", "targetgroup/web/s-Group") }] } }] }] },
      DescribeTargetHealth: { TargetHealthDescriptions: [{ Target: { Id: "10.0.1.7" } }] },
    },
    kinds: { LoadBalancer: {} },
  },
  {
    title: "a user pool and a client of which nothing is said",
    service: "cognito",
    template: { Pool: ["AWS::Cognito::UserPool", { UserPoolName: "plain" }], Client: ["AWS::Cognito::UserPoolClient", { UserPoolId: "ap-northeast-1_s-Pool", ClientName: "app" }] },
    answers: {
      ListUserPools: { UserPools: [{ Id: "ap-northeast-1_s-Pool", Name: "plain" }] },
      DescribeUserPool: { UserPool: { MfaConfiguration: "OFF", UserPoolTier: "ESSENTIALS", DeletionProtection: "INACTIVE", LambdaConfig: {}, AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 }, Policies: { PasswordPolicy: { MinimumLength: 8, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true, TemporaryPasswordValidityDays: 7 }, SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } }, UserPoolTags: {} } },
      GetUserPoolMfaConfig: { MfaConfiguration: "OFF" },
      ListUserPoolClients: { UserPoolClients: [{ ClientId: "s-Client", ClientName: "app" }] },
      DescribeUserPoolClient: { UserPoolClient: { ClientId: "s-Client", ClientName: "app", RefreshTokenValidity: 30, EnableTokenRevocation: true, PreventUserExistenceErrors: "LEGACY" } },
    },
    kinds: { UserPool: {}, UserPoolClient: {} },
  },
  {
    title: "an API that authorises by key, with nothing logged",
    service: "appsync",
    template: { Api: ["AWS::AppSync::GraphQLApi", { Name: "g", AuthenticationType: "API_KEY" }], Key: ["AWS::AppSync::ApiKey", { ApiId: "s-Api", Expires: 1_800_000_000 }] },
    answers: { ListGraphqlApis: { graphqlApis: [{ apiId: "s-Api", name: "g", owner: A, authenticationType: "API_KEY", xrayEnabled: false }] }, GetApiCache: "NotFoundException", ListApiKeys: { apiKeys: [{ id: "da2-x", expires: 1_800_000_000 }] } },
    kinds: { AppSyncApi: {} },
  },
  {
    title: "an Auto Scaling group that tells a topic",
    service: "autoscaling",
    template: { G: ["AWS::AutoScaling::AutoScalingGroup", { AutoScalingGroupName: "web", MinSize: "1", MaxSize: "2", NotificationConfigurations: [{ TopicARN: [arn("sns", "news")], NotificationTypes: ["autoscaling:EC2_INSTANCE_LAUNCH"] }], Tags: [{ Key: "team", Value: "orders", PropagateAtLaunch: true }] }] },
    answers: {
      DescribeAutoScalingGroups: { AutoScalingGroups: [{ AutoScalingGroupName: "web", AutoScalingGroupARN: arn("autoscaling", "autoScalingGroup:s-G:autoScalingGroupName/web"), Tags: [{ Key: "team", Value: "orders", PropagateAtLaunch: true }] }] },
      DescribeNotificationConfigurations: { NotificationConfigurations: [{ AutoScalingGroupName: "web", TopicARN: arn("sns", "news"), NotificationType: "autoscaling:EC2_INSTANCE_LAUNCH" }] },
    },
    kinds: { AutoScalingGroup: {} },
  },
  {
    title: "a certificate",
    service: "acm",
    template: { Cert: ["AWS::CertificateManager::Certificate", { DomainName: "example.com", KeyAlgorithm: "EC_prime256v1", Tags: TAGS }] },
    answers: {
      ListCertificates: { CertificateSummaryList: [{ CertificateArn: arn("acm", "certificate/s-Cert"), DomainName: "example.com" }] },
      DescribeCertificate: { Certificate: { CertificateArn: arn("acm", "certificate/s-Cert"), DomainName: "example.com", Status: "ISSUED", KeyAlgorithm: "EC-prime256v1", RenewalEligibility: "ELIGIBLE", NotAfter: new Date("2027-01-02T03:04:05Z") } },
      ListTagsForCertificate: { Tags: TAGS },
    },
    kinds: { Certificate: { Status: KEPT, NotAfter: KEPT, RenewalEligible: KEPT } },
  },
  {
    title: "a managed policy that a role carries",
    service: "iam",
    template: { P: ["AWS::IAM::ManagedPolicy", { ManagedPolicyName: "shared", Path: "/team/", PolicyDocument: policy("sqs:SendMessage", "*"), Roles: ["app"] }] },
    answers: {
      GetAccountAuthorizationDetails: {
        RoleDetailList: [{ Arn: ROLE, RoleName: "app", AssumeRolePolicyDocument: encoded(TRUST), AttachedManagedPolicies: [{ PolicyName: "shared", PolicyArn: `arn:aws:iam::${A}:policy/team/shared` }] }],
        Policies: [{ Arn: `arn:aws:iam::${A}:policy/team/shared`, PolicyName: "shared", DefaultVersionId: "v1", PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded(policy("sqs:SendMessage", "*")) }] }],
      },
      GenerateCredentialReport: { State: "COMPLETE" },
    },
    kinds: { ManagedPolicy: { Tags: COSTS } },
  },
  {
    title: "a rule group",
    service: "wafv2",
    template: { G: ["AWS::WAFv2::RuleGroup", { Name: "geo", Scope: "REGIONAL", Capacity: 1, VisibilityConfig: {}, Rules: [{ Name: "jp", Priority: 0, Action: { Count: {} }, Statement: { GeoMatchStatement: { CountryCodes: ["JP"] } }, VisibilityConfig: { CloudWatchMetricsEnabled: false } }], Tags: TAGS }] },
    answers: {
      ListRuleGroups: { RuleGroups: [{ Name: "geo", Id: "s-G", ARN: arn("wafv2", "regional/rulegroup/geo/s-G") }] },
      GetRuleGroup: { RuleGroup: { Name: "geo", Rules: [{ Name: "jp", Priority: 0, Action: { Count: {} }, Statement: { GeoMatchStatement: { CountryCodes: ["JP"] } }, VisibilityConfig: { CloudWatchMetricsEnabled: false } }] } },
      ListTagsForResource: { TagInfoForResource: { TagList: TAGS } },
    },
    kinds: { WafRuleGroup: {} },
  },
  {
    title: "a signing profile",
    service: "signer",
    template: { P: ["AWS::Signer::SigningProfile", { PlatformId: "AWSLambda-SHA384-ECDSA", Tags: TAGS }] },
    answers: { ListSigningProfiles: { profiles: [{ profileName: "sP", arn: arn("signer", "/signing-profiles/sP"), profileVersionArn: arn("signer", "/signing-profiles/sP/0000000000"), platformId: "AWSLambda-SHA384-ECDSA", status: "Active", tags: TAG_MAP }] } },
    kinds: { SigningProfile: { name: "AWS draws it, without hyphens" } },
  },
];

export const rows: Row[] = [...compute, ...messaging, ...data, ...edge, ...identity, ...management, ...bare];
