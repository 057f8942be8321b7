import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"KmsKey">({
  pass: {
    enabled: { given: { KeyManager: "CUSTOMER", KeyState: "Enabled" } },
    "disabled is not deleted": { given: { KeyManager: "CUSTOMER", KeyState: "Disabled" } },
  },
  fail: {
    pending: { given: { KeyManager: "CUSTOMER", KeyState: "PendingDeletion" } },
  },
  unknown: {
    "not readable": { given: { KeyManager: "CUSTOMER", KeyState: DENIED } },
  },
  "not-applicable": {
    "key of an AWS service": { given: { KeyManager: "AWS", KeyState: "Enabled" } },
  },
});
