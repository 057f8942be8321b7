import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcrRepository">({
  pass: { "on push": { given: { ScanOnPush: true } } },
  fail: { never: { given: { ScanOnPush: false } } },
  unknown: { "the registry's setting was denied": { given: { ScanOnPush: DENIED } } },
});
