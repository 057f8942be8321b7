import type { Resource } from "../../../model/index.ts";
import { isUnknown } from "../../../model/index.ts";

/** One time series of CloudWatch whose value above zero means that something was at work. */
export interface Metric {
  /** Whose use it shows: a resource id, or `<function id>:<version>`. */
  readonly of: string;
  /** `uses` goes in, `taken` comes out of a queue or stream. */
  readonly side: "uses" | "taken";
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly stat: "Sum" | "SampleCount";
}

type Row = readonly [
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  stat?: Metric["stat"],
  side?: Metric["side"],
];

/**
 * The metrics that show a resource at work, as AWS publishes them without being asked. A kind that is not here has no such
 * metric (buckets count requests only when told to), and nothing is said of its use.
 */
export function metricsOf(resource: Resource): readonly Metric[] {
  const own = rows(resource).map(([namespace, name, dimensions, stat, side]) => ({
    of: resource.id,
    side: side ?? "uses",
    namespace,
    name,
    dimensions,
    stat: stat ?? "Sum",
  }));
  if (resource.kind !== "LambdaFunction" || isUnknown(resource.Versions)) return own;
  return [
    ...own,
    ...resource.Versions.map(
      ({ Version }): Metric => ({
        of: `${resource.id}:${Version}`,
        side: "uses",
        namespace: "AWS/Lambda",
        name: "Invocations",
        dimensions: { FunctionName: resource.name, Resource: `${resource.name}:${Version}` },
        stat: "Sum",
      }),
    ),
  ];
}

function rows(resource: Resource): readonly Row[] {
  const { name } = resource;
  switch (resource.kind) {
    case "LambdaFunction":
      return [["AWS/Lambda", "Invocations", { FunctionName: name }]];
    case "RestApi":
      return [["AWS/ApiGateway", "Count", { ApiName: name }]];
    case "HttpApi": {
      if (isUnknown(resource.ApiId)) return [];
      const dimensions = { ApiId: resource.ApiId };
      // A WebSocket API counts connections and messages, an HTTP API requests; asking for all three needs no type.
      return [
        ["AWS/ApiGateway", "Count", dimensions],
        ["AWS/ApiGateway", "ConnectCount", dimensions],
        ["AWS/ApiGateway", "MessageCount", dimensions],
      ];
    }
    case "AppSyncApi":
      return isUnknown(resource.ApiId) ? [] : [["AWS/AppSync", "Latency", { GraphQLAPIId: resource.ApiId }, "SampleCount"]];
    case "StateMachine":
      return [["AWS/States", "ExecutionsStarted", { StateMachineArn: resource.id }]];
    case "Queue":
      return [
        ["AWS/SQS", "NumberOfMessagesSent", { QueueName: name }],
        ["AWS/SQS", "NumberOfMessagesReceived", { QueueName: name }, "Sum", "taken"],
        // Messages that are moved into a dead-letter queue are not counted as sent.
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: name }],
      ];
    case "Topic":
      return [["AWS/SNS", "NumberOfMessagesPublished", { TopicName: name }]];
    case "KinesisStream":
      return [
        ["AWS/Kinesis", "IncomingRecords", { StreamName: name }],
        ["AWS/Kinesis", "GetRecords.Records", { StreamName: name }, "Sum", "taken"],
      ];
    case "FirehoseStream":
      return [
        ["AWS/Firehose", "IncomingRecords", { DeliveryStreamName: name }],
        ["AWS/Firehose", "DataReadFromKinesisStream.Records", { DeliveryStreamName: name }],
      ];
    case "EventRule": {
      // Rules of the default bus carry their name alone; those of other buses also the bus.
      const bus = isUnknown(resource.EventBusName) ? undefined : resource.EventBusName;
      return [
        ["AWS/Events", "TriggeredRules", { RuleName: name }],
        ["AWS/Events", "MatchedEvents", { RuleName: name }],
        ["AWS/Events", "Invocations", { RuleName: name }],
        ...(bus === undefined || bus === "default"
          ? []
          : ([["AWS/Events", "Invocations", { EventBusName: bus, RuleName: name }]] satisfies readonly Row[])),
      ];
    }
    case "DynamoTable": {
      const table = { TableName: name };
      // What is read through an index does not count as capacity of the table, but its operations are the table's.
      const operations = ["Query", "Scan", "ExecuteStatement"] as const;
      return [
        ["AWS/DynamoDB", "ConsumedReadCapacityUnits", table],
        ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", table],
        ...operations.map((Operation): Row => ["AWS/DynamoDB", "SuccessfulRequestLatency", { ...table, Operation }, "SampleCount"]),
      ];
    }
    default:
      return [];
  }
}
