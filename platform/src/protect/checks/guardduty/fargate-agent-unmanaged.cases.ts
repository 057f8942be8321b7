import { DENIED, defineCases } from "../../cases.ts";
import { detector } from "../../monitoring/guardduty-fixtures.ts";

export default defineCases<"Region">({
  pass: {
    on: {
      given: detector({
        Name: "RUNTIME_MONITORING",
        Status: "ENABLED",
        AdditionalConfiguration: [{ Name: "ECS_FARGATE_AGENT_MANAGEMENT", Status: "ENABLED" }],
      }),
    },
  },
  fail: {
    off: {
      given: detector({
        Name: "RUNTIME_MONITORING",
        Status: "ENABLED",
        AdditionalConfiguration: [{ Name: "ECS_FARGATE_AGENT_MANAGEMENT", Status: "DISABLED" }],
      }),
    },
  },
  unknown: { "the detector was denied": { given: { GuardDuty: DENIED } } },
  "not-applicable": {
    "the agent is managed but monitoring is off": {
      given: detector({
        Name: "RUNTIME_MONITORING",
        Status: "DISABLED",
        AdditionalConfiguration: [{ Name: "ECS_FARGATE_AGENT_MANAGEMENT", Status: "ENABLED" }],
      }),
    },
    "the feature is not listed (guardduty/runtime-monitoring-off says so)": { given: detector() },
    "the feature is off": { given: detector({ Name: "RUNTIME_MONITORING", Status: "DISABLED", AdditionalConfiguration: [] }) },
    "no detector (guardduty/off says so)": { given: { GuardDuty: undefined } },
    "suspended (guardduty/off says so)": { given: { GuardDuty: { Status: "DISABLED", Features: [], AdministratorId: undefined } } },
  },
});
