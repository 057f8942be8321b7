import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Subscription">({
  pass: {
    https: { given: { Protocol: "https" } },
    "a function": { given: { Protocol: "lambda" } },
  },
  fail: {
    http: { given: { Protocol: "http" } },
  },
  unknown: {
    "not readable": { given: { Protocol: DENIED } },
  },
});
