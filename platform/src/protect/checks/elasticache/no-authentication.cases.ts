import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Cache">({
  pass: {
    "user group": { given: { Engine: "valkey", UserGroups: ["app"], AuthTokenEnabled: false } },
    token: { given: { Engine: "redis", UserGroups: [], AuthTokenEnabled: true } },
  },
  fail: {
    neither: { given: { Engine: "redis", UserGroups: [], AuthTokenEnabled: false } },
  },
  unknown: {
    "not readable": { given: { Engine: "redis", UserGroups: DENIED, AuthTokenEnabled: false } },
  },
  "not-applicable": {
    Memcached: { given: { Engine: "memcached", UserGroups: [], AuthTokenEnabled: false } },
  },
});
