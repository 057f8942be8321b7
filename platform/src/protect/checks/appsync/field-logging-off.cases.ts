import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { errors: { given: { FieldLogLevel: "ERROR" } }, everything: { given: { FieldLogLevel: "ALL" } } },
  fail: { none: { given: { FieldLogLevel: "NONE" } }, "no log configuration": { given: { FieldLogLevel: undefined } } },
  unknown: { "the read was denied": { given: { FieldLogLevel: DENIED } } },
});
