import { defineCheck } from "../../check.ts";
import { judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: {
    "ConsoleLogin without MFA": {
      eventSource: "signin.amazonaws.com",
      eventName: "ConsoleLogin",
      eventType: "AwsConsoleSignIn",
      eventCategory: "Management",
      "userIdentity.type": "IAMUser",
      "additionalEventData.MFAUsed": "No",
      "responseElements.ConsoleLogin": "Success",
      errorMessage: null,
      errorCode: null,
    },
  },
};

/** A successful sign-in of an IAM user whose MFA was not used. */
export const signInWithoutMfaUnalarmed = defineCheck({
  id: "cloudwatch/sign-in-without-mfa-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "PR.AC-7", "DE.AE-5"],
  meets: { "cis-aws-foundations-2.0.0": ["4.2"], "cis-aws-foundations-7.0.0": ["5.2"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told of console sign-ins without MFA",
      risk: "A sign-in with the password alone is either a user outside the rules or somebody who stole it.",
      fix: "Watch for ConsoleLogin with MFAUsed other than Yes, and alarm a confirmed topic.",
    },
    ja: {
      title: "MFA なしのコンソールサインインが誰にも通知されない",
      risk: "パスワードだけのサインインは、規則に反した利用か、盗まれたパスワードの悪用です。",
      fix: "MFAUsed が Yes でない ConsoleLogin を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: 'aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name SignInWithoutMfa --filter-pattern \'{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }\' --metric-transformations metricName=SignInWithoutMfa,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name SignInWithoutMfa --metric-name SignInWithoutMfa --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>',
    cloudformation:
      'Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: \'{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }\'\n    MetricTransformations:\n      - MetricName: SignInWithoutMfa\n        MetricNamespace: Security\n        MetricValue: \'1\'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: SignInWithoutMfa\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]',
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
