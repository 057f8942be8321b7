import { parsePolicy, unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const send = {
  Sid: "Send",
  Effect: "Allow",
  Principal: "*",
  Action: "sqs:SendMessage",
  Resource: "arn:aws:sqs:ap-northeast-1:111122223333:q",
};
const policy = (...statements: object[]) => parsePolicy({ Version: "2012-10-17", Statement: statements });

export default defineCases<"Queue">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "everyone, but only from one topic": {
      given: { Policy: policy({ ...send, Condition: { ArnEquals: { "AWS:SourceArn": "arn:aws:sns:ap-northeast-1:111122223333:t" } } }) },
    },
    "one account": { given: { Policy: policy({ ...send, Principal: { AWS: "999988887777" } }) } },
  },
  fail: {
    everyone: { given: { Policy: policy(send) }, subjects: ["Send"] },
    "only over TLS is still everyone": {
      given: { Policy: policy({ ...send, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      subjects: ["Send"],
    },
    "everyone except one role": {
      given: {
        Policy: policy({
          Sid: "Most",
          Effect: "Allow",
          NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/r" },
          Action: "sqs:*",
          Resource: "*",
        }),
      },
      subjects: ["Most"],
    },
    "two statements, one of them open": {
      given: { Policy: policy({ ...send, Sid: "Own", Principal: { AWS: "111122223333" } }, send) },
      subjects: ["Send"],
    },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
    "principal comes from another stack": { given: { Policy: parsePolicy({ Statement: [{ ...send, Principal: unknown("elsewhere") }] }) } },
  },
});
