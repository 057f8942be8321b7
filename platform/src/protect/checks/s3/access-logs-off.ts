import { fail, pass, notApplicable, isUnknown, knownOr } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** A bucket that receives the logs of others is left out: logging it would log the logs. */
export const accessLogsOff = defineCheck({
  id: "s3/access-logs-off",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["PR.PT-1"],
  meets: { "aws-fsbp": ["S3.9"], "aws-config": ["s3-bucket-logging-enabled"] },
  text: {
    en: {
      title: "Requests to the bucket are not logged",
      risk: "After a leak nobody can say which objects were read, when, and by whom.",
      fix: "Send server access logs to a log bucket, or record data events of the bucket with CloudTrail.",
    },
    ja: {
      title: "バケットへのアクセスログなし",
      risk: "情報漏えいの際に、いつ・誰が・どのオブジェクトを読んだかを確認できません。",
      fix: "サーバーアクセスログをログ用バケットへ出力するか、CloudTrail でデータイベントを記録してください。",
    },
  },
  remedy: {
    cli: 'aws s3api put-bucket-logging --bucket <bucket> --bucket-logging-status \'{"LoggingEnabled":{"TargetBucket":"<log-bucket>","TargetPrefix":"<bucket>/"}}\'',
    cloudformation: "LoggingConfiguration:\n  DestinationBucketName: !Ref LogBucket\n  LogFilePrefix: app/",
  },
  judge(bucket, need, world) {
    if (need(bucket.LoggingTarget) !== undefined) return pass;
    const name = knownOr(bucket.BucketName, bucket.name);
    if (
      world
        .known("Bucket", bucket)
        .some((other) => other.id !== bucket.id && !isUnknown(other.LoggingTarget) && other.LoggingTarget === name)
    )
      return notApplicable;
    return fail({ path: ["LoggingConfiguration"], found: "not set" });
  },
});
