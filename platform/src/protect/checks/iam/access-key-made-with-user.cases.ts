import { DENIED, defineCases } from "../../cases.ts";

const row = {
  UserCreationTime: "2025-01-01T00:00:00Z",
  PasswordEnabled: true,
  PasswordLastUsed: "2026-11-20T00:00:00Z",
  PasswordLastChanged: "2026-10-01T00:00:00Z",
  MfaActive: true,
  Keys: [],
};
const key = { Active: true, LastRotated: "2025-01-01T00:00:10Z", LastUsed: undefined };

export default defineCases<"User">({
  pass: {
    "the key came a day later": { given: { Credentials: { ...row, Keys: [{ ...key, LastRotated: "2025-01-02T00:00:00Z" }] } } },
    "the key came with the user, but is used": { given: { Credentials: { ...row, Keys: [{ ...key, LastUsed: "2026-01-02T00:00:00Z" }] } } },
    "a user for programs only": { given: { Credentials: { ...row, PasswordEnabled: false, Keys: [key] } } },
    "the key is inactive": { given: { Credentials: { ...row, Keys: [{ ...key, Active: false }] } } },
    "61 seconds later": { given: { Credentials: { ...row, Keys: [{ ...key, LastRotated: "2025-01-01T00:01:01Z" }] } } },
  },
  fail: {
    "a console user, key of the same minute, never used": { given: { Credentials: { ...row, Keys: [key] } }, subjects: ["access-key-1"] },
  },
  unknown: { "the credential report was denied": { given: { Credentials: DENIED } } },
  "not-applicable": {
    "a template: the user has no credentials yet": { given: { Credentials: undefined, origin: { source: "template" } } },
  },
});
