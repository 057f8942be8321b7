import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UsagePlan">({
  pass: { "a rate": { given: { RateLimit: 10, QuotaLimit: undefined } }, "a quota": { given: { RateLimit: DENIED, QuotaLimit: 1000 } } },
  fail: { neither: { given: { RateLimit: undefined, QuotaLimit: undefined } } },
  unknown: { "the rate is not known": { given: { RateLimit: DENIED, QuotaLimit: undefined } } },
});
