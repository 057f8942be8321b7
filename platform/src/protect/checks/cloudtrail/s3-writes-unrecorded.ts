import { defineCheck } from "../../check.ts";
import { judgeObjects } from "../../monitoring/objects.ts";

/** Every bucket's write events on multi-region trails that are logging. */
export const s3WritesUnrecorded = defineCheck({
  id: "cloudtrail/s3-writes-unrecorded",
  on: "Account",
  also: ["Trail", "Bucket"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.CM-3"],
  meets: { "cis-aws-foundations-2.0.0": ["3.10"], "cis-aws-foundations-7.0.0": ["4.8"] },
  text: {
    en: {
      title: "Object writes on S3 are not recorded",
      risk: "Who overwrote or deleted data, a ransom note included, cannot be found out.",
      fix: "Add a data-event selector for writes on all S3 objects to a multi-region trail.",
    },
    ja: {
      title: "S3 のオブジェクト書き込みが記録されていない",
      risk: "データの上書きや削除（身代金要求型の攻撃を含む）を誰が行ったのか、後から調べられません。",
      fix: "マルチリージョン証跡に、すべての S3 オブジェクトの書き込みデータイベントを追加してください。",
    },
  },
  remedy: {
    cli: 'aws cloudtrail put-event-selectors --trail-name <trail> --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]\'',
  },
  judge(account, need, world) {
    return judgeObjects("write", account, need, world);
  },
});
