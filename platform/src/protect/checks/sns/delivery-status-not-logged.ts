import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const LOGGED: Readonly<Record<string, string>> = {
  lambda: "lambda",
  sqs: "sqs",
  http: "http/s",
  https: "http/s",
  firehose: "firehose",
  application: "application",
};

/** Only protocols that can be logged and that are subscribed count; a topic nobody listens to by them has nothing to log. */
export const deliveryStatusNotLogged = defineCheck({
  id: "sns/delivery-status-not-logged",
  on: "Topic",
  also: ["Subscription"],
  severity: "info",
  layer: "messaging",
  topic: "detective-controls",
  csf: ["PR.PT-1"],
  meets: { "aws-fsbp": ["SNS.2"], "aws-config": ["sns-topic-message-delivery-notification-enabled"] },
  text: {
    en: {
      title: "Deliveries of the topic are not logged",
      risk: "When a notification does not arrive nobody can see whether it was sent, refused or lost.",
      fix: "Set a feedback role for the protocols in use, at least for failures.",
    },
    ja: {
      title: "配信状況のログなし",
      risk: "通知が届かないとき、送信・拒否・消失のどれかを確認できません。",
      fix: "利用中のプロトコルにフィードバックロールを設定してください。少なくとも失敗時は必要です。",
    },
  },
  remedy: {
    cli: "aws sns set-topic-attributes --topic-arn <arn> --attribute-name LambdaFailureFeedbackRoleArn --attribute-value <role-arn>",
    cloudformation: "DeliveryStatusLogging:\n  - Protocol: lambda\n    FailureFeedbackRoleArn: !GetAtt FeedbackRole.Arn",
  },
  judge(topic, need, world) {
    const used = new Set<string>();
    for (const subscription of need.outer(world.all("Subscription", topic))) {
      if (need(subscription.TopicArn) !== need(topic.Arn)) continue;
      const protocol = LOGGED[need(subscription.Protocol)];
      if (protocol) used.add(protocol);
    }
    if (used.size === 0) return notApplicable;
    const logged = need(topic.DeliveryStatusLogging).map((protocol) => protocol.toLowerCase());
    const silent = [...used].filter((protocol) => !logged.some((l) => protocol.startsWith(l.replace(/s$/, "")) || l.startsWith(protocol)));
    return failIf(
      silent.map((protocol) => ({ subject: protocol, path: ["DeliveryStatusLogging"], found: `${protocol} is subscribed and not logged` })),
    );
  },
});
