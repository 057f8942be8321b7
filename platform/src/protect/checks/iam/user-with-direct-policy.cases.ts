import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"User">({
  pass: { "groups only": { given: { Policies: [], ManagedPolicyArns: [] } } },
  fail: {
    "an inline policy": {
      given: { Policies: [{ PolicyName: "p", PolicyDocument: DENIED }], ManagedPolicyArns: [] },
      subjects: ["inline/p"],
    },
    "an attached policy": {
      given: { Policies: DENIED, ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
      subjects: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    },
    "an attached policy whose name is decided on deployment": {
      given: { Policies: [], ManagedPolicyArns: [DENIED] },
      subjects: ["managed/0"],
    },
  },
  unknown: {
    "attached policies could not be listed": { given: { Policies: [], ManagedPolicyArns: DENIED } },
    "a policy whose users are decided elsewhere": {
      given: { Policies: [{ PolicyName: "?", PolicyDocument: DENIED }], ManagedPolicyArns: [] },
    },
    "inline policies could not be listed": { given: { Policies: DENIED, ManagedPolicyArns: [] } },
  },
});
