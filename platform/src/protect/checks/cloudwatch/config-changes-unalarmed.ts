import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls("config", "StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"),
};

/** Changes of recorder and delivery channel. */
export const configChangesUnalarmed = defineCheck({
  id: "cloudwatch/config-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.IP-3"],
  meets: { "cis-aws-foundations-2.0.0": ["4.9"], "cis-aws-foundations-7.0.0": ["5.9"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when AWS Config is changed or stopped",
      risk: "Without its recorder the account has no memory of what its resources looked like.",
      fix: "Watch config.amazonaws.com for changes of recorders and delivery channels, and alarm a confirmed topic.",
    },
    ja: {
      title: "AWS Config の変更・停止が誰にも通知されない",
      risk: "レコーダーが止まると、リソースの過去の状態を確認できなくなります。",
      fix: "config.amazonaws.com のレコーダーと配信チャネルの変更を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name ConfigChanges --filter-pattern '{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }' --metric-transformations metricName=ConfigChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name ConfigChanges --metric-name ConfigChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventSource = config.amazonaws.com) && (($.eventName = StopConfigurationRecorder) || ($.eventName = DeleteDeliveryChannel) || ($.eventName = PutDeliveryChannel) || ($.eventName = PutConfigurationRecorder)) }'\n    MetricTransformations:\n      - MetricName: ConfigChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: ConfigChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
