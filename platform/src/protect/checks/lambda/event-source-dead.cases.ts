import { DENIED, defineCases, resource } from "../../cases.ts";

const FunctionName = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";

export default defineCases<"EventSourceMapping">({
  pass: {
    "on, with its function": {
      given: { Enabled: true, FunctionName: `${FunctionName}:live` },
      beside: [resource("LambdaFunction", { Arn: FunctionName })],
    },
  },
  fail: {
    off: { given: { Enabled: false, FunctionName }, subjects: ["disabled"] },
    "the function was deleted": { given: { Enabled: true, FunctionName }, subjects: ["no-function"] },
  },
  unknown: {
    "functions could not be listed": { given: { Enabled: true, FunctionName }, gaps: ["LambdaFunction"] },
    "the state is not known": { given: { Enabled: DENIED, FunctionName } },
  },
});
