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
    "errors of all methods": { given: { MethodSettings: [setting] } },
    "one method says more": {
      given: {
        MethodSettings: [
          { ...setting, ResourcePath: "/*" },
          { ...setting, ResourcePath: "/orders", HttpMethod: "POST", LoggingLevel: "INFO" },
        ],
      },
    },
    "a method that inherits": {
      given: { MethodSettings: [setting, { ...setting, ResourcePath: "/orders", HttpMethod: "POST", LoggingLevel: undefined }] },
    },
  },
  fail: {
    "no settings": { given: { MethodSettings: [] } },
    off: { given: { MethodSettings: [{ ...setting, LoggingLevel: "OFF" }] }, subjects: ["* *"] },
    "only one method logs": { given: { MethodSettings: [{ ...setting, ResourcePath: "/orders", HttpMethod: "GET" }] } },
    "one method is silent": {
      given: { MethodSettings: [setting, { ...setting, ResourcePath: "/pay", HttpMethod: "POST", LoggingLevel: "OFF" }] },
      subjects: ["POST /pay"],
    },
  },
  unknown: {
    "settings could not be read": { given: { MethodSettings: DENIED } },
    "the level is not known": { given: { MethodSettings: [{ ...setting, LoggingLevel: DENIED }] } },
  },
});
