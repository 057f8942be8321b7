import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Any KMS key counts. */
export const logsWithoutKmsKey = defineCheck({
  id: "cloudtrail/logs-without-kms-key",
  on: "Trail",
  severity: "low",
  layer: "monitoring",
  topic: "data-protection",
  csf: ["PR.DS-1", "PR.PT-1"],
  meets: { "cis-aws-foundations-2.0.0": ["3.7"], "cis-aws-foundations-7.0.0": ["4.5"], "aws-fsbp": ["CloudTrail.2"] },
  text: {
    en: {
      title: "The trail's logs are not encrypted with a KMS key",
      risk: "With S3's own key, whoever may read the bucket may read the logs; a KMS key demands a second permission and records each reading.",
      fix: "Set a KMS key on the trail and allow CloudTrail in its key policy.",
    },
    ja: {
      title: "証跡のログが KMS キーで暗号化されていない",
      risk: "S3 管理のキーでは、バケットを読める人は誰でもログを読めます。KMS キーなら復号の権限が別途必要になり、読み取りの記録も残ります。",
      fix: "証跡に KMS キーを設定し、キーポリシーで CloudTrail を許可してください。",
    },
  },
  remedy: {
    cli: "aws cloudtrail update-trail --name <trail> --kms-key-id <key-arn>",
    cloudformation: "Type: AWS::CloudTrail::Trail\nProperties:\n  KMSKeyId: !GetAtt TrailKey.Arn",
    terraform: "kms_key_id = aws_kms_key.trail.arn",
  },
  judge(trail, need) {
    return need(trail.KmsKeyId) ? pass : fail({ path: ["KMSKeyId"], found: null });
  },
});
