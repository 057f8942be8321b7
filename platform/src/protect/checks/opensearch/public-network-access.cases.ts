import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"SearchCollection">({
  pass: {
    "VPC endpoints only": { given: { PublicNetworkAccess: false } },
  },
  fail: {
    public: { given: { PublicNetworkAccess: true } },
  },
  unknown: {
    "network policies not readable": { given: { PublicNetworkAccess: DENIED } },
  },
});
