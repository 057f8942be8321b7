import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const streamRetentionShort = defineCheck({
  id: "kinesis/stream-retention-short",
  on: "KinesisStream",
  severity: "low",
  layer: "messaging",
  topic: "data-protection",
  csf: ["PR.DS-4", "PR.IP-4"],
  meets: { "aws-fsbp": ["Kinesis.3"] },
  text: {
    en: {
      title: "The stream keeps records for less than a week",
      risk: "A consumer that fails on Friday evening may find its records expired on Monday.",
      fix: "Raise the retention to 168 hours, or keep a copy of the records elsewhere.",
    },
    ja: {
      title: "ストリームの保持期間が 1 週間未満",
      risk: "金曜の夜にコンシューマーが停止すると、月曜にはレコードが期限切れになっているおそれがあります。",
      fix: "保持期間を 168 時間以上にするか、レコードを別の場所にも保存してください。",
    },
  },
  remedy: {
    cli: "aws kinesis increase-stream-retention-period --stream-name <stream> --retention-period-hours 168",
    cloudformation: "RetentionPeriodHours: 168",
  },
  judge(stream, need) {
    const hours = need(stream.RetentionPeriodHours);
    return hours >= 168 ? pass : fail({ path: ["RetentionPeriodHours"], found: hours, expected: 168 });
  },
});
