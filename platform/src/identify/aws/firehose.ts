import {
  type DeliveryStreamDescription,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  ListDeliveryStreamsCommand,
  ListTagsForDeliveryStreamCommand,
} from "@aws-sdk/client-firehose";
import { type Fact, isUnknown, mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { tagsOf } from "./shapes.ts";

const GONE = { absent: ["ResourceNotFoundException"] };

/** Firehose delivery streams. */
export const firehose = defineCollector({
  service: "firehose",
  scope: "region",
  kinds: ["FirehoseStream"],
  calls: {
    ListDeliveryStreams: "firehose:ListDeliveryStreams",
    DescribeDeliveryStream: "firehose:DescribeDeliveryStream",
    ListTagsForDeliveryStream: "firehose:ListTagsForDeliveryStream",
  },
  origins: { FirehoseStream: { "": "firehose:DescribeDeliveryStream", Tags: "firehose:ListTagsForDeliveryStream" } },
  async collect(aws) {
    const client = aws.client(FirehoseClient);
    const names = await aws.list(
      ["FirehoseStream"],
      client,
      ListDeliveryStreamsCommand,
      { Limit: 100 },
      {
        items: (page) => page.DeliveryStreamNames,
        next: (page) => (page.HasMoreDeliveryStreams ? { ExclusiveStartDeliveryStreamName: page.DeliveryStreamNames?.at(-1) } : undefined),
      },
    );
    await aws.each(names, async (name) => {
      const [answer, tags] = await Promise.all([
        aws.read(client, new DescribeDeliveryStreamCommand({ DeliveryStreamName: name }), GONE),
        aws.read(client, new ListTagsForDeliveryStreamCommand({ DeliveryStreamName: name, Limit: 50 }), GONE),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      if (!isUnknown(answer) && answer.DeliveryStreamDescription?.DeliveryStreamStatus === "DELETING") return;
      const arn = arnOf(aws, "firehose", `deliverystream/${name}`);
      const of = <T>(f: (stream: DeliveryStreamDescription) => T): Fact<T> =>
        mapFact(answer, (known) => f(known?.DeliveryStreamDescription as DeliveryStreamDescription));
      aws.add(
        "FirehoseStream",
        { id: arn, name },
        {
          Arn: arn,
          Name: name,
          Encrypted: of((s) => /^(ENABLED|ENABLING)$/.test(s.DeliveryStreamEncryptionConfiguration?.Status ?? "")),
          KeyArn: of((s) => s.DeliveryStreamEncryptionConfiguration?.KeyARN),
          SourceStreamArn: of((s) => s.Source?.KinesisStreamSourceDescription?.KinesisStreamARN),
          DestinationArns: of(destinationsOf),
          LoggingEnabled: of(isLogging),
          Tags: tagsOf(tags, (known) => known.Tags),
        },
      );
    });
  },
});

/** What the many destination types have in common. */
interface AnyDestination {
  readonly BucketARN?: string;
  readonly DomainARN?: string;
  readonly CollectionEndpoint?: string;
  readonly ClusterEndpoint?: string;
  readonly ClusterJDBCURL?: string;
  readonly HECEndpoint?: string;
  readonly EndpointConfiguration?: { readonly Url?: string };
  readonly CloudWatchLoggingOptions?: { readonly Enabled?: boolean };
  readonly S3DestinationDescription?: AnyDestination;
}

function* everyDestination(stream: DeliveryStreamDescription): Generator<AnyDestination> {
  for (const destination of stream.Destinations ?? []) {
    for (const [type, description] of Object.entries(destination) as [string, AnyDestination | string | undefined][]) {
      if (typeof description !== "object") continue;
      // The plain S3 description only repeats the extended one.
      if (type === "S3DestinationDescription" && destination.ExtendedS3DestinationDescription) continue;
      yield description;
      if (description.S3DestinationDescription) yield description.S3DestinationDescription;
    }
  }
}

function destinationsOf(stream: DeliveryStreamDescription): readonly string[] {
  const out = new Set<string>();
  for (const d of everyDestination(stream)) {
    for (const place of [
      d.BucketARN,
      d.DomainARN,
      d.CollectionEndpoint,
      d.ClusterEndpoint,
      d.ClusterJDBCURL,
      d.HECEndpoint,
      d.EndpointConfiguration?.Url,
    ]) {
      if (place) out.add(place);
    }
  }
  return [...out];
}

function isLogging(stream: DeliveryStreamDescription): boolean {
  for (const d of everyDestination(stream)) if (d.CloudWatchLoggingOptions?.Enabled) return true;
  return false;
}
