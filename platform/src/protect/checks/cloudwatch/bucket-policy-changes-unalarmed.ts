import { defineCheck } from "../../check.ts";
import { calls, judgeWatch } from "../../monitoring/watch.ts";

const WATCH = {
  events: calls(
    "s3",
    "PutBucketAcl",
    "PutBucketPolicy",
    "PutBucketCors",
    "PutBucketLifecycle",
    "PutBucketReplication",
    "DeleteBucketPolicy",
    "DeleteBucketCors",
    "DeleteBucketLifecycle",
    "DeleteBucketReplication",
  ),
};

/** Changes that open, empty or copy a bucket. */
export const bucketPolicyChangesUnalarmed = defineCheck({
  id: "cloudwatch/bucket-policy-changes-unalarmed",
  on: "Account",
  also: ["Trail", "LogGroup", "Alarm", "Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-3", "DE.AE-5", "PR.IP-3"],
  meets: { "cis-aws-foundations-2.0.0": ["4.8"], "cis-aws-foundations-7.0.0": ["5.8"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Nobody is told when a bucket's policy or configuration changes",
      risk: "One call makes a private bucket public or sends its contents to a stranger's by replication.",
      fix: "Watch s3.amazonaws.com for changes of policies, ACLs, CORS, lifecycle and replication, and alarm a confirmed topic.",
    },
    ja: {
      title: "S3 バケットポリシー等の変更が誰にも通知されない",
      risk: "たった 1 回の API 呼び出しで、バケットの公開や、レプリケーションによる外部への持ち出しが可能です。",
      fix: "s3.amazonaws.com のポリシー・ACL・CORS・ライフサイクル・レプリケーションの変更を監視し、確認済みのトピックにアラームを通知してください。",
    },
  },
  remedy: {
    cli: "aws logs put-metric-filter --log-group-name <trail-log-group> --filter-name BucketPolicyChanges --filter-pattern '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }' --metric-transformations metricName=BucketPolicyChanges,metricNamespace=Security,metricValue=1\naws cloudwatch put-metric-alarm --alarm-name BucketPolicyChanges --metric-name BucketPolicyChanges --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions <topic-arn>",
    cloudformation:
      "Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: <trail-log-group>\n    FilterPattern: '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }'\n    MetricTransformations:\n      - MetricName: BucketPolicyChanges\n        MetricNamespace: Security\n        MetricValue: '1'\nAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    MetricName: BucketPolicyChanges\n    Namespace: Security\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [<topic-arn>]",
  },
  judge(account, need, world) {
    return judgeWatch(WATCH, account, need, world);
  },
});
