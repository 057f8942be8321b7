import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    "both on": { given: { Versioning: "Enabled", MfaDelete: true } },
  },
  fail: {
    "versioning without MFA Delete": { given: { Versioning: "Enabled", MfaDelete: false } },
    "suspended versioning does not count": { given: { Versioning: "Suspended", MfaDelete: true } },
    "never enabled": { given: { Versioning: undefined, MfaDelete: false } },
  },
  unknown: {
    "not readable": { given: { Versioning: DENIED, MfaDelete: DENIED } },
  },
});
