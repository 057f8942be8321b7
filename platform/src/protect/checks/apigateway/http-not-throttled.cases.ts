import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"HttpStage">({
  pass: { "a limit": { given: { DefaultThrottlingRateLimit: 100 } } },
  fail: {
    none: { given: { DefaultThrottlingRateLimit: undefined } },
    "the account's own limit": { given: { DefaultThrottlingRateLimit: 10_000 } },
  },
  unknown: { "the read was denied": { given: { DefaultThrottlingRateLimit: DENIED } } },
});
