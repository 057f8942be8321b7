import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Schedule">({
  pass: {
    "has one": { given: { DeadLetterArn: "arn:aws:sqs:ap-northeast-1:111122223333:d" } },
  },
  fail: {
    none: { given: { DeadLetterArn: undefined } },
  },
  unknown: {
    "not readable": { given: { DeadLetterArn: DENIED } },
  },
});
