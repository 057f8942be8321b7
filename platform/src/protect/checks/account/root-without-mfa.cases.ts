import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: {
    "MFA is on": { given: { RootMfaEnabled: true, RootPasswordPresent: true } },
    "the root credentials were removed": { given: { RootMfaEnabled: false, RootPasswordPresent: false } },
  },
  fail: {
    "a password and no MFA": { given: { RootMfaEnabled: false, RootPasswordPresent: true } },
    "AWS does not say whether there is a password": { given: { RootMfaEnabled: false, RootPasswordPresent: undefined } },
  },
  unknown: { "the account summary was denied": { given: { RootMfaEnabled: DENIED, RootPasswordPresent: DENIED } } },
});
