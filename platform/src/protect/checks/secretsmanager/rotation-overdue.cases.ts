import { DENIED, defineCases } from "../../cases.ts";

const secret = {
  RotationEnabled: true,
  LastRotatedDate: "2026-11-01T00:00:00.000Z",
  CreatedDate: "2026-01-01T00:00:00.000Z",
  RotationDays: 30,
  NextRotationDate: undefined,
};

export default defineCases<"Secret">({
  pass: {
    "rotated 21 days ago, due every 30": { given: secret },
    "by an expression, the next date lies ahead": {
      given: { ...secret, RotationDays: undefined, NextRotationDate: "2026-11-30T00:00:00.000Z" },
    },
    "rotated exactly a day late": { given: { ...secret, LastRotatedDate: "2026-10-22T00:00:00.000Z" } },
  },
  fail: {
    "rotated 40 days ago": { given: { ...secret, LastRotatedDate: "2026-10-13T00:00:00.000Z" } },
    "never rotated since it was made": { given: { ...secret, LastRotatedDate: undefined } },
    "the next rotation lies in the past": { given: { ...secret, NextRotationDate: "2026-11-19T00:00:00.000Z" } },
  },
  unknown: {
    "neither an interval nor a next date": { given: { ...secret, RotationDays: undefined } },
    "not readable": { given: { ...secret, LastRotatedDate: DENIED } },
  },
  "not-applicable": {
    "no rotation": { given: { ...secret, RotationEnabled: false } },
  },
});
