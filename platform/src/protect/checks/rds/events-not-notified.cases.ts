import { defineCases, resource } from "../../cases.ts";

const db = resource("DbInstance", {});
const topic = "arn:aws:sns:ap-northeast-1:111122223333:alerts";
const events = resource("DbEventSubscription", { Enabled: true, Status: "active", SnsTopicArn: topic });

export default defineCases<"Region">({
  pass: {
    "active and heard": { given: {}, beside: [db, events, resource("Subscription", { TopicArn: topic, Confirmed: true })] },
  },
  fail: {
    none: { given: {}, beside: [db] },
    "nobody has confirmed": { given: {}, beside: [db, events, resource("Subscription", { TopicArn: topic, Confirmed: false })] },
    disabled: { given: {}, beside: [db, resource("DbEventSubscription", { Enabled: false, Status: "active", SnsTopicArn: topic })] },
  },
  unknown: {
    "event subscriptions could not be listed": { given: {}, beside: [db], gaps: ["DbEventSubscription"] },
    "subscriptions could not be listed": { given: {}, beside: [db, events], gaps: ["Subscription"] },
    "databases could not be listed": { given: {}, gaps: ["DbInstance"] },
  },
  "not-applicable": {
    "no database in the region": { given: {} },
  },
});
