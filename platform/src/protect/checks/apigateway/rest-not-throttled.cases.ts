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
  pass: { "all methods": { given: { MethodSettings: [setting] } } },
  fail: {
    "no settings": { given: { MethodSettings: [] } },
    "only one method": { given: { MethodSettings: [{ ...setting, ResourcePath: "/orders", HttpMethod: "GET" }] } },
    "switched off": { given: { MethodSettings: [{ ...setting, ThrottlingRateLimit: -1 }] } },
    "the account's own limit": { given: { MethodSettings: [{ ...setting, ThrottlingRateLimit: 10_000 }] } },
  },
  unknown: {
    "settings could not be read": { given: { MethodSettings: DENIED } },
    "the limit is not known": { given: { MethodSettings: [{ ...setting, ThrottlingRateLimit: DENIED }] } },
  },
});
