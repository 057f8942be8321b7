import { defineCheck } from "../../check.ts";
import { judgeObjects } from "../../monitoring/objects.ts";

/** Every bucket's read events on multi-region trails that are logging. */
export const s3ReadsUnrecorded = defineCheck({
  id: "cloudtrail/s3-reads-unrecorded",
  on: "Account",
  also: ["Trail", "Bucket"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.CM-3"],
  meets: { "cis-aws-foundations-2.0.0": ["3.11"], "cis-aws-foundations-7.0.0": ["4.9"] },
  text: {
    en: {
      title: "Object reads on S3 are not recorded",
      risk: "After a leak nobody can say which objects were read, so all of them count as lost.",
      fix: "Add a data-event selector for reads on all S3 objects to a multi-region trail.",
    },
    ja: {
      title: "S3 のオブジェクト読み取りが記録されていない",
      risk: "漏えい時にどのオブジェクトが読まれたか特定できず、すべて流出したものとして扱うことになります。",
      fix: "マルチリージョン証跡に、すべての S3 オブジェクトの読み取りデータイベントを追加してください。",
    },
  },
  remedy: {
    cli: 'aws cloudtrail put-event-selectors --trail-name <trail> --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]\'',
  },
  judge(account, need, world) {
    return judgeObjects("read", account, need, world);
  },
});
