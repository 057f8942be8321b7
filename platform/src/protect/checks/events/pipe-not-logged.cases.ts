import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Pipe">({
  pass: {
    errors: { given: { LogLevel: "ERROR" } },
  },
  fail: {
    off: { given: { LogLevel: "OFF" } },
    "not set": { given: { LogLevel: undefined } },
  },
  unknown: {
    "not readable": { given: { LogLevel: DENIED } },
  },
});
