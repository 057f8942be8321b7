import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { five: { given: { QueryDepthLimit: 5 } } },
  fail: { "zero is no limit": { given: { QueryDepthLimit: 0 } }, "not set": { given: { QueryDepthLimit: undefined } } },
  unknown: { "the read was denied": { given: { QueryDepthLimit: DENIED } } },
});
