import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    on: { given: { DbClusterIdentifier: undefined, DeletionProtection: true } },
  },
  fail: {
    off: { given: { DbClusterIdentifier: undefined, DeletionProtection: false } },
  },
  unknown: {
    "not readable": { given: { DbClusterIdentifier: undefined, DeletionProtection: DENIED } },
  },
  "not-applicable": {
    "member of a cluster": { given: { DbClusterIdentifier: "c", DeletionProtection: false } },
  },
});
