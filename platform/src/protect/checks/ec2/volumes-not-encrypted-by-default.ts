import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The region's setting; single volumes are not judged. */
export const volumesNotEncryptedByDefault = defineCheck({
  id: "ec2/volumes-not-encrypted-by-default",
  on: "Region",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "cis-aws-foundations-2.0.0": ["2.2.1"], "cis-aws-foundations-7.0.0": ["6.1.1"], "cis-aws-compute-1.0.0": ["2.2.1"] },
  text: {
    en: {
      title: "New EBS volumes are not encrypted by default",
      risk: "A volume or snapshot somebody forgot to encrypt can be read by whoever gets hold of it.",
      fix: "Turn on encryption by default in the region.",
    },
    ja: {
      title: "EBS のデフォルト暗号化が無効なリージョン",
      risk: "暗号化を忘れたボリュームやスナップショットは、入手した人に中身を読まれます。",
      fix: "リージョンの EBS のデフォルト暗号化を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws ec2 enable-ebs-encryption-by-default --region <region>",
    terraform: 'resource "aws_ebs_encryption_by_default" "main" {\n  enabled = true\n}',
  },
  judge(region, need) {
    return need(region.EbsEncryptionByDefault) ? pass : fail({ path: ["EbsEncryptionByDefault"], found: false, expected: true });
  },
});
