import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcsCluster">({
  pass: {
    "to a place of its own": { given: { ExecuteCommandLogging: "OVERRIDE" } },
    "with the task's log driver": { given: { ExecuteCommandLogging: undefined } },
  },
  fail: { "switched off": { given: { ExecuteCommandLogging: "NONE" } } },
  unknown: { "the read was denied": { given: { ExecuteCommandLogging: DENIED } } },
});
