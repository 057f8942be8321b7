import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    managed: { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: true } },
  },
  fail: {
    "by hand": { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: false } },
  },
  unknown: {
    "not readable": { given: { DbClusterIdentifier: undefined, ManagedMasterPassword: DENIED } },
  },
  "not-applicable": {
    "member of a cluster": { given: { DbClusterIdentifier: "c", ManagedMasterPassword: false } },
  },
});
