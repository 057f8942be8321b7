import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbCluster">({
  pass: {
    on: { given: { IamAuthentication: true } },
  },
  fail: {
    off: { given: { IamAuthentication: false } },
  },
  unknown: {
    "not readable": { given: { IamAuthentication: DENIED } },
  },
});
