import { DENIED, defineCases, resource } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    "logs go to a bucket": { given: { LoggingTarget: "logs" } },
  },
  fail: {
    "no logging": { given: { LoggingTarget: undefined, BucketName: "data" } },
    "others log elsewhere": {
      given: { LoggingTarget: undefined, BucketName: "data" },
      beside: [resource("Bucket", { name: "other", LoggingTarget: "logs" })],
    },
  },
  unknown: {
    "not readable": { given: { LoggingTarget: DENIED } },
  },
  "not-applicable": {
    "it is the log bucket": {
      given: { LoggingTarget: undefined, BucketName: "logs" },
      beside: [resource("Bucket", { name: "other", LoggingTarget: "logs" })],
    },
  },
});
