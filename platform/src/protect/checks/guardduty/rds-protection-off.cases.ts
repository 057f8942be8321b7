import { DENIED, defineCases } from "../../cases.ts";
import { detector } from "../../monitoring/guardduty-fixtures.ts";

export default defineCases<"Region">({
  pass: {
    on: { given: detector({ Name: "RDS_LOGIN_EVENTS", Status: "ENABLED", AdditionalConfiguration: [] }) },
  },
  fail: {
    off: { given: detector({ Name: "RDS_LOGIN_EVENTS", Status: "DISABLED", AdditionalConfiguration: [] }) },
    "not listed": { given: detector() },
  },
  unknown: { "the detector was denied": { given: { GuardDuty: DENIED } } },
  "not-applicable": {
    "no detector (guardduty/off says so)": { given: { GuardDuty: undefined } },
    "suspended (guardduty/off says so)": { given: { GuardDuty: { Status: "DISABLED", Features: [], AdministratorId: undefined } } },
  },
});
