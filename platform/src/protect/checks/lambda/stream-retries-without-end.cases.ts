import { DENIED, defineCases } from "../../cases.ts";

const EventSourceArn = "arn:aws:kinesis:ap-northeast-1:111122223333:stream/s";

export default defineCases<"EventSourceMapping">({
  pass: {
    "three retries": { given: { EventSourceArn, MaximumRetryAttempts: 3, MaximumRecordAgeInSeconds: -1 } },
    "no retries at all": { given: { EventSourceArn, MaximumRetryAttempts: 0, MaximumRecordAgeInSeconds: undefined } },
    "an hour, whatever the retries": { given: { EventSourceArn, MaximumRetryAttempts: DENIED, MaximumRecordAgeInSeconds: 3600 } },
  },
  fail: {
    "not set": { given: { EventSourceArn, MaximumRetryAttempts: undefined, MaximumRecordAgeInSeconds: undefined } },
    "set to without end": { given: { EventSourceArn, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1 } },
  },
  unknown: { "retries are not known": { given: { EventSourceArn, MaximumRetryAttempts: DENIED, MaximumRecordAgeInSeconds: -1 } } },
  "not-applicable": { "a queue": { given: { EventSourceArn: "arn:aws:sqs:ap-northeast-1:111122223333:q" } } },
});
