import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbCluster">({
  pass: {
    "several zones": { given: { MultiAz: true } },
  },
  fail: {
    "one zone": { given: { MultiAz: false } },
  },
  unknown: {
    "not readable": { given: { MultiAz: DENIED } },
  },
});
