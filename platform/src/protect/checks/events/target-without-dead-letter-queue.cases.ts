import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const target = { Arn: "arn:aws:lambda:ap-northeast-1:111122223333:function:f", RoleArn: undefined };
const dlq = "arn:aws:sqs:ap-northeast-1:111122223333:d";

export default defineCases<"EventRule">({
  pass: {
    "every target has one": { given: { Targets: [{ ...target, DeadLetterArn: dlq }] } },
  },
  fail: {
    "the second has none": {
      given: {
        Targets: [
          { ...target, DeadLetterArn: dlq },
          { ...target, DeadLetterArn: undefined },
        ],
      },
      subjects: ["1"],
    },
  },
  unknown: {
    "targets not readable": { given: { Targets: DENIED } },
    "one is not known": { given: { Targets: [{ ...target, DeadLetterArn: unknown("elsewhere") }] } },
  },
  "not-applicable": {
    "no targets": { given: { Targets: [] } },
  },
});
