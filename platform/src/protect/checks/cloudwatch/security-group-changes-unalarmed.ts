import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls(
    "ec2",
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
    "CreateSecurityGroup",
    "DeleteSecurityGroup",
  ),
};

/** The six classic calls; edits of a rule are another check. */
export const securityGroupChangesUnalarmed = defineCheck({
  id: "cloudwatch/security-group-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.10"], "cis-aws-foundations-7.0.0": ["5.10"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when security groups change",
      risk: "A port opened for a quick test stays open, and the next scanner finds it.",
      fix: "Watch for the calls that create, delete, authorize and revoke, and alarm a confirmed topic.",
    },
    ja: {
      title: "セキュリティグループの変更が誰にも通知されない",
      risk: "一時的な確認のために開けたポートがそのまま残り、スキャンで発見されます。",
      fix: "作成・削除・許可・取り消しの API を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name SecurityGroupChanges --filter-pattern '{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }' --metric-transformations metricName=SecurityGroupChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name SecurityGroupChanges --metric-name SecurityGroupChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }'\n    MetricTransformations:\n      - MetricName: SecurityGroupChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: SecurityGroupChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
