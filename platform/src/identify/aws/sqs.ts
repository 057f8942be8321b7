import { GetQueueAttributesCommand, ListQueuesCommand, ListQueueTagsCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Fact, mapFact, type Noun, unknown } from "../../model/index.ts";
import { defineCollector } from "./collector.ts";
import { policyText } from "./shapes.ts";

/** Queues. One attributes call and one tags call per queue. */
export const sqs = defineCollector({
  service: "sqs",
  scope: "region",
  kinds: ["Queue"],
  calls: { ListQueues: "sqs:ListQueues", GetQueueAttributes: "sqs:GetQueueAttributes", ListQueueTags: "sqs:ListQueueTags" },
  origins: { Queue: { "": "sqs:GetQueueAttributes", Tags: "sqs:ListQueueTags" } },
  async collect(aws) {
    const client = aws.client(SQSClient);
    const urls = await aws.list(["Queue"], client, ListQueuesCommand, { MaxResults: 1000 }, { items: (page) => page.QueueUrls });
    await aws.each(urls, async (url) => {
      const gone = { absent: ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"] };
      const [answer, tags] = await Promise.all([
        aws.read(client, new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }), gone),
        aws.read(client, new ListQueueTagsCommand({ QueueUrl: url }), gone),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      const name = url.slice(url.lastIndexOf("/") + 1);
      const arn = `arn:${aws.partition}:sqs:${aws.region}:${aws.account}:${name}`;
      const attribute = <T>(key: string, f: (value: string | undefined) => Fact<T>) =>
        mapFact(answer, (known) => f((known?.Attributes as Record<string, string> | undefined)?.[key]));
      aws.add(
        "Queue",
        { id: arn, name, aliases: [url] },
        {
          Arn: arn,
          QueueUrl: url,
          QueueName: name,
          Policy: attribute("Policy", (v) => policyText(v)),
          SqsManagedSseEnabled: mapFact(answer, (known) => managedEncryption(known?.Attributes ?? {})),
          KmsMasterKeyId: attribute("KmsMasterKeyId", (v) => v || undefined),
          VisibilityTimeout: attribute("VisibilityTimeout", (v) => Number(v ?? 30)),
          MessageRetentionPeriod: attribute("MessageRetentionPeriod", (v) => Number(v ?? 345_600)),
          RedrivePolicy: attribute("RedrivePolicy", (v) => (v === undefined || v === "" ? undefined : redrive(v))),
          RedriveAllowPolicy: attribute("RedriveAllowPolicy", (v) => v),
          FifoQueue: attribute("FifoQueue", (v) => v === "true"),
          Tags: mapFact(tags, (known) => known?.Tags ?? {}),
        },
      );
    });
  },
});

/** AWS names it in every answer; an answer without it was not given by AWS, and says nothing. */
function managedEncryption(attributes: Readonly<Record<string, string>>): Fact<boolean> {
  const written = attributes["SqsManagedSseEnabled"];
  if (written !== undefined) return written === "true";
  if (attributes["KmsMasterKeyId"]) return false;
  return unknown("unsupported", { action: "sqs:GetQueueAttributes", what: "SqsManagedSseEnabled" });
}

function redrive(text: string): Noun<"Queue">["RedrivePolicy"] {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as {
      readonly deadLetterTargetArn?: string;
      readonly maxReceiveCount?: number | string;
    };
    // SQS hands the document back as it was written: the count may be a text.
    const count = maxReceiveCount === undefined ? Number.NaN : Number(maxReceiveCount);
    return {
      deadLetterTargetArn: deadLetterTargetArn ?? unknown("malformed", { what: "deadLetterTargetArn" }),
      maxReceiveCount: Number.isNaN(count) ? unknown("malformed", { what: "maxReceiveCount" }) : count,
    };
  } catch {
    return unknown("malformed", { what: "RedrivePolicy" });
  }
}
