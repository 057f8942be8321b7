import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPool">({
  pass: {
    enforced: { given: { AdvancedSecurityMode: "ENFORCED" } },
  },
  fail: {
    "only watched": { given: { AdvancedSecurityMode: "AUDIT" } },
    off: { given: { AdvancedSecurityMode: "OFF" } },
  },
  unknown: {
    "not readable": { given: { AdvancedSecurityMode: DENIED } },
  },
});
