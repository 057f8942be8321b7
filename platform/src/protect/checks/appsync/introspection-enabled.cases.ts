import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { off: { given: { IntrospectionConfig: "DISABLED" } } },
  fail: { on: { given: { IntrospectionConfig: "ENABLED" } }, "not set: on": { given: { IntrospectionConfig: undefined } } },
  unknown: { "the read was denied": { given: { IntrospectionConfig: DENIED } } },
});
