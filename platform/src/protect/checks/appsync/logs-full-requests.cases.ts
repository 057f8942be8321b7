import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { "left out": { given: { FieldLogLevel: "ALL", ExcludeVerboseContent: true } } },
  fail: {
    written: { given: { FieldLogLevel: "ALL", ExcludeVerboseContent: false } },
    "not set": { given: { FieldLogLevel: "ERROR", ExcludeVerboseContent: undefined } },
  },
  unknown: { "the read was denied": { given: { FieldLogLevel: "ALL", ExcludeVerboseContent: DENIED } } },
  "not-applicable": { "no logs": { given: { FieldLogLevel: "NONE" } } },
});
