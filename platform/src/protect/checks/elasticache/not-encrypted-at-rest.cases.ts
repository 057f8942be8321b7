import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Cache">({
  pass: {
    on: { given: { Type: "replication-group", Engine: "valkey", AtRestEncryptionEnabled: true } },
    serverless: { given: { Type: "serverless", Engine: "redis", AtRestEncryptionEnabled: true } },
  },
  fail: {
    off: { given: { Type: "replication-group", Engine: "redis", AtRestEncryptionEnabled: false } },
  },
  unknown: {
    "not readable": { given: { Type: "replication-group", Engine: "redis", AtRestEncryptionEnabled: DENIED } },
  },
  "not-applicable": {
    Memcached: { given: { Type: "cluster", Engine: "memcached", AtRestEncryptionEnabled: false } },
  },
});
