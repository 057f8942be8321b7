import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { logBucket } from "../../monitoring/log-bucket.ts";

/** Judges the bucket the trail writes to. */
export const logBucketWithoutAccessLog = defineCheck({
  id: "cloudtrail/log-bucket-without-access-log",
  on: "Trail",
  also: ["Bucket"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: { "cis-aws-foundations-2.0.0": ["3.6"], "cis-aws-foundations-7.0.0": ["4.4"] },
  text: {
    en: {
      title: "Access to the trail's log bucket is not logged",
      risk: "Who read, copied or deleted the audit logs stays in the dark.",
      fix: "Turn on server access logging for the bucket, with another bucket as its target.",
    },
    ja: {
      title: "証跡のログバケットのアクセスログが無効",
      risk: "監査ログを誰が読み取り、複製し、削除したのかが分かりません。",
      fix: "別のバケットを出力先として、サーバーアクセスログを有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws s3api put-bucket-logging --bucket <bucket> --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"<target>","TargetPrefix":"<prefix>/"}}\'',
    cloudformation:
      "Type: AWS::S3::Bucket\nProperties:\n  LoggingConfiguration:\n    DestinationBucketName: <target>\n    LogFilePrefix: <prefix>/",
  },
  judge(trail, need, world) {
    const bucket = logBucket(trail, need, world);
    return need(bucket.LoggingTarget)
      ? pass
      : fail({ found: { bucket: bucket.name, loggingTarget: null }, at: { origin: bucket.origin, path: ["LoggingConfiguration"] } });
  },
});
