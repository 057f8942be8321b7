import { isUnknown, type Place } from "../../../model/index.ts";
import type { Json } from "../intrinsics/index.ts";
import { type Adder, arnIn, sourceName } from "./event-parts.ts";
import { arn, compact, type Expansion, type Fn, items, shape } from "./expansion.ts";
import { normalized } from "./names.ts";

function mapping(
  out: Expansion,
  fn: Fn,
  event: Json,
  place: Place | undefined,
  label: string,
  source: Json,
  actions: readonly string[],
): void {
  const config = shape(event);
  const filters = config["filterPatterns"];
  const failure = shape(config["destinations"])["onFailure"];
  const target = failure === undefined ? undefined : arnIn(failure);
  out.add(
    `${normalized(fn.key)}EventSourceMapping${label}${sourceName(source)}`,
    "AWS::Lambda::EventSourceMapping",
    compact({
      EventSourceArn: source,
      FunctionName: arn(fn.id),
      Enabled: config["enabled"],
      BatchSize: config["batchSize"] ?? 10,
      MaximumBatchingWindowInSeconds: config["maximumBatchingWindow"] ?? config["batchWindow"],
      BisectBatchOnFunctionError: config["bisectBatchOnFunctionError"],
      MaximumRetryAttempts: config["maximumRetryAttempts"],
      MaximumRecordAgeInSeconds: config["maximumRecordAgeInSeconds"],
      FunctionResponseTypes: config["functionResponseType"] === undefined ? undefined : [config["functionResponseType"]],
      ScalingConfig: config["maximumConcurrency"] === undefined ? undefined : { MaximumConcurrency: config["maximumConcurrency"] },
      FilterCriteria:
        filters === undefined
          ? undefined
          : { Filters: items(filters).map((pattern) => ({ Pattern: isUnknown(pattern) ? pattern : JSON.stringify(pattern) })) },
      DestinationConfig: target === undefined ? undefined : { OnFailure: { Destination: target } },
    }),
    place,
  );
  if (actions.length > 0) out.grant(fn, actions, source);
}

export const sqs: Adder = (out, fn, event, place) =>
  mapping(out, fn, event, place, "SQS", arnIn(event), ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]);

export const stream: Adder = (out, fn, event, place) => {
  const source = arnIn(event);
  const type = shape(event)["type"] ?? (typeof source === "string" ? /^arn:[^:]+:([^:]+):/.exec(source)?.[1] : "dynamodb");
  const prefix = type === "kinesis" ? "kinesis" : "dynamodb";
  mapping(
    out,
    fn,
    event,
    place,
    prefix === "kinesis" ? "Kinesis" : "Dynamodb",
    source,
    ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"].map((action) => `${prefix}:${action}`),
  );
};

/** Brokers and clusters: Lambda reads them by itself. */
export const broker =
  (label: string): Adder =>
  (out, fn, event, place) =>
    mapping(out, fn, event, place, label, arnIn(event), []);
export const kafka: Adder = (out, fn, event, place) => {
  out.add(
    `${normalized(fn.key)}EventSourceMappingKafka`,
    "AWS::Lambda::EventSourceMapping",
    compact({
      FunctionName: arn(fn.id),
      Topics: items(shape(event)["topic"]),
      BatchSize: shape(event)["batchSize"],
      Enabled: shape(event)["enabled"],
    }),
    place,
  );
};
