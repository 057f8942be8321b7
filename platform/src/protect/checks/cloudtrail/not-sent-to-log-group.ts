import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Whether a log group is set; whether logs arrive is another check. */
export const notSentToLogGroup = defineCheck({
  id: "cloudtrail/not-sent-to-log-group",
  on: "Trail",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3", "DE.CM-3"],
  meets: { "cis-aws-foundations-2.0.0": ["3.4"], "aws-fsbp": ["CloudTrail.5"] },
  text: {
    en: {
      title: "The trail does not deliver to CloudWatch Logs",
      risk: "Logs that lie in a bucket only raise no alarm while something is happening.",
      fix: "Give the trail a log group and a role that may write to it.",
    },
    ja: {
      title: "証跡が CloudWatch Logs に配信されていない",
      risk: "バケットに保存されるだけのログからは、異常の発生中にアラームを出せません。",
      fix: "証跡にロググループと書き込み用のロールを設定してください。",
    },
  },
  remedy: {
    cli: "aws cloudtrail update-trail --name <trail> --cloud-watch-logs-log-group-arn <log-group-arn> --cloud-watch-logs-role-arn <role-arn>",
    cloudformation:
      "Type: AWS::CloudTrail::Trail\nProperties:\n  CloudWatchLogsLogGroupArn: !GetAtt TrailLogs.Arn\n  CloudWatchLogsRoleArn: !GetAtt TrailLogsRole.Arn",
  },
  judge(trail, need) {
    return need(trail.CloudWatchLogsLogGroupArn) ? pass : fail({ path: ["CloudWatchLogsLogGroupArn"], found: null });
  },
});
