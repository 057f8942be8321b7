import { DENIED, defineCases } from "../../cases.ts";

const policy = { MinimumPasswordLength: 8, PasswordReusePrevention: 24 };

export default defineCases<"Account">({
  pass: { "exactly 14": { given: { PasswordPolicy: { ...policy, MinimumPasswordLength: 14 } } } },
  fail: {
    "13": { given: { PasswordPolicy: { ...policy, MinimumPasswordLength: 13 } } },
    "no policy: AWS's default of 8": { given: { PasswordPolicy: undefined } },
  },
  unknown: { "the policy was denied": { given: { PasswordPolicy: DENIED } } },
});
