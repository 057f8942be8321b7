import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"StateMachine">({
  pass: { errors: { given: { LoggingLevel: "ERROR" } }, "fatal errors": { given: { LoggingLevel: "FATAL" } } },
  fail: { off: { given: { LoggingLevel: "OFF" } } },
  unknown: { "the read was denied": { given: { LoggingLevel: DENIED } } },
});
