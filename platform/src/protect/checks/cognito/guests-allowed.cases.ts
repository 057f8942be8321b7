import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"IdentityPool">({
  pass: {
    refused: { given: { AllowUnauthenticatedIdentities: false } },
  },
  fail: {
    allowed: { given: { AllowUnauthenticatedIdentities: true } },
  },
  unknown: {
    "not readable": { given: { AllowUnauthenticatedIdentities: DENIED } },
  },
});
