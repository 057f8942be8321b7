import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** A rule that only aborts unfinished uploads deletes no object. */
export const directoryBucketNeverExpires = defineCheck({
  id: "s3/directory-bucket-never-expires",
  on: "DirectoryBucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-6"],
  meets: { "aws-fsbp": ["S3.25"] },
  text: {
    en: {
      title: "Nothing in the directory bucket ever expires",
      risk: "A directory bucket keeps working data in a single zone, at a higher price than other storage. What nobody deletes goes on costing, and a leak reveals more.",
      fix: "Add an enabled lifecycle rule that deletes objects after the days they are needed.",
    },
    ja: {
      title: "期限切れルールのないディレクトリバケット",
      risk: "ディレクトリバケットは単一ゾーンの作業用データ向けで、保管料金が割高です。削除されないデータは費用を増やし、漏えい時の被害も大きくします。",
      fix: "必要な日数を過ぎたオブジェクトを削除するライフサイクルルールを追加し、有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket <bucket> --lifecycle-configuration \'{"Rules":[{"ID":"expire","Status":"Enabled","Filter":{},"Expiration":{"Days":30}}]}\'',
    cloudformation:
      "Type: AWS::S3Express::DirectoryBucket\nProperties:\n  LifecycleConfiguration:\n    Rules:\n      - { Id: expire, Status: Enabled, ExpirationInDays: 30 }",
    terraform:
      'resource "aws_s3_bucket_lifecycle_configuration" "<name>" {\n  bucket = aws_s3_directory_bucket.<name>.bucket\n  rule {\n    id     = "expire"\n    status = "Enabled"\n    expiration { days = 30 }\n  }\n}',
  },
  judge(bucket, need) {
    return need(bucket.ExpirationRules) > 0 ? pass : fail({ path: ["ExpirationRules"], found: 0 });
  },
});
