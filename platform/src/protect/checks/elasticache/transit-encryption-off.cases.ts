import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Cache">({
  pass: {
    on: { given: { Type: "replication-group", TransitEncryptionEnabled: true } },
    serverless: { given: { Type: "serverless", TransitEncryptionEnabled: true } },
  },
  fail: {
    off: { given: { Type: "replication-group", TransitEncryptionEnabled: false } },
  },
  unknown: {
    "not readable": { given: { Type: "replication-group", TransitEncryptionEnabled: DENIED } },
  },
});
