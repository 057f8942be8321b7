import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Trail">({
  pass: { on: { given: { LogFileValidationEnabled: true } } },
  fail: { off: { given: { LogFileValidationEnabled: false } } },
  unknown: { "the trail could not be read": { given: { LogFileValidationEnabled: DENIED } } },
});
