import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: {
    "one standard": {
      given: { SecurityHub: { Standards: ["arn:aws:securityhub:::standards/aws-foundational-security-best-practices/v/1.0.0"] } },
    },
  },
  fail: { none: { given: { SecurityHub: { Standards: [] } } } },
  unknown: {
    "the standards were denied": { given: { SecurityHub: { Standards: DENIED } } },
    "the hub was denied": { given: { SecurityHub: DENIED } },
  },
  "not-applicable": { "the hub is off (securityhub/off says so)": { given: { SecurityHub: undefined } } },
});
