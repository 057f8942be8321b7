import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls("ec2", "ModifySecurityGroupRules"),
};

/** The call newer benchmarks added. */
export const securityGroupRuleEditsUnalarmed = defineCheck({
  id: "cloudwatch/security-group-rule-edits-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-5"],
  meets: { "cis-aws-foundations-7.0.0": ["5.10"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when a security group rule is edited in place",
      risk: "ModifySecurityGroupRules changes a rule without authorizing or revoking one: filters of the older lists do not see it.",
      fix: "Add ModifySecurityGroupRules to the filter of security group changes.",
    },
    ja: {
      title: "セキュリティグループの規則の編集が誰にも通知されない",
      risk: "ModifySecurityGroupRules は許可・取り消しを伴わずに規則を書き換えるため、以前のフィルターでは検知できません。",
      fix: "セキュリティグループ変更のフィルターに ModifySecurityGroupRules を追加してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name SecurityGroupRuleEdits --filter-pattern '{ ($.eventName = ModifySecurityGroupRules) }' --metric-transformations metricName=SecurityGroupRuleEdits,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name SecurityGroupRuleEdits --metric-name SecurityGroupRuleEdits --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = ModifySecurityGroupRules) }'\n    MetricTransformations:\n      - MetricName: SecurityGroupRuleEdits\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: SecurityGroupRuleEdits\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
