import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const send = { Sid: "Events", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" };
const policy = (statement: object) => ({ Policy: parsePolicy({ Statement: [statement] }) });

export default defineCases<"Queue">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "topic of the own account": {
      given: policy({
        ...send,
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:ap-northeast-1:111122223333:t" } },
      }),
    },
    "bucket together with its account": {
      given: policy({
        ...send,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" }, StringEquals: { "aws:SourceAccount": "111122223333" } },
      }),
    },
  },
  fail: {
    "no condition": { given: policy(send), subjects: ["Events"] },
    "bucket alone": {
      given: policy({ ...send, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" } } }),
      subjects: ["Events"],
    },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
});
