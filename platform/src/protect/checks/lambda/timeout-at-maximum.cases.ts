import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: { "a minute": { given: { Timeout: 60 } }, "just below": { given: { Timeout: 899 } } },
  fail: { "fifteen minutes": { given: { Timeout: 900 } } },
  unknown: { "the read was denied": { given: { Timeout: DENIED } } },
});
