import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    "all of PostgreSQL": { given: { Engine: "postgres", DbClusterIdentifier: undefined, LogExports: ["postgresql", "upgrade"] } },
  },
  fail: {
    "one is missing": { given: { Engine: "postgres", DbClusterIdentifier: undefined, LogExports: ["postgresql"] } },
    "none of MySQL": { given: { Engine: "mysql", DbClusterIdentifier: undefined, LogExports: [] } },
  },
  unknown: {
    "not readable": { given: { Engine: "mysql", DbClusterIdentifier: undefined, LogExports: DENIED } },
  },
  "not-applicable": {
    "member of a cluster": { given: { Engine: "aurora-mysql", DbClusterIdentifier: "c", LogExports: [] } },
  },
});
