import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls(
    "ec2",
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ),
};

/** Changes of network ACLs, their entries and their subnets. */
export const networkAclChangesUnalarmed = defineCheck({
  id: "cloudwatch/network-acl-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.11"], "cis-aws-foundations-7.0.0": ["5.11"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when network ACLs change",
      risk: "The outer fence of the subnets moves without anybody noticing.",
      fix: "Watch for the calls that create, replace and delete network ACLs and their entries, and alarm a confirmed topic.",
    },
    ja: {
      title: "ネットワーク ACL の変更が誰にも通知されない",
      risk: "サブネットの外側の防御が、気付かれないまま変更されます。",
      fix: "ネットワーク ACL とエントリの作成・置換・削除を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name NetworkAclChanges --filter-pattern '{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }' --metric-transformations metricName=NetworkAclChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name NetworkAclChanges --metric-name NetworkAclChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }'\n    MetricTransformations:\n      - MetricName: NetworkAclChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: NetworkAclChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
