import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** By the delivery channel. */
export const deliveryWithoutTopic = defineCheck({
  id: "config/delivery-without-topic",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.AE-3", "DE.CM-8"],
  meets: { "cis-aws-foundations-2.0.0": ["3.5"], "cis-aws-foundations-7.0.0": ["4.3"] },
  text: {
    en: {
      title: "AWS Config tells no topic of changes",
      risk: "Changes lie in a bucket until somebody looks.",
      fix: "Name an SNS topic in the delivery channel.",
    },
    ja: {
      title: "AWS Config の変更通知先トピックが未設定",
      risk: "変更の記録は、誰かが確認するまでバケットに置かれたままになります。",
      fix: "配信チャネルに SNS トピックを指定してください。",
    },
  },
  remedy: {
    cli: "aws configservice put-delivery-channel --delivery-channel name=default,s3BucketName=<bucket>,snsTopicARN=<topic-arn>",
    cloudformation: "Type: AWS::Config::DeliveryChannel\nProperties:\n  S3BucketName: <bucket>\n  SnsTopicARN: <topic-arn>",
  },
  judge(region, need) {
    const channels = need(region.ConfigDeliveryChannels);
    if (channels.length === 0) return notApplicable;
    return channels.some((channel) => channel.SnsTopicArn) ? pass : fail({ path: ["ConfigDeliveryChannels"], found: channels });
  },
});
