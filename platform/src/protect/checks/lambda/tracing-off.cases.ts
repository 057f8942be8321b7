import { DENIED, defineCases, resource } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: { active: { given: { TracingMode: "Active" } } },
  fail: {
    "only passed through": { given: { TracingMode: "PassThrough" } },
    "fed by a queue": {
      given: { TracingMode: "PassThrough", name: "f" },
      beside: [resource("EventSourceMapping", { FunctionName: "f", EventSourceArn: "arn:aws:sqs:ap-northeast-1:111122223333:q" })],
    },
  },
  unknown: { "the read was denied": { given: { TracingMode: DENIED } } },
  "not-applicable": {
    "fed by a broker that X-Ray does not support": {
      given: { TracingMode: "PassThrough", name: "f" },
      beside: [
        resource("EventSourceMapping", { FunctionName: "f", EventSourceArn: "arn:aws:kafka:ap-northeast-1:111122223333:cluster/c/1" }),
      ],
    },
  },
});
