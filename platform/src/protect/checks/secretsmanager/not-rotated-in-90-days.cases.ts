import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Secret">({
  pass: {
    "exactly 90 days": { given: { LastRotatedDate: "2026-08-24T00:00:00.000Z", CreatedDate: "2020-01-01T00:00:00.000Z" } },
  },
  fail: {
    "91 days": { given: { LastRotatedDate: "2026-08-23T00:00:00.000Z", CreatedDate: "2020-01-01T00:00:00.000Z" } },
    "never rotated, old": { given: { LastRotatedDate: undefined, CreatedDate: "2026-01-01T00:00:00.000Z" } },
  },
  unknown: {
    "not readable": { given: { LastRotatedDate: DENIED, CreatedDate: DENIED } },
  },
  "not-applicable": {
    "dates unknown to AWS": { given: { LastRotatedDate: undefined, CreatedDate: undefined } },
  },
});
