import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    "code flow": { given: { AllowedOAuthFlows: ["code"] } },
    "no hosted sign-in": { given: { AllowedOAuthFlows: [] } },
  },
  fail: {
    "implicit beside code": { given: { AllowedOAuthFlows: ["code", "implicit"] } },
  },
  unknown: {
    "not readable": { given: { AllowedOAuthFlows: DENIED } },
  },
});
