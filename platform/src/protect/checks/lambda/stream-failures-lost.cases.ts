import { DENIED, defineCases } from "../../cases.ts";

const stream = "arn:aws:kinesis:ap-northeast-1:111122223333:stream/s";

export default defineCases<"EventSourceMapping">({
  pass: { "a queue takes them": { given: { EventSourceArn: stream, OnFailure: "arn:aws:sqs:ap-northeast-1:111122223333:dlq" } } },
  fail: {
    "a Kinesis stream": { given: { EventSourceArn: stream, OnFailure: undefined } },
    "a table's stream": {
      given: { EventSourceArn: "arn:aws:dynamodb:ap-northeast-1:111122223333:table/t/stream/2026", OnFailure: undefined },
    },
  },
  unknown: {
    "the source is not known": { given: { EventSourceArn: DENIED } },
    "the destination is not known": { given: { EventSourceArn: stream, OnFailure: DENIED } },
  },
  "not-applicable": { "a queue keeps its own": { given: { EventSourceArn: "arn:aws:sqs:ap-northeast-1:111122223333:q" } } },
});
