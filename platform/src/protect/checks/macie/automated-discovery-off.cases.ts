import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: { on: { given: { Macie: { Status: "ENABLED", AutomatedDiscovery: "ENABLED", ActiveJobs: 0 } } } },
  fail: { off: { given: { Macie: { Status: "ENABLED", AutomatedDiscovery: "DISABLED", ActiveJobs: 3 } } } },
  unknown: {
    "the configuration was denied": { given: { Macie: { Status: "ENABLED", AutomatedDiscovery: DENIED, ActiveJobs: 0 } } },
    "the session was denied": { given: { Macie: DENIED } },
  },
  "not-applicable": { "Macie is off (macie/off says so)": { given: { Macie: undefined } } },
});
