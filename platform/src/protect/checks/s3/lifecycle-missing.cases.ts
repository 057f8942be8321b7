import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    "one rule is enabled": { given: { ActiveLifecycleRules: 1 } },
  },
  fail: {
    "none, or all disabled": { given: { ActiveLifecycleRules: 0 } },
  },
  unknown: {
    "not readable": { given: { ActiveLifecycleRules: DENIED } },
  },
});
