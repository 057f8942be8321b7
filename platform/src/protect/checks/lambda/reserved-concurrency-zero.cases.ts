import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: { "nothing reserved": { given: { ReservedConcurrentExecutions: undefined } }, one: { given: { ReservedConcurrentExecutions: 1 } } },
  fail: { zero: { given: { ReservedConcurrentExecutions: 0 } } },
  unknown: { "the read was denied": { given: { ReservedConcurrentExecutions: DENIED } } },
});
