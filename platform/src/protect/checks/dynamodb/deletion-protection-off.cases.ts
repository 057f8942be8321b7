import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DynamoTable">({
  pass: {
    on: { given: { DeletionProtectionEnabled: true } },
  },
  fail: {
    off: { given: { DeletionProtectionEnabled: false } },
  },
  unknown: {
    "not readable": { given: { DeletionProtectionEnabled: DENIED } },
  },
});
