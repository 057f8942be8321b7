import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const publish = { Sid: "Alarm", Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: "*" };
const policy = (statement: object) => ({ Policy: parsePolicy({ Statement: [statement] }) });

export default defineCases<"Topic">({
  pass: {
    "bound to the account": { given: policy({ ...publish, Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } } }) },
  },
  fail: {
    "no condition": { given: policy(publish), subjects: ["Alarm"] },
    "bucket without its account": {
      given: policy({
        ...publish,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:*:*:uploads" } },
      }),
    },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
});
