import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls("kms", "DisableKey", "ScheduleKeyDeletion"),
};

/** Customer keys that are about to be lost. */
export const keyDeletionUnalarmed = defineCheck({
  id: "cloudwatch/key-deletion-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.DS-1"],
  meets: { "cis-aws-foundations-2.0.0": ["4.7"], "cis-aws-foundations-7.0.0": ["5.7"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when a KMS key is disabled or marked for deletion",
      risk: "Data under a deleted key is lost for good; the waiting period helps only if somebody notices.",
      fix: "Watch kms.amazonaws.com for DisableKey and ScheduleKeyDeletion, and alarm a confirmed topic.",
    },
    ja: {
      title: "KMS キーの無効化・削除予約が誰にも通知されない",
      risk: "削除されたキーで暗号化したデータは二度と復号できません。待機期間は、気付いて初めて役立ちます。",
      fix: "kms.amazonaws.com の DisableKey と ScheduleKeyDeletion を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name KeyDeletion --filter-pattern '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }' --metric-transformations metricName=KeyDeletion,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name KeyDeletion --metric-name KeyDeletion --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }'\n    MetricTransformations:\n      - MetricName: KeyDeletion\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: KeyDeletion\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
