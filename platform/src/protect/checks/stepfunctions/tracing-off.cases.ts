import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"StateMachine">({
  pass: { on: { given: { TracingEnabled: true } } },
  fail: { off: { given: { TracingEnabled: false } } },
  unknown: { "the read was denied": { given: { TracingEnabled: DENIED } } },
});
