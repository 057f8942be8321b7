import { fail, knownOr, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { topicsHeard } from "../../monitoring/watch.ts";

/** From the group to a confirmed subscriber. */
export const scalingUnheard = defineCheck({
  id: "cloudwatch/scaling-unheard",
  on: "AutoScalingGroup",
  also: ["Subscription"],
  severity: "low",
  layer: "monitoring",
  topic: "incident-response",
  csf: ["DE.AE-5", "DE.DP-4", "RS.CO-2"],
  meets: { "cis-aws-three-tier-1.0.0": ["4.1"] },
  text: {
    en: {
      title: "Scaling events reach nobody",
      risk: "A group that cannot start instances, or starts far too many, is noticed by its users first.",
      fix: "Send the group's events to an SNS topic with a confirmed subscription.",
    },
    ja: {
      title: "スケーリングイベントが誰にも通知されない",
      risk: "インスタンスの起動失敗や異常な増加に、利用者からの報告で初めて気付くことになります。",
      fix: "確認済みのサブスクリプションがある SNS トピックに、グループのイベントを通知してください。",
    },
  },
  remedy: {
    cli: "aws autoscaling put-notification-configuration --auto-scaling-group-name <group> --topic-arn <topic-arn> --notification-types autoscaling:EC2_INSTANCE_LAUNCH_ERROR autoscaling:EC2_INSTANCE_TERMINATE",
    cloudformation:
      "NotificationConfigurations:\n  - TopicARN: !Ref Topic\n    NotificationTypes: [autoscaling:EC2_INSTANCE_LAUNCH_ERROR, autoscaling:EC2_INSTANCE_TERMINATE]",
  },
  judge(group, need, world) {
    const topics = need.outer(group.NotificationTopics);
    return need(topicsHeard(topics, group, world))
      ? pass
      : fail({
          path: ["NotificationConfigurations"],
          found: topics.map((topic) => knownOr(topic, null)),
          expected: "a topic with a confirmed subscription",
        });
  },
});
