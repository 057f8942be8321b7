import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Subscription">({
  pass: {
    "has a dead-letter queue": { given: { Protocol: "lambda", DeadLetterTargetArn: "arn:aws:sqs:ap-northeast-1:111122223333:d" } },
  },
  fail: {
    none: { given: { Protocol: "sqs", DeadLetterTargetArn: undefined } },
  },
  unknown: {
    "attributes not readable": { given: { Protocol: "lambda", DeadLetterTargetArn: DENIED } },
  },
  "not-applicable": {
    mail: { given: { Protocol: "email", DeadLetterTargetArn: undefined } },
  },
});
