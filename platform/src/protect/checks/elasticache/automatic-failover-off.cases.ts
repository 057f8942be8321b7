import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Cache">({
  pass: {
    on: { given: { Type: "replication-group", AutomaticFailover: true } },
  },
  fail: {
    off: { given: { Type: "replication-group", AutomaticFailover: false } },
  },
  unknown: {
    "not readable": { given: { Type: "replication-group", AutomaticFailover: DENIED } },
  },
  "not-applicable": {
    serverless: { given: { Type: "serverless", AutomaticFailover: undefined } },
  },
});
