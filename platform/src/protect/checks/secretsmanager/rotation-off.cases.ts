import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Secret">({
  pass: {
    rotates: { given: { OwningService: undefined, RotationEnabled: true } },
  },
  fail: {
    "does not": { given: { OwningService: undefined, RotationEnabled: false } },
  },
  unknown: {
    "not readable": { given: { OwningService: undefined, RotationEnabled: DENIED } },
  },
  "not-applicable": {
    "owned by RDS": { given: { OwningService: "rds", RotationEnabled: false } },
  },
});
