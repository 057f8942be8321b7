import { DENIED, defineCases, resource } from "../../cases.ts";

const topic = "arn:aws:sns:ap-northeast-1:111122223333:oncall";

function subscription(Confirmed: boolean) {
  return resource("Subscription", { name: "mail", TopicArn: topic, Protocol: "email", Confirmed });
}

export default defineCases<"Alarm">({
  pass: { "a confirmed subscription": { given: { ActionsEnabled: true, AlarmActions: [topic] }, beside: [subscription(true)] } },
  fail: {
    "no action": { given: { ActionsEnabled: true, AlarmActions: [] } },
    "its actions are off": { given: { ActionsEnabled: false, AlarmActions: [topic] }, beside: [subscription(true)] },
    "nobody confirmed": { given: { ActionsEnabled: true, AlarmActions: [topic] }, beside: [subscription(false)] },
    "nobody subscribed": { given: { ActionsEnabled: true, AlarmActions: [topic] } },
  },
  unknown: {
    "subscriptions could not be listed": { given: { ActionsEnabled: true, AlarmActions: [topic] }, gaps: ["Subscription"] },
    "the topic is another account's": { given: { ActionsEnabled: true, AlarmActions: ["arn:aws:sns:ap-northeast-1:444455556666:oncall"] } },
    "the action is decided elsewhere": { given: { ActionsEnabled: true, AlarmActions: [DENIED] } },
    "in a template people subscribe later": { given: { ActionsEnabled: true, AlarmActions: [topic], origin: { source: "template" } } },
  },
  "not-applicable": {
    "it only scales": {
      given: {
        ActionsEnabled: true,
        AlarmActions: ["arn:aws:autoscaling:ap-northeast-1:111122223333:scalingPolicy:x:autoScalingGroupName/a"],
      },
    },
  },
});
