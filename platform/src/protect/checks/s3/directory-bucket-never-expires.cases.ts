import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DirectoryBucket">({
  pass: { "one rule deletes objects": { given: { ExpirationRules: 1 } } },
  fail: { "no rule, none that is enabled, or none that deletes objects": { given: { ExpirationRules: 0 } } },
  unknown: { "the rules could not be read": { given: { ExpirationRules: DENIED } } },
});
