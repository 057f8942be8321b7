import { DENIED, defineCases, resource } from "../../cases.ts";

const FunctionName = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
const fn = (ReservedConcurrentExecutions: number | undefined) =>
  resource("LambdaFunction", { Arn: FunctionName, ReservedConcurrentExecutions });
const other = resource("EventSourceMapping", { name: "other", FunctionName, MaximumConcurrency: 6 });

export default defineCases<"EventSourceMapping">({
  pass: { "as many as reserved": { given: { FunctionName, MaximumConcurrency: 10 }, beside: [fn(10)] } },
  fail: {
    "more than reserved": { given: { FunctionName, MaximumConcurrency: 11 }, beside: [fn(10)] },
    "two mappings together": { given: { FunctionName, MaximumConcurrency: 5 }, beside: [fn(10), other] },
  },
  unknown: {
    "functions could not be listed": { given: { FunctionName, MaximumConcurrency: 5 }, gaps: ["LambdaFunction"] },
    "the reservation is not known": {
      given: { FunctionName, MaximumConcurrency: 5 },
      beside: [resource("LambdaFunction", { Arn: FunctionName, ReservedConcurrentExecutions: DENIED })],
    },
    "other mappings could not be listed": {
      given: { FunctionName, MaximumConcurrency: 5 },
      beside: [fn(10)],
      gaps: ["EventSourceMapping"],
    },
  },
  "not-applicable": {
    "no maximum": { given: { FunctionName, MaximumConcurrency: undefined } },
    "nothing reserved": { given: { FunctionName, MaximumConcurrency: 5 }, beside: [fn(undefined)] },
  },
});
