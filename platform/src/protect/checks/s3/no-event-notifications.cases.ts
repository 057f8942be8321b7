import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    "EventBridge is told": { given: { Notifications: [{ Type: "eventbridge", Target: undefined }] } },
  },
  fail: {
    "nobody is told": { given: { Notifications: [] } },
  },
  unknown: {
    "not readable": { given: { Notifications: DENIED } },
  },
});
