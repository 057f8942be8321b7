import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbCluster">({
  pass: {
    "exactly a week": { given: { BackupRetentionPeriod: 7 } },
  },
  fail: {
    "the default": { given: { BackupRetentionPeriod: 1 } },
  },
  unknown: {
    "not readable": { given: { BackupRetentionPeriod: DENIED } },
  },
});
