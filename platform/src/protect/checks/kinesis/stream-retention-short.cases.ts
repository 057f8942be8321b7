import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"KinesisStream">({
  pass: {
    "exactly a week": { given: { RetentionPeriodHours: 168 } },
  },
  fail: {
    "one hour less": { given: { RetentionPeriodHours: 167 } },
    "AWS's default": { given: { RetentionPeriodHours: 24 } },
  },
  unknown: {
    "not readable": { given: { RetentionPeriodHours: DENIED } },
  },
});
