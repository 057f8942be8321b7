import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: {
    enabled: { given: { GuardDuty: { Status: "ENABLED", Features: [], AdministratorId: undefined } } },
    "enabled, its administrator unreadable": { given: { GuardDuty: { Status: "ENABLED", Features: [], AdministratorId: DENIED } } },
  },
  fail: {
    "no detector": { given: { GuardDuty: undefined } },
    suspended: { given: { GuardDuty: { Status: "DISABLED", Features: [], AdministratorId: undefined } } },
  },
  unknown: { "the detector was denied": { given: { GuardDuty: DENIED } } },
});
