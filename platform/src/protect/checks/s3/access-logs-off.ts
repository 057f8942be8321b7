import { fail, knownOr, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { oncePer } from "../../compute/once.ts";

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
    const targets = oncePer(
      world,
      bucket,
      "log-buckets",
      () => new Set(world.known("Bucket", bucket).map((other) => knownOr(other.LoggingTarget, undefined))),
    );
    if (targets.has(name)) return notApplicable;
    return fail({ path: ["LoggingConfiguration"], found: "not set" });
  },
});
