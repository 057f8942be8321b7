import { DENIED, defineCases } from "../../cases.ts";

const key = { KeyIdSuffix: "ABCD", Status: "Active", CreateDate: "2026-11-01T00:00:00Z" };

export default defineCases<"User">({
  pass: {
    "one active, one inactive": { given: { AccessKeys: [key, { ...key, Status: "Inactive" }] } },
    none: { given: { AccessKeys: [] } },
  },
  fail: { "two active": { given: { AccessKeys: [key, { ...key, KeyIdSuffix: "WXYZ" }] } } },
  unknown: { "the keys could not be listed": { given: { AccessKeys: DENIED } } },
});
