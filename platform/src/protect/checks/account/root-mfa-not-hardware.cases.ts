import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: {
    "MFA is on and no virtual device is root's": { given: { RootMfaEnabled: true, RootVirtualMfa: false, RootPasswordPresent: true } },
    "the root credentials were removed": { given: { RootMfaEnabled: false, RootVirtualMfa: false, RootPasswordPresent: false } },
  },
  fail: {
    "a virtual device": { given: { RootMfaEnabled: true, RootVirtualMfa: true, RootPasswordPresent: true } },
    "no MFA at all": { given: { RootMfaEnabled: false, RootVirtualMfa: false, RootPasswordPresent: true } },
    "no MFA, and the virtual devices could not be listed": {
      given: { RootMfaEnabled: false, RootVirtualMfa: DENIED, RootPasswordPresent: true },
    },
  },
  unknown: {
    "the virtual devices could not be listed": { given: { RootMfaEnabled: true, RootVirtualMfa: DENIED, RootPasswordPresent: true } },
    "the account summary was denied": { given: { RootMfaEnabled: DENIED, RootVirtualMfa: false, RootPasswordPresent: DENIED } },
  },
});
