import {
  DescribeStreamSummaryCommand,
  type DescribeStreamSummaryCommandOutput,
  GetResourcePolicyCommand,
  KinesisClient,
  ListStreamsCommand,
  ListTagsForStreamCommand,
} from "@aws-sdk/client-kinesis";
import { type Fact, isUnknown, mapFact } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { policyOf, tagsOf } from "./shapes.ts";

const GONE = { absent: ["ResourceNotFoundException"] };

/** Kinesis data streams. */
export const kinesis = defineCollector({
  service: "kinesis",
  scope: "region",
  kinds: ["KinesisStream"],
  calls: {
    ListStreams: "kinesis:ListStreams",
    DescribeStreamSummary: "kinesis:DescribeStreamSummary",
    GetResourcePolicy: "kinesis:GetResourcePolicy",
    ListTagsForStream: "kinesis:ListTagsForStream",
  },
  origins: {
    KinesisStream: { "": "kinesis:DescribeStreamSummary", Policy: "kinesis:GetResourcePolicy", Tags: "kinesis:ListTagsForStream" },
  },
  async collect(aws) {
    const client = aws.client(KinesisClient);
    const names = await aws.list(
      ["KinesisStream"],
      client,
      ListStreamsCommand,
      { Limit: 1000 },
      {
        items: (page) => page.StreamNames,
        // Older endpoints say only that there is more.
        next: (page) =>
          page.HasMoreStreams
            ? page.NextToken
              ? { NextToken: page.NextToken }
              : { ExclusiveStartStreamName: page.StreamNames?.at(-1) }
            : undefined,
      },
    );
    await aws.each(names, async (name) => {
      const arn = arnOf(aws, "kinesis", `stream/${name}`);
      const [answer, policy, tags] = await Promise.all([
        aws.read(client, new DescribeStreamSummaryCommand({ StreamName: name }), GONE),
        aws.read(client, new GetResourcePolicyCommand({ ResourceARN: arn }), GONE),
        aws.read(client, new ListTagsForStreamCommand({ StreamName: name, Limit: 50 }), GONE),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      if (!isUnknown(answer) && answer.StreamDescriptionSummary?.StreamStatus === "DELETING") return;
      const of = <T>(f: (stream: NonNullable<DescribeStreamSummaryCommandOutput["StreamDescriptionSummary"]>) => T): Fact<T> =>
        mapFact(answer, (known) =>
          f(known?.StreamDescriptionSummary as NonNullable<DescribeStreamSummaryCommandOutput["StreamDescriptionSummary"]>),
        );
      aws.add(
        "KinesisStream",
        { id: arn, name },
        {
          Arn: arn,
          StreamName: name,
          EncryptionType: of((s) => (s.EncryptionType === "KMS" ? "KMS" : "NONE")),
          KeyId: of((s) => s.KeyId),
          RetentionPeriodHours: of((s) => s.RetentionPeriodHours ?? 24),
          Policy: policyOf(policy, (known) => known.Policy),
          Tags: tagsOf(tags, (known) => known.Tags),
        },
      );
    });
  },
});
