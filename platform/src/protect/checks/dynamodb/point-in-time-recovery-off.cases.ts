import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DynamoTable">({
  pass: {
    on: { given: { PointInTimeRecovery: true } },
  },
  fail: {
    off: { given: { PointInTimeRecovery: false } },
  },
  unknown: {
    "not readable": { given: { PointInTimeRecovery: DENIED } },
  },
});
