import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Watches object-level events of the buckets. */
export const s3ProtectionOff = defineCheck({
  id: "guardduty/s3-protection-off",
  on: "Region",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.CM-3"],
  meets: { "aws-fsbp": ["GuardDuty.10"] },
  text: {
    en: {
      title: "GuardDuty S3 Protection is off",
      risk: "Mass downloads, deletions and access from odd places on the buckets raise no finding.",
      fix: "Enable the feature S3_DATA_EVENTS.",
    },
    ja: {
      title: "GuardDuty の S3 Protection が無効",
      risk: "バケットに対する大量ダウンロード・削除・不審な場所からのアクセスを検知できません。",
      fix: "機能 S3_DATA_EVENTS を有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"S3_DATA_EVENTS","Status":"ENABLED"}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: S3_DATA_EVENTS\n      Status: ENABLED",
  },
  judge(region, need) {
    return judgeFeature(region, need, ["S3_DATA_EVENTS"]);
  },
});
