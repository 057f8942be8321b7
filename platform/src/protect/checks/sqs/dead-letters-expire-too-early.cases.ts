import { DENIED, defineCases, resource } from "../../cases.ts";

const dlq = "arn:aws:sqs:ap-northeast-1:111122223333:d";
const source = { FifoQueue: false, RedrivePolicy: { deadLetterTargetArn: dlq, maxReceiveCount: 5 }, MessageRetentionPeriod: 345600 };

export default defineCases<"Queue">({
  pass: {
    "4 days, then 14": {
      given: source,
      beside: [resource("Queue", { name: "d", id: dlq, RedrivePolicy: undefined, MessageRetentionPeriod: 1209600 })],
    },
  },
  fail: {
    equal: { given: source, beside: [resource("Queue", { name: "d", id: dlq, RedrivePolicy: undefined, MessageRetentionPeriod: 345600 })] },
    shorter: { given: source, beside: [resource("Queue", { name: "d", id: dlq, RedrivePolicy: undefined, MessageRetentionPeriod: 60 })] },
    "the dead-letter queue is gone": { given: source },
  },
  unknown: {
    "queues could not be listed": { given: source, gaps: ["Queue"] },
    "retention of the target not readable": {
      given: source,
      beside: [resource("Queue", { name: "d", id: dlq, RedrivePolicy: undefined, MessageRetentionPeriod: DENIED })],
    },
  },
  "not-applicable": {
    "FIFO queues start the clock anew": { given: { ...source, FifoQueue: true } },
    "no dead-letter queue": { given: { ...source, RedrivePolicy: undefined } },
  },
});
