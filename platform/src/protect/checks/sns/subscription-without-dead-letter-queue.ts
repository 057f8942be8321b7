import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Mail and text messages have no redelivery, so they are left out. */
export const subscriptionWithoutDeadLetterQueue = defineCheck({
  id: "sns/subscription-without-dead-letter-queue",
  on: "Subscription",
  severity: "low",
  layer: "messaging",
  topic: "incident-response",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Notifications that cannot be delivered are lost",
      risk: "When the function is gone or the endpoint refuses, SNS gives up after its retries and the message disappears.",
      fix: "Give the subscription a redrive policy with a dead-letter queue.",
    },
    ja: {
      title: "配信できない通知の退避先なし",
      risk: "関数が存在しない、宛先が拒否するなどの場合、再試行の後に通知が失われます。",
      fix: "購読にデッドレターキューを持つ RedrivePolicy を設定してください。",
    },
  },
  remedy: {
    cli: 'aws sns set-subscription-attributes --subscription-arn <arn> --attribute-name RedrivePolicy --attribute-value \'{"deadLetterTargetArn":"<dlq-arn>"}\'',
    cloudformation: "RedrivePolicy:\n  deadLetterTargetArn: !GetAtt DeadLetters.Arn",
  },
  judge(subscription, need) {
    if (!["lambda", "sqs", "http", "https", "firehose"].includes(need(subscription.Protocol))) return notApplicable;
    return need(subscription.DeadLetterTargetArn) ? pass : fail({ path: ["RedrivePolicy"], found: "not set" });
  },
});
