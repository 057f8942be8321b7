import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    "versioned, with a rule": { given: { Versioning: "Enabled", ActiveLifecycleRules: 2 } },
  },
  fail: {
    "versioned, without a rule": { given: { Versioning: "Enabled", ActiveLifecycleRules: 0 } },
  },
  unknown: {
    "rules not readable": { given: { Versioning: "Enabled", ActiveLifecycleRules: DENIED } },
    "versioning not readable": { given: { Versioning: DENIED, ActiveLifecycleRules: 0 } },
  },
  "not-applicable": {
    "not versioned": { given: { Versioning: undefined, ActiveLifecycleRules: 0 } },
  },
});
