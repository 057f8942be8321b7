import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    "exactly a week": { given: { DbClusterIdentifier: undefined, BackupRetentionPeriod: 7 } },
  },
  fail: {
    "six days": { given: { DbClusterIdentifier: undefined, BackupRetentionPeriod: 6 } },
    off: { given: { DbClusterIdentifier: undefined, BackupRetentionPeriod: 0 } },
  },
  unknown: {
    "not readable": { given: { DbClusterIdentifier: undefined, BackupRetentionPeriod: DENIED } },
  },
  "not-applicable": {
    "member of a cluster": { given: { DbClusterIdentifier: "c", BackupRetentionPeriod: 1 } },
  },
});
