import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbCluster">({
  pass: {
    "generated elsewhere": { given: { MasterUserPassword: unknown("known-after-deploy") } },
  },
  fail: {
    "written out": { given: { MasterUserPassword: "postgres" } },
  },
  unknown: {
    "not readable": { given: { MasterUserPassword: DENIED } },
  },
  "not-applicable": {
    "live: AWS never tells": { given: { MasterUserPassword: undefined } },
  },
});
