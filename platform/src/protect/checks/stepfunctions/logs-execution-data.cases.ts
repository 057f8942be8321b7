import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"StateMachine">({
  pass: { "left out": { given: { LoggingLevel: "ALL", IncludeExecutionData: false } } },
  fail: { written: { given: { LoggingLevel: "ERROR", IncludeExecutionData: true } } },
  unknown: { "the read was denied": { given: { LoggingLevel: "ERROR", IncludeExecutionData: DENIED } } },
  "not-applicable": { "no logs": { given: { LoggingLevel: "OFF" } } },
});
