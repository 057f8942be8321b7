import { type Fact, failIf, isUnknown, type Noun, notApplicable, type World } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { oncePer } from "../../compute/once.ts";

const LOGGED: Readonly<Record<string, string>> = {
  lambda: "lambda",
  sqs: "sqs",
  http: "http/s",
  https: "http/s",
  firehose: "firehose",
  application: "application",
};

/** Protocols in use by topic; the first fact that could not be read instead. */
function subscribedProtocols(near: Noun<"Topic">, world: World): Fact<ReadonlyMap<string, ReadonlySet<string>>> {
  const out = new Map<string, Set<string>>();
  const subscriptions = world.all("Subscription", near);
  if (isUnknown(subscriptions)) return subscriptions;
  for (const { TopicArn, Protocol } of subscriptions) {
    if (isUnknown(TopicArn)) return TopicArn;
    if (isUnknown(Protocol)) return Protocol;
    const logged = LOGGED[Protocol];
    if (logged !== undefined) out.set(TopicArn, (out.get(TopicArn) ?? new Set()).add(logged));
  }
  return out;
}

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
    const protocols = oncePer(world, topic, "subscribed-protocols", () => subscribedProtocols(topic, world));
    const used = need(protocols).get(need(topic.Arn)) ?? new Set<string>();
    if (used.size === 0) return notApplicable;
    const logged = need(topic.DeliveryStatusLogging).map((protocol) => protocol.toLowerCase());
    const silent = [...used].filter((protocol) => !logged.some((l) => protocol.startsWith(l.replace(/s$/, "")) || l.startsWith(protocol)));
    return failIf(
      silent.map((protocol) => ({ subject: protocol, path: ["DeliveryStatusLogging"], found: `${protocol} is subscribed and not logged` })),
    );
  },
});
