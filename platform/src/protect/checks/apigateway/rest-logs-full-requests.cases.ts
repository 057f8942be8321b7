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
  pass: { off: { given: { MethodSettings: [setting] } }, "no settings": { given: { MethodSettings: [] } } },
  fail: {
    "on for one method": {
      given: { MethodSettings: [setting, { ...setting, ResourcePath: "/login", HttpMethod: "POST", DataTraceEnabled: true }] },
      subjects: ["POST /login"],
    },
  },
  unknown: {
    "settings could not be read": { given: { MethodSettings: DENIED } },
    "one is not known": { given: { MethodSettings: [{ ...setting, DataTraceEnabled: DENIED }] } },
  },
});
