import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbCluster">({
  pass: {
    on: { given: { DeletionProtection: true } },
  },
  fail: {
    off: { given: { DeletionProtection: false } },
  },
  unknown: {
    "not readable": { given: { DeletionProtection: DENIED } },
  },
});
