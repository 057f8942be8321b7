import { defineCheck } from "../../check.ts";
import { judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: {
    "failed ConsoleLogin": {
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      eventType: "AwsConsoleSignIn",
      eventCategory: "Management",
      errorMessage: "Failed authentication",
      "responseElements.ConsoleLogin": "Failure",
    },
  },
};

/** Failed sign-ins of any user. */
export const signInFailuresUnalarmed = defineCheck({
  id: "cloudwatch/sign-in-failures-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.6"], "cis-aws-foundations-7.0.0": ["5.6"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told of failed console sign-ins",
      risk: "Guessing passwords takes many tries; each try leaves a line that nobody reads.",
      fix: "Watch for ConsoleLogin with the message Failed authentication, and alarm a confirmed topic.",
    },
    ja: {
      title: "コンソールの認証失敗が誰にも通知されない",
      risk: "パスワードの推測には多数の試行が必要です。その記録は残っていますが、誰も見ていません。",
      fix: "errorMessage が Failed authentication の ConsoleLogin を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name SignInFailures --filter-pattern '{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }' --metric-transformations metricName=SignInFailures,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name SignInFailures --metric-name SignInFailures --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }'\n    MetricTransformations:\n      - MetricName: SignInFailures\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: SignInFailures\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
