import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const noEventNotifications = defineCheck({
  id: "s3/no-event-notifications",
  on: "Bucket",
  severity: "info",
  layer: "data",
  topic: "detective-controls",
  csf: ["DE.AE-5"],
  meets: { "aws-fsbp": ["S3.11"], "aws-config": ["s3-event-notifications-enabled"] },
  text: {
    en: {
      title: "The bucket tells nobody about changes",
      risk: "Unexpected uploads and deletions are noticed only by chance.",
      fix: "Send events to EventBridge (one switch) where somebody will look at them. Buckets nobody needs to watch may stay as they are.",
    },
    ja: {
      title: "イベント通知なし",
      risk: "想定外のアップロードや削除に気付く手段がありません。",
      fix: "監視が必要なバケットでは EventBridge への通知を有効にしてください。監視不要なバケットはそのままで構いません。",
    },
  },
  remedy: {
    cli: "aws s3api put-bucket-notification-configuration --bucket <bucket> --notification-configuration '{\"EventBridgeConfiguration\":{}}'",
    cloudformation: "NotificationConfiguration:\n  EventBridgeConfiguration: { EventBridgeEnabled: true }",
  },
  judge(bucket, need) {
    return need.outer(bucket.Notifications).length > 0 ? pass : fail({ path: ["NotificationConfiguration"], found: "no notification" });
  },
});
