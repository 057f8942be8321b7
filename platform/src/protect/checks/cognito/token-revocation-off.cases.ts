import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    on: { given: { EnableTokenRevocation: true } },
  },
  fail: {
    off: { given: { EnableTokenRevocation: false } },
  },
  unknown: {
    "not readable": { given: { EnableTokenRevocation: DENIED } },
  },
});
