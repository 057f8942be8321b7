import { DENIED, defineCases, resource } from "../../cases.ts";

const bucket = resource("Bucket", { name: "data" });

export default defineCases<"Region">({
  pass: {
    "automated discovery": { given: { Macie: { Status: "ENABLED", AutomatedDiscovery: "ENABLED", ActiveJobs: DENIED } }, beside: [bucket] },
    "a job": { given: { Macie: { Status: "ENABLED", AutomatedDiscovery: DENIED, ActiveJobs: 1 } }, beside: [bucket] },
  },
  fail: {},
  unknown: {
    "the session was denied": { given: { Macie: DENIED }, beside: [bucket] },
    "neither discovery nor jobs could be read": {
      given: { Macie: { Status: "ENABLED", AutomatedDiscovery: DENIED, ActiveJobs: 0 } },
      beside: [bucket],
    },
    "the buckets could not be listed": { given: { Macie: undefined }, gaps: ["Bucket"] },
  },
  manual: {
    "Macie is off: perhaps another tool does it": { given: { Macie: undefined }, beside: [bucket] },
    "Macie is on but looks at nothing": {
      given: { Macie: { Status: "ENABLED", AutomatedDiscovery: "DISABLED", ActiveJobs: 0 } },
      beside: [bucket],
    },
  },
  "not-applicable": { "no bucket in the region": { given: {} } },
});
