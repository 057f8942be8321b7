import { DENIED, defineCases, resource } from "../../cases.ts";

const Arn = "arn:aws:sns:ap-northeast-1:111122223333:t";
const listener = resource("Subscription", { TopicArn: Arn, Protocol: "lambda" });

export default defineCases<"Topic">({
  pass: {
    "the protocol in use is logged": { given: { Arn, DeliveryStatusLogging: ["lambda"] }, beside: [listener] },
  },
  fail: {
    "it is not": { given: { Arn, DeliveryStatusLogging: [] }, beside: [listener], subjects: ["lambda"] },
    "another one is": { given: { Arn, DeliveryStatusLogging: ["sqs"] }, beside: [listener], subjects: ["lambda"] },
  },
  unknown: {
    "subscriptions could not be listed": { given: { Arn, DeliveryStatusLogging: [] }, gaps: ["Subscription"] },
    "attributes not readable": { given: { Arn, DeliveryStatusLogging: DENIED }, beside: [listener] },
  },
  "not-applicable": {
    "only mail is subscribed": {
      given: { Arn, DeliveryStatusLogging: [] },
      beside: [resource("Subscription", { TopicArn: Arn, Protocol: "email" })],
    },
  },
});
