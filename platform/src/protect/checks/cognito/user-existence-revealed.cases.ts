import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    prevented: { given: { PreventUserExistenceErrors: true } },
  },
  fail: {
    "old behaviour": { given: { PreventUserExistenceErrors: false } },
  },
  unknown: {
    "not readable": { given: { PreventUserExistenceErrors: DENIED } },
  },
});
