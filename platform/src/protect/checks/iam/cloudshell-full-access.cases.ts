import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: { nobody: { given: { CloudShellFullAccessHolders: { Roles: [], Users: [], Groups: [] } } } },
  fail: {
    "a group and a role": {
      given: { CloudShellFullAccessHolders: { Roles: ["dev"], Users: [], Groups: ["all"] } },
      subjects: ["group/all", "role/dev"],
    },
  },
  unknown: { "the policy's holders could not be listed": { given: { CloudShellFullAccessHolders: DENIED } } },
});
