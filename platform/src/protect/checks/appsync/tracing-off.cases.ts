import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { on: { given: { XrayEnabled: true } } },
  fail: { off: { given: { XrayEnabled: false } } },
  unknown: { "the read was denied": { given: { XrayEnabled: DENIED } } },
});
