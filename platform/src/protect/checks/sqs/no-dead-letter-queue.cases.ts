import { DENIED, defineCases, resource } from "../../cases.ts";

const Arn = "arn:aws:sqs:ap-northeast-1:111122223333:orders";
const plain = { name: "orders", Arn, QueueName: "orders", RedrivePolicy: undefined, RedriveAllowPolicy: undefined };

export default defineCases<"Queue">({
  pass: {
    "has one": {
      given: { ...plain, RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:ap-northeast-1:111122223333:d", maxReceiveCount: 5 } },
    },
  },
  fail: {
    "has none and is none": { given: plain },
  },
  unknown: {
    "it may be the dead-letter queue of others": { given: { ...plain, RedriveAllowPolicy: DENIED } },
    "redrive policy not readable": { given: { ...plain, RedrivePolicy: DENIED } },
    "functions could not be listed, one of them may use it for failures": { given: plain, gaps: ["LambdaFunction"] },
  },
  "not-applicable": {
    "another queue sends its failures here": {
      given: plain,
      beside: [resource("Queue", { name: "source", RedrivePolicy: { deadLetterTargetArn: Arn, maxReceiveCount: 3 } })],
    },
    "a function sends its failures here": {
      given: plain,
      beside: [resource("LambdaFunction", { name: "f", DeadLetterTarget: Arn, EventInvokeConfigs: [] })],
    },
    "its name says so": { given: { ...plain, name: "orders-dlq", QueueName: "orders-dlq" } },
    "it allows redrive from others": { given: { ...plain, RedriveAllowPolicy: '{"redrivePermission":"allowAll"}' } },
  },
});
