import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: { enabled: { given: { Macie: { Status: "ENABLED", AutomatedDiscovery: DENIED, ActiveJobs: DENIED } } } },
  fail: {
    "not enabled": { given: { Macie: undefined } },
    paused: { given: { Macie: { Status: "PAUSED", AutomatedDiscovery: undefined, ActiveJobs: 0 } } },
  },
  unknown: { "the session was denied": { given: { Macie: DENIED } } },
});
