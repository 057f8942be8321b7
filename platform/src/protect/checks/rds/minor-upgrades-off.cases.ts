import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    on: { given: { AutoMinorVersionUpgrade: true } },
  },
  fail: {
    off: { given: { AutoMinorVersionUpgrade: false } },
  },
  unknown: {
    "not readable": { given: { AutoMinorVersionUpgrade: DENIED } },
  },
});
