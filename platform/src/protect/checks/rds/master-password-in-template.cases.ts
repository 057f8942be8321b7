import { unknown } from "../../../model/index.ts";
import { defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    "a secret is referred to": { given: { MasterUserPassword: "{{resolve:secretsmanager:db:SecretString:password}}" } },
    "parameter without a default": { given: { MasterUserPassword: unknown("parameter") } },
  },
  fail: {
    "written out, even when weak or a stand-in": { given: { MasterUserPassword: "changeme" } },
  },
  unknown: {
    "masked in a snapshot": { given: { MasterUserPassword: unknown("masked") } },
  },
  "not-applicable": {
    "live: AWS never tells": { given: { MasterUserPassword: undefined } },
  },
});
