import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"IdentityPool">({
  pass: {
    off: { given: { AllowClassicFlow: false } },
  },
  fail: {
    on: { given: { AllowClassicFlow: true } },
  },
  unknown: {
    "not readable": { given: { AllowClassicFlow: DENIED } },
  },
});
