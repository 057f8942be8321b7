import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    encrypted: { given: { DbClusterIdentifier: undefined, StorageEncrypted: true } },
  },
  fail: {
    not: { given: { DbClusterIdentifier: undefined, StorageEncrypted: false } },
  },
  unknown: {
    "not readable": { given: { DbClusterIdentifier: undefined, StorageEncrypted: DENIED } },
  },
  "not-applicable": {
    "member of a cluster": { given: { DbClusterIdentifier: "c", StorageEncrypted: false } },
  },
});
