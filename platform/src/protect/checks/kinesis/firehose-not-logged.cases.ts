import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"FirehoseStream">({
  pass: {
    logged: { given: { LoggingEnabled: true } },
  },
  fail: {
    not: { given: { LoggingEnabled: false } },
  },
  unknown: {
    "not readable": { given: { LoggingEnabled: DENIED } },
  },
});
