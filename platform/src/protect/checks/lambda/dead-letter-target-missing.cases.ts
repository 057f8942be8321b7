import { DENIED, defineCases, resource } from "../../cases.ts";

const queue = "arn:aws:sqs:ap-northeast-1:111122223333:dlq";

export default defineCases<"LambdaFunction">({
  pass: {
    "the queue exists": { given: { DeadLetterTarget: queue }, beside: [resource("Queue", { Arn: queue })] },
    "the topic exists": {
      given: { DeadLetterTarget: "arn:aws:sns:ap-northeast-1:111122223333:t" },
      beside: [resource("Topic", { Arn: "arn:aws:sns:ap-northeast-1:111122223333:t" })],
    },
  },
  fail: { "the queue was deleted": { given: { DeadLetterTarget: queue } } },
  unknown: {
    "queues could not be listed": { given: { DeadLetterTarget: queue }, gaps: ["Queue"] },
    "the read was denied": { given: { DeadLetterTarget: DENIED } },
  },
  "not-applicable": { "none is set": { given: { DeadLetterTarget: undefined } } },
});
