import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls("cloudtrail", "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
};

/** Changes of the recorder itself. Its cases also show every link of the chain. */
export const trailChangesUnalarmed = defineCheck({
  id: "cloudwatch/trail-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.PT-1"],
  meets: { "cis-aws-foundations-2.0.0": ["4.5"], "cis-aws-foundations-7.0.0": ["5.5"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when a trail is changed or stopped",
      risk: "An intruder's first move is to switch the recorder off; from then on the account is blind.",
      fix: "Watch the trail's log group for CreateTrail, UpdateTrail, DeleteTrail, StartLogging and StopLogging, and alarm a confirmed topic.",
    },
    ja: {
      title: "CloudTrail の変更・停止が誰にも通知されない",
      risk: "侵入者はまず記録を止めようとします。気付かなければ、その後の操作は一切追跡できません。",
      fix: "証跡のロググループで CreateTrail・UpdateTrail・DeleteTrail・StartLogging・StopLogging を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name TrailChanges --filter-pattern '{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }' --metric-transformations metricName=TrailChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name TrailChanges --metric-name TrailChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }'\n    MetricTransformations:\n      - MetricName: TrailChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: TrailChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
