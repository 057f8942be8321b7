import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcsTaskDefinition">({
  pass: { "not set": { given: { PidMode: undefined } }, "its own task": { given: { PidMode: "task" } } },
  fail: { "the host's": { given: { PidMode: "host" } } },
  unknown: { "the read was denied": { given: { PidMode: DENIED } } },
});
