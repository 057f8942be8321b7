import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    on: { given: { Engine: "postgres", DbClusterIdentifier: undefined, IamAuthentication: true } },
  },
  fail: {
    off: { given: { Engine: "mysql", DbClusterIdentifier: undefined, IamAuthentication: false } },
  },
  unknown: {
    "not readable": { given: { Engine: "mysql", DbClusterIdentifier: undefined, IamAuthentication: DENIED } },
  },
  "not-applicable": {
    "engine without it": { given: { Engine: "sqlserver-ex", DbClusterIdentifier: undefined, IamAuthentication: false } },
  },
});
