import { DENIED, defineCases, resource } from "../../cases.ts";

const topic = "arn:aws:sns:ap-northeast-1:111122223333:oncall";

function subscription(Confirmed: boolean) {
  return resource("Subscription", { name: "mail", TopicArn: topic, Protocol: "email", Confirmed });
}

export default defineCases<"AutoScalingGroup">({
  pass: { "a confirmed subscription": { given: { NotificationTopics: [topic] }, beside: [subscription(true)] } },
  fail: {
    "no topic": { given: { NotificationTopics: [] } },
    "nobody confirmed": { given: { NotificationTopics: [topic] }, beside: [subscription(false)] },
  },
  unknown: {
    "the notifications were denied": { given: { NotificationTopics: DENIED } },
    "subscriptions could not be listed": { given: { NotificationTopics: [topic] }, gaps: ["Subscription"] },
  },
});
