import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
function policies(...Statement: object[]) {
  return { Policies: [{ Qualifier: undefined, Document: parsePolicy({ Statement }) }] };
}
const invoke = { Sid: "s", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn };

export default defineCases<"LambdaFunction">({
  pass: {
    "bucket and account": {
      given: policies({
        ...invoke,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::b" }, StringEquals: { "AWS:SourceAccount": "111122223333" } },
      }),
    },
    "a topic's ARN carries its account": {
      given: policies({
        ...invoke,
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:sns:ap-northeast-1:111122223333:t" } },
      }),
    },
  },
  fail: {
    "only the bucket": {
      given: policies({
        ...invoke,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::b" } },
      }),
      subjects: ["$LATEST/s"],
    },
  },
  unknown: { "GetPolicy was denied": { given: { Policies: DENIED } } },
});
