import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const oldVersionsKeptForEver = defineCheck({
  id: "s3/old-versions-kept-for-ever",
  on: "Bucket",
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-6"],
  meets: { "aws-fsbp": ["S3.10"], "aws-config": ["s3-version-lifecycle-policy-check"] },
  text: {
    en: {
      title: "Old versions are kept for ever",
      risk: "Every overwritten and deleted object stays, invisible and paid for; deleting personal data does not delete it.",
      fix: "Add a lifecycle rule with NoncurrentVersionExpiration.",
    },
    ja: {
      title: "古いバージョンの期限なし",
      risk: "上書き・削除したオブジェクトが見えないまま残り、費用がかかります。個人情報も削除したことになりません。",
      fix: "NoncurrentVersionExpiration を持つライフサイクルルールを追加してください。",
    },
  },
  remedy: {
    cloudformation: "LifecycleConfiguration:\n  Rules:\n    - Status: Enabled\n      NoncurrentVersionExpiration: { NoncurrentDays: 30 }",
  },
  judge(bucket, need) {
    if (need(bucket.Versioning) !== "Enabled") return notApplicable;
    return need(bucket.ActiveLifecycleRules) > 0
      ? pass
      : fail({ path: ["LifecycleConfiguration"], found: "versioning without an enabled rule" });
  },
});
