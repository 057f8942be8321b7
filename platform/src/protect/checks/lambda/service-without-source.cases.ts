import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
function policies(...Statement: object[]) {
  return { Policies: [{ Qualifier: undefined, Document: parsePolicy({ Statement }) }] };
}
const invoke = { Sid: "s", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn };

export default defineCases<"LambdaFunction">({
  pass: {
    "bound to a rule": {
      given: policies({
        ...invoke,
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:events:ap-northeast-1:111122223333:rule/r" } },
      }),
    },
    "bound to an account, key in lower case": {
      given: policies({
        ...invoke,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { StringEquals: { "aws:sourceaccount": "111122223333" } },
      }),
    },
    "an account, not a service": { given: policies({ ...invoke, Principal: { AWS: "111122223333" } }) },
  },
  fail: {
    "API Gateway without a source": {
      given: policies({ ...invoke, Principal: { Service: "apigateway.amazonaws.com" } }),
      subjects: ["$LATEST/s"],
    },
    "a source of any account": {
      given: policies({
        ...invoke,
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:sns:*:*:*" } },
      }),
    },
    "only the alias": {
      given: {
        Policies: [
          { Qualifier: "live", Document: parsePolicy({ Statement: { ...invoke, Principal: { Service: "events.amazonaws.com" } } }) },
        ],
      },
      subjects: ["live/s"],
    },
  },
  unknown: { "GetPolicy was denied": { given: { Policies: DENIED } } },
});
