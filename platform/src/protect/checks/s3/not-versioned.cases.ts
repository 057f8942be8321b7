import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    enabled: { given: { Versioning: "Enabled" } },
  },
  fail: {
    suspended: { given: { Versioning: "Suspended" } },
    "never enabled": { given: { Versioning: undefined } },
  },
  unknown: {
    "not readable": { given: { Versioning: DENIED } },
  },
});
