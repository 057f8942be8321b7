import {
  GetSubscriptionAttributesCommand,
  type GetSubscriptionAttributesCommandOutput,
  GetTopicAttributesCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SNSClient,
  type Subscription,
} from "@aws-sdk/client-sns";
import { type Fact, mapFact, unknown } from "../../model/index.ts";
import { lastPart, subscriptionEndpoint, subscriptionId, subscriptionName } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { pick, policyText, tagsOf } from "./shapes.ts";

const GONE = { absent: ["NotFound", "NotFoundException", "ResourceNotFoundException"] };
/** Attribute prefix → protocol. */
const LOGGED = { HTTP: "http", Lambda: "lambda", SQS: "sqs", Firehose: "firehose", Application: "application" } as const;

/** Topics and subscriptions. */
export const sns = defineCollector({
  service: "sns",
  scope: "region",
  kinds: ["Topic", "Subscription"],
  calls: {
    ListTopics: "sns:ListTopics",
    GetTopicAttributes: "sns:GetTopicAttributes",
    ListTagsForResource: "sns:ListTagsForResource",
    ListSubscriptions: "sns:ListSubscriptions",
    GetSubscriptionAttributes: "sns:GetSubscriptionAttributes",
  },
  origins: {
    Topic: { "": "sns:GetTopicAttributes", Tags: "sns:ListTagsForResource" },
    Subscription: { "": "sns:ListSubscriptions", DeadLetterTargetArn: "sns:GetSubscriptionAttributes" },
  },
  async collect(aws) {
    const client = aws.client(SNSClient);
    await Promise.all([collectTopics(aws, client), collectSubscriptions(aws, client)]);
  },
});

async function collectTopics(aws: Aws, client: SNSClient): Promise<void> {
  const topics = await aws.list(["Topic"], client, ListTopicsCommand, {}, { items: (page) => page.Topics });
  await aws.each(topics, async (topic) => {
    const arn = topic.TopicArn ?? "";
    const name = lastPart(arn);
    const [answer, tags] = await Promise.all([
      aws.read(client, new GetTopicAttributesCommand({ TopicArn: arn }), GONE),
      aws.read(client, new ListTagsForResourceCommand({ ResourceArn: arn }), GONE),
    ]);
    if (answer === undefined) return; // deleted since it was listed
    const attributes = mapFact(answer, (known): Readonly<Record<string, string>> => known?.Attributes ?? {});
    aws.add(
      "Topic",
      { id: arn, name },
      {
        Arn: arn,
        TopicName: name,
        Policy: mapFact(attributes, (a) => policyText(a["Policy"])),
        KmsMasterKeyId: mapFact(attributes, (a) => a["KmsMasterKeyId"] || undefined),
        // Not answered until somebody chose.
        TracingConfig: mapFact(attributes, (a) => a["TracingConfig"] || "PassThrough"),
        DeliveryStatusLogging: mapFact(attributes, (a) =>
          Object.entries(LOGGED)
            .filter(([prefix]) => a[`${prefix}SuccessFeedbackRoleArn`] || a[`${prefix}FailureFeedbackRoleArn`])
            .map(([, protocol]) => protocol)
            .sort(),
        ),
        Tags: tagsOf(tags, (known) => known.Tags),
      },
    );
  });
}

async function collectSubscriptions(aws: Aws, client: SNSClient): Promise<void> {
  const subscriptions = await aws.list(["Subscription"], client, ListSubscriptionsCommand, {}, { items: (page) => page.Subscriptions });
  await aws.each(subscriptions, (subscription) => collectSubscription(aws, client, subscription));
}

async function collectSubscription(aws: Aws, client: SNSClient, subscription: Subscription): Promise<void> {
  const arn = subscription.SubscriptionArn ?? "";
  if (arn === "Deleted") return;
  const confirmed = arn.startsWith("arn:");
  const topicArn = subscription.TopicArn ?? "";
  const protocol = subscription.Protocol ?? "";
  const written = subscription.Endpoint ?? "";
  const endpoint = subscriptionEndpoint(protocol, written);
  const answer = confirmed ? await aws.read(client, new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }), GONE) : undefined;
  if (confirmed && answer === undefined) return; // deleted since it was listed
  const discriminator = endpoint === written ? undefined : lastPart(arn);
  aws.add(
    "Subscription",
    {
      id: subscriptionId(topicArn, protocol, endpoint, discriminator),
      name: subscriptionName(topicArn, protocol, endpoint),
      ...(confirmed ? { aliases: [arn] } : {}),
    },
    {
      TopicArn: topicArn,
      Protocol: protocol,
      Endpoint: endpoint,
      Confirmed: confirmed,
      DeadLetterTargetArn: pick<GetSubscriptionAttributesCommandOutput, string | undefined>(answer, undefined, (known) =>
        deadLetterOf(known.Attributes?.["RedrivePolicy"]),
      ),
      Tags: undefined,
    },
  );
}

function deadLetterOf(redrive: string | undefined): Fact<string | undefined> {
  if (redrive === undefined || redrive === "") return undefined;
  try {
    return (JSON.parse(redrive) as { readonly deadLetterTargetArn?: string }).deadLetterTargetArn;
  } catch {
    return unknown("malformed", { what: "RedrivePolicy" });
  }
}
