import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPool">({
  pass: {
    required: { given: { MfaConfiguration: "ON" } },
    "optional, but asked for at risk": { given: { MfaConfiguration: "OPTIONAL", AdvancedSecurityMode: "ENFORCED" } },
  },
  fail: {
    optional: { given: { MfaConfiguration: "OPTIONAL", AdvancedSecurityMode: "OFF" } },
  },
  unknown: {
    "not readable": { given: { MfaConfiguration: DENIED } },
  },
  "not-applicable": {
    "off has its own check": { given: { MfaConfiguration: "OFF" } },
  },
});
