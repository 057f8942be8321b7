import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    "several zones": { given: { DbClusterIdentifier: undefined, MultiAz: true } },
  },
  fail: {
    "one zone": { given: { DbClusterIdentifier: undefined, MultiAz: false } },
  },
  unknown: {
    "not readable": { given: { DbClusterIdentifier: undefined, MultiAz: DENIED } },
  },
  "not-applicable": {
    "member of a cluster": { given: { DbClusterIdentifier: "c", MultiAz: false } },
  },
});
