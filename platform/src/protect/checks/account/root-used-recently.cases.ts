import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: {
    "never used": { given: { RootCredentials: { PasswordLastUsed: undefined, KeyLastUsed: [undefined, undefined] } } },
    "exactly 90 days ago": { given: { RootCredentials: { PasswordLastUsed: "2026-08-24T00:00:00Z", KeyLastUsed: [] } } },
    "20 days ago where 14 are asked for": {
      given: { RootCredentials: { PasswordLastUsed: "2026-11-02T00:00:00Z", KeyLastUsed: [] } },
      settings: { unusedDays: 14 },
    },
  },
  fail: {
    "the password yesterday": { given: { RootCredentials: { PasswordLastUsed: "2026-11-21T00:00:00Z", KeyLastUsed: [] } } },
    "the second key last month": {
      given: { RootCredentials: { PasswordLastUsed: undefined, KeyLastUsed: [undefined, "2026-10-22T00:00:00Z"] } },
    },
  },
  unknown: {
    "the credential report was denied": { given: { RootCredentials: DENIED } },
    "a date that is none": { given: { RootCredentials: { PasswordLastUsed: "soon", KeyLastUsed: [] } } },
  },
});
