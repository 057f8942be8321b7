import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPool">({
  pass: {
    active: { given: { DeletionProtection: true } },
  },
  fail: {
    inactive: { given: { DeletionProtection: false } },
  },
  unknown: {
    "not readable": { given: { DeletionProtection: DENIED } },
  },
});
