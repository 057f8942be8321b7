import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcrRepository">({
  pass: { "a policy": { given: { HasLifecyclePolicy: true } } },
  fail: { none: { given: { HasLifecyclePolicy: false } } },
  unknown: { "the read was denied": { given: { HasLifecyclePolicy: DENIED } } },
});
