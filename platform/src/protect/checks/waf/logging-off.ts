import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const loggingOff = defineCheck({
  id: "waf/logging-off",
  on: "WebAcl",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.CM-1"],
  meets: { "aws-fsbp": ["WAF.11"], "aws-config": ["wafv2-logging-enabled"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The web ACL writes no log",
      risk: "Which requests were blocked, which slipped through and which rule hit a customer wrongly, cannot be seen.",
      fix: "Send the logs to a log group, bucket or Firehose stream whose name begins with aws-waf-logs-, with secrets redacted.",
    },
    ja: {
      title: "Web ACL のログが無効",
      risk: "ブロックしたリクエスト・通過した攻撃・誤検知を確認できません。",
      fix: "名前が aws-waf-logs- で始まるロググループ・バケット・Firehose にログを出力し、機密フィールドをマスクしてください。",
    },
  },
  remedy: {
    cli: "aws wafv2 put-logging-configuration --logging-configuration ResourceArn=<acl>,LogDestinationConfigs=<log group arn>",
    cloudformation:
      "Type: AWS::WAFv2::LoggingConfiguration\nProperties:\n  ResourceArn: !GetAtt <WebAcl>.Arn\n  LogDestinationConfigs: [!GetAtt <LogGroup>.Arn]",
  },
  judge(acl, need) {
    const destinations = need.outer(acl.LoggingDestinations);
    return destinations.length > 0 ? pass : fail({ path: [], found: { LoggingDestinations: [] } });
  },
});
