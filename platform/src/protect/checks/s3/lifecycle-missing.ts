import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const lifecycleMissing = defineCheck({
  id: "s3/lifecycle-missing",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-6"],
  meets: {
    "aws-fsbp": ["S3.10", "S3.13"],
    "aws-config": ["s3-lifecycle-policy-check", "s3-version-lifecycle-policy-check"],
  },
  text: {
    en: {
      title: "Nothing in the bucket ever expires",
      risk: "Data is kept longer than needed: it costs more, and a leak reveals more.",
      fix: "Add a lifecycle rule that expires or archives objects, expires old versions and aborts unfinished uploads.",
    },
    ja: {
      title: "ライフサイクルルールなし",
      risk: "不要なデータが残り続けます。費用が増え、漏えい時の被害も大きくなります。",
      fix: "オブジェクトの期限切れ・アーカイブ、古いバージョンの削除、未完了アップロードの中止を行うルールを追加してください。",
    },
  },
  remedy: {
    cli: "aws s3api put-bucket-lifecycle-configuration --bucket <bucket> --lifecycle-configuration file://lifecycle.json",
    cloudformation:
      "LifecycleConfiguration:\n  Rules:\n    - Status: Enabled\n      ExpirationInDays: 365\n      NoncurrentVersionExpiration: { NoncurrentDays: 30 }\n      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }",
  },
  judge(bucket, need) {
    return need(bucket.ActiveLifecycleRules) > 0 ? pass : fail({ path: ["LifecycleConfiguration"], found: "no enabled rule" });
  },
});
