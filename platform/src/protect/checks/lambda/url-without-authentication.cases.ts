import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
function policies(...Statement: object[]) {
  return { Policies: [{ Qualifier: undefined, Document: parsePolicy({ Statement }) }] };
}
const invoke = { Sid: "s", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn };
const url = { Qualifier: undefined, InvokeMode: undefined, Cors: undefined };
const open = {
  ...invoke,
  Principal: "*",
  Action: "lambda:InvokeFunctionUrl",
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
};

export default defineCases<"LambdaFunction">({
  pass: { "signed requests only": { given: { Urls: [{ ...url, AuthType: "AWS_IAM" }], Policies: [] } } },
  fail: {
    "everyone is admitted": { given: { Urls: [{ ...url, AuthType: "NONE" }], ...policies(open) }, subjects: ["$LATEST"] },
    "the policy does not admit them yet": { given: { Urls: [{ ...url, AuthType: "NONE" }], Policies: [] } },
    "the URL of an alias": {
      given: {
        Urls: [
          { ...url, AuthType: "AWS_IAM" },
          { ...url, Qualifier: "live", AuthType: "NONE" },
        ],
        Policies: DENIED,
      },
      subjects: ["live"],
    },
  },
  unknown: {
    "URLs could not be listed": { given: { Urls: DENIED, Policies: [] } },
    "one could not be read": { given: { Urls: [{ ...url, AuthType: DENIED }], Policies: [] } },
  },
  "not-applicable": { "no URL": { given: { Urls: [], Policies: [] } } },
});
