import { DENIED, defineCases, resource } from "../../cases.ts";

function billing(change: object) {
  return resource("Alarm", {
    region: "us-east-1",
    Namespace: "AWS/Billing",
    MetricName: "EstimatedCharges",
    ActionsEnabled: true,
    AlarmActions: ["arn:aws:sns:us-east-1:111122223333:bill"],
    ...change,
  });
}

export default defineCases<"Account">({
  pass: {
    "a budget that tells somebody": { given: { Budgets: [{ Name: "all", Notifications: 2, Subscribers: 1 }] } },
    "a billing alarm instead": { given: { Budgets: [] }, beside: [billing({})] },
    "a billing alarm, though budgets were denied": { given: { Budgets: DENIED }, beside: [billing({})] },
  },
  fail: {
    neither: { given: { Budgets: [] } },
    "a budget nobody subscribed to": { given: { Budgets: [{ Name: "all", Notifications: 1, Subscribers: 0 }] } },
    "a billing alarm with its actions off": { given: { Budgets: [] }, beside: [billing({ ActionsEnabled: false })] },
    "an alarm on another metric": { given: { Budgets: [] }, beside: [billing({ MetricName: "Errors" })] },
  },
  unknown: {
    "budgets were denied and no alarm is there": { given: { Budgets: DENIED } },
    "alarms could not be listed": { given: { Budgets: [] }, gaps: ["Alarm"] },
  },
});
