import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbCluster">({
  pass: {
    managed: { given: { ManagedMasterPassword: true } },
  },
  fail: {
    "by hand": { given: { ManagedMasterPassword: false } },
  },
  unknown: {
    "not readable": { given: { ManagedMasterPassword: DENIED } },
  },
});
