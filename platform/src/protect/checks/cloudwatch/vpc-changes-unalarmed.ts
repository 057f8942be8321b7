import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls(
    "ec2",
    "CreateVpc",
    "DeleteVpc",
    "ModifyVpcAttribute",
    "AcceptVpcPeeringConnection",
    "CreateVpcPeeringConnection",
    "DeleteVpcPeeringConnection",
    "RejectVpcPeeringConnection",
    "AttachClassicLinkVpc",
    "DetachClassicLinkVpc",
    "DisableVpcClassicLink",
    "EnableVpcClassicLink",
  ),
};

/** VPCs, their peerings and their old links. */
export const vpcChangesUnalarmed = defineCheck({
  id: "cloudwatch/vpc-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.14"], "cis-aws-foundations-7.0.0": ["5.14"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when VPCs change",
      risk: "A peering accepted in passing connects the network with a stranger's.",
      fix: "Watch for the calls that create, change, delete, peer and link VPCs, and alarm a confirmed topic.",
    },
    ja: {
      title: "VPC の変更が誰にも通知されない",
      risk: "ピアリングを安易に承認すると、第三者のネットワークと接続されてしまいます。",
      fix: "VPC の作成・変更・削除・ピアリング・リンクの API を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name VpcChanges --filter-pattern '{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }' --metric-transformations metricName=VpcChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name VpcChanges --metric-name VpcChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }'\n    MetricTransformations:\n      - MetricName: VpcChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: VpcChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
