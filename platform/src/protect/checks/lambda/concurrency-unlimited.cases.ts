import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "a limit": { given: { ReservedConcurrentExecutions: 50 } },
    "zero is a limit too": { given: { ReservedConcurrentExecutions: 0 } },
  },
  fail: { none: { given: { ReservedConcurrentExecutions: undefined } } },
  unknown: { "the read was denied": { given: { ReservedConcurrentExecutions: DENIED } } },
});
