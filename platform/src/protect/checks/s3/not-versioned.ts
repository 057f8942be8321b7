import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const notVersioned = defineCheck({
  id: "s3/not-versioned",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-4", "PR.DS-1"],
  meets: { "cis-aws-three-tier-1.0.0": ["3.11"], "aws-fsbp": ["S3.14"], "aws-config": ["s3-bucket-versioning-enabled"] },
  text: {
    en: {
      title: "The bucket keeps no versions",
      risk: "What a bug, a mistake or ransomware overwrites or deletes is gone.",
      fix: "Turn on versioning, together with a lifecycle rule that expires old versions.",
    },
    ja: {
      title: "バージョニングが無効",
      risk: "不具合・誤操作・ランサムウェアで上書きや削除をされたデータは復元できません。",
      fix: "バージョニングを有効にし、古いバージョンを期限切れにするライフサイクルルールも設定してください。",
    },
  },
  remedy: {
    cli: "aws s3api put-bucket-versioning --bucket <bucket> --versioning-configuration Status=Enabled",
    cloudformation: "VersioningConfiguration:\n  Status: Enabled",
  },
  judge(bucket, need) {
    const status = need(bucket.Versioning);
    return status === "Enabled"
      ? pass
      : fail({ path: ["VersioningConfiguration", "Status"], found: status ?? "never enabled", expected: "Enabled" });
  },
});
