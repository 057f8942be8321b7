import { defineCheck } from "../../check.ts";
import { judgeWatch } from "../../monitoring/watch.ts";

const root = {
  "userIdentity.type": "Root",
  "userIdentity.invokedBy": null,
  eventCategory: "Management",
  errorCode: null,
  errorMessage: null,
};
const WATCH = {
  events: {
    "API call of root": {
      ...root,
      eventSource: "iam.amazonaws.com",
      eventName: "CreateAccessKey",
      eventType: "AwsApiCall",
      readOnly: "false",
    },
    "sign-in of root": { ...root, eventSource: "signin.amazonaws.com", eventName: "ConsoleLogin", eventType: "AwsConsoleSignIn" },
  },
};

/** Calls and sign-ins of root itself, not of services in its name. */
export const rootUseUnalarmed = defineCheck({
  id: "cloudwatch/root-use-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["4.3"], "cis-aws-foundations-7.0.0": ["5.3"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when the root user acts",
      risk: "Root is used almost never: each use is either planned, or the end of the account.",
      fix: "Watch for userIdentity.type Root without invokedBy, and alarm a confirmed topic.",
    },
    ja: {
      title: "ルートユーザーの操作が誰にも通知されない",
      risk: "ルートユーザーはほとんど使わないものです。予定外の使用は、アカウントの乗っ取りを意味します。",
      fix: "invokedBy のない userIdentity.type Root を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: 'aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name RootUse --filter-pattern \'{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }\' --metric-transformations metricName=RootUse,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name RootUse --metric-name RootUse --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>',
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.userIdentity.type = \"Root\") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != \"AwsServiceEvent\") }'\n    MetricTransformations:\n      - MetricName: RootUse\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: RootUse\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
