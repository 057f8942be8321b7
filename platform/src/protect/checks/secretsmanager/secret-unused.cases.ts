import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Secret">({
  pass: {
    "read exactly 90 days ago": { given: { LastAccessedDate: "2026-08-24T00:00:00.000Z", CreatedDate: "2020-01-01T00:00:00.000Z" } },
    "never read, but new": { given: { LastAccessedDate: undefined, CreatedDate: "2026-11-01T00:00:00.000Z" } },
  },
  fail: {
    "read 91 days ago": { given: { LastAccessedDate: "2026-08-23T00:00:00.000Z", CreatedDate: "2020-01-01T00:00:00.000Z" } },
    "a stricter setting": { given: { LastAccessedDate: "2026-10-01T00:00:00.000Z", CreatedDate: undefined }, settings: { unusedDays: 30 } },
  },
  unknown: {
    "not readable": { given: { LastAccessedDate: DENIED, CreatedDate: DENIED } },
  },
});
