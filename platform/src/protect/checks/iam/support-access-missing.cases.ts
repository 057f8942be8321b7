import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: {
    "a role": { given: { SupportAccessHolders: { Roles: ["oncall"], Users: [], Groups: [] } } },
    "a group": { given: { SupportAccessHolders: { Roles: [], Users: [], Groups: ["oncall"] } } },
  },
  fail: { nobody: { given: { SupportAccessHolders: { Roles: [], Users: [], Groups: [] } } } },
  unknown: { "the policy's holders could not be listed": { given: { SupportAccessHolders: DENIED } } },
});
