import { DENIED, defineCases } from "../../cases.ts";

const policy = { MinimumPasswordLength: 14 };

export default defineCases<"Account">({
  pass: { "24 remembered": { given: { PasswordPolicy: { ...policy, PasswordReusePrevention: 24 } } } },
  fail: {
    "23 remembered": { given: { PasswordPolicy: { ...policy, PasswordReusePrevention: 23 } } },
    "none remembered": { given: { PasswordPolicy: { ...policy, PasswordReusePrevention: undefined } } },
    "no policy": { given: { PasswordPolicy: undefined } },
  },
  unknown: { "the policy was denied": { given: { PasswordPolicy: DENIED } } },
});
