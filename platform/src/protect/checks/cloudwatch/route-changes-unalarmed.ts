import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls(
    "ec2",
    "CreateRoute",
    "CreateRouteTable",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
    "DeleteRouteTable",
    "DeleteRoute",
    "DisassociateRouteTable",
  ),
};

/** Routes, route tables and their subnets. */
export const routeChangesUnalarmed = defineCheck({
  id: "cloudwatch/route-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.13"], "cis-aws-foundations-7.0.0": ["5.13"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when routes change",
      risk: "A changed route sends traffic past the firewall, or through somebody else's machine.",
      fix: "Watch for the calls that create, replace and delete routes and route tables, and alarm a confirmed topic.",
    },
    ja: {
      title: "ルートテーブルの変更が誰にも通知されない",
      risk: "経路を書き換えると、通信にファイアウォールを迂回させたり、第三者のマシンを経由させたりできます。",
      fix: "ルートとルートテーブルの作成・置換・削除を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name RouteChanges --filter-pattern '{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }' --metric-transformations metricName=RouteChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name RouteChanges --metric-name RouteChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }'\n    MetricTransformations:\n      - MetricName: RouteChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: RouteChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
