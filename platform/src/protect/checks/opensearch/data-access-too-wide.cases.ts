import { unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"SearchCollection">({
  pass: {
    "one role": { given: { DataAccessPrincipals: ["arn:aws:iam::111122223333:role/app"] } },
  },
  fail: {
    "the account's root": {
      given: { DataAccessPrincipals: ["arn:aws:iam::111122223333:root"] },
      subjects: ["arn:aws:iam::111122223333:root"],
    },
    "pattern of roles": { given: { DataAccessPrincipals: ["arn:aws:iam::111122223333:role/*"] } },
  },
  unknown: {
    "data access policies not readable": { given: { DataAccessPrincipals: DENIED } },
    "one principal not known": { given: { DataAccessPrincipals: [unknown("elsewhere")] } },
  },
});
