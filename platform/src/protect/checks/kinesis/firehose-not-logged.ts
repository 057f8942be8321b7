import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const firehoseNotLogged = defineCheck({
  id: "kinesis/firehose-not-logged",
  on: "FirehoseStream",
  severity: "low",
  layer: "messaging",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: { "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Delivery errors of the Firehose stream are not logged",
      risk: "Records that cannot be delivered or transformed disappear into an error prefix nobody reads.",
      fix: "Turn on CloudWatch logging of the destination.",
    },
    ja: {
      title: "Firehose の配信エラーログなし",
      risk: "配信・変換に失敗したレコードが、誰にも気付かれないままエラー用プレフィックスに溜まります。",
      fix: "送信先の CloudWatch ログを有効にしてください。",
    },
  },
  remedy: {
    cloudformation:
      "ExtendedS3DestinationConfiguration:\n  CloudWatchLoggingOptions:\n    Enabled: true\n    LogGroupName: !Ref LogGroup\n    LogStreamName: delivery",
  },
  judge(firehose, need) {
    return need(firehose.LoggingEnabled)
      ? pass
      : fail({ path: ["ExtendedS3DestinationConfiguration", "CloudWatchLoggingOptions", "Enabled"], found: false, expected: true });
  },
});
