import { DENIED, defineCases } from "../../cases.ts";
import { detector } from "../../monitoring/guardduty-fixtures.ts";

export default defineCases<"Region">({
  pass: {
    on: {
      given: detector({
        Name: "RUNTIME_MONITORING",
        Status: "ENABLED",
        AdditionalConfiguration: [{ Name: "EKS_ADDON_MANAGEMENT", Status: "ENABLED" }],
      }),
    },
    "by the older feature": {
      given: detector({
        Name: "EKS_RUNTIME_MONITORING",
        Status: "ENABLED",
        AdditionalConfiguration: [{ Name: "EKS_ADDON_MANAGEMENT", Status: "ENABLED" }],
      }),
    },
  },
  fail: {
    off: {
      given: detector({
        Name: "RUNTIME_MONITORING",
        Status: "ENABLED",
        AdditionalConfiguration: [{ Name: "EKS_ADDON_MANAGEMENT", Status: "DISABLED" }],
      }),
    },
  },
  unknown: { "the detector was denied": { given: { GuardDuty: DENIED } } },
  "not-applicable": {
    "the feature is not listed (guardduty/runtime-monitoring-off says so)": { given: detector() },
    "the feature is off": { given: detector({ Name: "RUNTIME_MONITORING", Status: "DISABLED", AdditionalConfiguration: [] }) },
    "no detector (guardduty/off says so)": { given: { GuardDuty: undefined } },
    "suspended (guardduty/off says so)": { given: { GuardDuty: { Status: "DISABLED", Features: [], AdministratorId: undefined } } },
  },
});
