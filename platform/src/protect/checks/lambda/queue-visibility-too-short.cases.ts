import { DENIED, defineCases, resource } from "../../cases.ts";

const EventSourceArn = "arn:aws:sqs:ap-northeast-1:111122223333:q";
const FunctionName = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
const given = { EventSourceArn, FunctionName, MaximumBatchingWindowInSeconds: undefined };
const fn = resource("LambdaFunction", { Arn: FunctionName, Timeout: 30 });
const queue = (VisibilityTimeout: number) => resource("Queue", { Arn: EventSourceArn, VisibilityTimeout });

export default defineCases<"EventSourceMapping">({
  pass: { "exactly six times": { given, beside: [fn, queue(180)] } },
  fail: {
    "one second short": { given, beside: [fn, queue(179)] },
    "the batching window counts": { given: { ...given, MaximumBatchingWindowInSeconds: 20 }, beside: [fn, queue(180)] },
  },
  unknown: {
    "queues could not be listed": { given, beside: [fn], gaps: ["Queue"] },
    "the timeout is not known": { given, beside: [resource("LambdaFunction", { Arn: FunctionName, Timeout: DENIED }), queue(180)] },
    "the queue is in another account": { given: { ...given, EventSourceArn: "arn:aws:sqs:ap-northeast-1:999988887777:q" }, beside: [fn] },
  },
  "not-applicable": { "a stream": { given: { ...given, EventSourceArn: "arn:aws:kinesis:ap-northeast-1:111122223333:stream/s" } } },
});
