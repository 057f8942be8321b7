import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPool">({
  pass: {
    "required, codes from an app": { given: { AllowedFirstAuthFactors: [], MfaConfiguration: "ON", MfaFactors: ["SOFTWARE_TOKEN_MFA"] } },
    optional: { given: { AllowedFirstAuthFactors: ["PASSWORD"], MfaConfiguration: "OPTIONAL", MfaFactors: ["SMS_MFA"] } },
  },
  fail: {
    off: { given: { AllowedFirstAuthFactors: [], MfaConfiguration: "OFF", MfaFactors: [] } },
    "on, but no factor is set up": { given: { AllowedFirstAuthFactors: [], MfaConfiguration: "ON", MfaFactors: [] } },
  },
  unknown: {
    "mode not readable": { given: { AllowedFirstAuthFactors: [], MfaConfiguration: DENIED, MfaFactors: DENIED } },
    "factors not readable": { given: { AllowedFirstAuthFactors: [], MfaConfiguration: "OPTIONAL", MfaFactors: DENIED } },
  },
  "not-applicable": {
    "passkeys are allowed as the first factor": {
      given: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"], MfaConfiguration: "OFF", MfaFactors: [] },
    },
  },
});
