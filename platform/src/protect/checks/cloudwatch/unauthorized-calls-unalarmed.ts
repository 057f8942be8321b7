import { defineCheck } from "../../check.ts";
import { judgeWatch } from "../../monitoring/watch.ts";

const call = {
  eventSource: "ec2.amazonaws.com",
  eventName: "RunInstances",
  eventType: "AwsApiCall",
  eventCategory: "Management",
  sourceIPAddress: "203.0.113.10",
};
const WATCH = {
  events: {
    "Client.UnauthorizedOperation": { ...call, errorCode: "Client.UnauthorizedOperation" },
    AccessDenied: { ...call, errorCode: "AccessDenied" },
    AccessDeniedException: { ...call, errorCode: "AccessDeniedException" },
  },
  // The benchmark's own text joins the exclusions by OR and so matches every event: an alarm that always rings tells nothing.
  everyday: { ...call, errorCode: null, errorMessage: null },
};

/** A filter that also matches calls that succeeded does not count. */
export const unauthorizedCallsUnalarmed = defineCheck({
  id: "cloudwatch/unauthorized-calls-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.AE-2", "DE.AE-5", "DE.CM-3"],
  meets: { "cis-aws-foundations-2.0.0": ["4.1"], "cis-aws-foundations-7.0.0": ["5.1"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told of refused API calls",
      risk: "Somebody with a stolen key tries what it opens: a burst of refusals is the first thing to be seen of them.",
      fix: "Watch for errorCode *UnauthorizedOperation and AccessDenied*, leave out the log delivery service and HeadBucket with AND, and alarm a confirmed topic.",
    },
    ja: {
      title: "権限エラーの API 呼び出しが誰にも通知されない",
      risk: "盗んだキーで何ができるかを試すと権限エラーが急増し、これが最初の兆候になります。",
      fix: "errorCode の *UnauthorizedOperation と AccessDenied* を監視し、ログ配信サービスと HeadBucket は AND 条件で除外して、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: 'aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name UnauthorizedCalls --filter-pattern \'{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }\' --metric-transformations metricName=UnauthorizedCalls,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name UnauthorizedCalls --metric-name UnauthorizedCalls --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>',
    cloudformation:
      'Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: \'{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }\'\n    MetricTransformations:\n      - MetricName: UnauthorizedCalls\n        MetricNamespace: Security\n        MetricValue: \'1\'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: UnauthorizedCalls\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]',
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
