import { DENIED, defineCases } from "../../cases.ts";

const key = { KeyIdSuffix: "ABCD", Status: "Active", CreateDate: "2026-01-01T00:00:00Z" };

export default defineCases<"User">({
  pass: {
    "exactly 90 days": { given: { AccessKeys: [{ ...key, CreateDate: "2026-08-24T00:00:00Z" }] } },
    "old but inactive": { given: { AccessKeys: [{ ...key, Status: "Inactive" }] } },
    "no keys": { given: { AccessKeys: [] } },
    "a template's key is new": { given: { AccessKeys: [{ ...key, CreateDate: undefined }], origin: { source: "template" } } },
  },
  fail: {
    "a second more than 90 days": { given: { AccessKeys: [{ ...key, CreateDate: "2026-08-23T23:59:59Z" }] }, subjects: ["ABCD"] },
    "one of two": { given: { AccessKeys: [key, { ...key, KeyIdSuffix: "WXYZ", CreateDate: "2026-11-01T00:00:00Z" }] }, subjects: ["ABCD"] },
  },
  unknown: {
    "the keys could not be listed": { given: { AccessKeys: DENIED } },
    "a live key without a date": { given: { AccessKeys: [{ ...key, CreateDate: undefined }] } },
  },
});
