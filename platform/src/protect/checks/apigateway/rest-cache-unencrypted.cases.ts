import { DENIED, defineCases } from "../../cases.ts";

const setting = {
  ResourcePath: "*",
  HttpMethod: "*",
  LoggingLevel: "ERROR",
  DataTraceEnabled: false,
  MetricsEnabled: true,
  CachingEnabled: false,
  CacheDataEncrypted: false,
  ThrottlingRateLimit: 100,
  ThrottlingBurstLimit: 50,
};

export default defineCases<"RestStage">({
  pass: {
    encrypted: { given: { CacheClusterEnabled: true, MethodSettings: [{ ...setting, CachingEnabled: true, CacheDataEncrypted: true }] } },
    "a method that does not cache": { given: { CacheClusterEnabled: true, MethodSettings: [setting] } },
  },
  fail: {
    "one method in plain": {
      given: { CacheClusterEnabled: true, MethodSettings: [{ ...setting, ResourcePath: "/me", HttpMethod: "GET", CachingEnabled: true }] },
      subjects: ["GET /me"],
    },
  },
  unknown: {
    "the cluster is not known": { given: { CacheClusterEnabled: DENIED } },
    "the encryption is not known": {
      given: { CacheClusterEnabled: true, MethodSettings: [{ ...setting, CachingEnabled: true, CacheDataEncrypted: DENIED }] },
    },
  },
  "not-applicable": { "no cache": { given: { CacheClusterEnabled: false } } },
});
