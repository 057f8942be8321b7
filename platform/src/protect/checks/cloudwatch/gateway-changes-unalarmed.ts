import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls(
    "ec2",
    "CreateCustomerGateway",
    "DeleteCustomerGateway",
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ),
};

/** Internet and customer gateways. */
export const gatewayChangesUnalarmed = defineCheck({
  id: "cloudwatch/gateway-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.12"], "cis-aws-foundations-7.0.0": ["5.12"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when a network gateway changes",
      risk: "A new internet gateway turns a private network into a public one.",
      fix: "Watch for the calls that create, attach, detach and delete internet and customer gateways, and alarm a confirmed topic.",
    },
    ja: {
      title: "ネットワークゲートウェイの変更が誰にも通知されない",
      risk: "インターネットゲートウェイの追加で、閉じたネットワークが外部とつながります。",
      fix: "インターネットゲートウェイとカスタマーゲートウェイの作成・アタッチ・デタッチ・削除を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name GatewayChanges --filter-pattern '{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }' --metric-transformations metricName=GatewayChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name GatewayChanges --metric-name GatewayChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }'\n    MetricTransformations:\n      - MetricName: GatewayChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: GatewayChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
