import { DENIED, defineCases } from "../../cases.ts";

const row = {
  UserCreationTime: "2025-01-01T00:00:00Z",
  PasswordEnabled: true,
  PasswordLastUsed: "2026-11-20T00:00:00Z",
  PasswordLastChanged: "2026-10-01T00:00:00Z",
  MfaActive: true,
  Keys: [],
};
const key = { Active: true, LastRotated: "2026-09-01T00:00:00Z", LastUsed: undefined };

export default defineCases<"User">({
  pass: {
    "a second more than 90 days, which iam/credentials-unused-90-days says": {
      given: { Credentials: { ...row, PasswordLastUsed: "2026-08-23T23:59:59Z" } },
    },
    "used two days ago": { given: { Credentials: row } },
    "everything is switched off": {
      given: {
        Credentials: { ...row, PasswordEnabled: false, PasswordLastUsed: "2020-01-01T00:00:00Z", Keys: [{ ...key, Active: false }] },
      },
    },
    "never used, but set recently": {
      given: { Credentials: { ...row, PasswordLastUsed: undefined, PasswordLastChanged: "2026-11-01T00:00:00Z" } },
    },
    "a second less than 45 days": { given: { Credentials: { ...row, PasswordLastUsed: "2026-10-08T00:00:01Z" } } },
  },
  fail: {
    "exactly 45 days": { given: { Credentials: { ...row, PasswordLastUsed: "2026-10-08T00:00:00Z" } }, subjects: ["password"] },
    "the second key was never used and is old": {
      given: { Credentials: { ...row, Keys: [{ ...key, LastUsed: "2026-11-21T00:00:00Z" }, key] } },
      subjects: ["access-key-2"],
    },
    "password and key": {
      given: { Credentials: { ...row, PasswordLastUsed: "2026-09-01T00:00:00Z", Keys: [key] } },
      subjects: ["access-key-1", "password"],
    },
  },
  unknown: {
    "the credential report was denied": { given: { Credentials: DENIED } },
    "no date at all": {
      given: { Credentials: { ...row, UserCreationTime: undefined, PasswordLastUsed: undefined, PasswordLastChanged: undefined } },
    },
  },
  "not-applicable": {
    "a template: the user has no credentials yet": { given: { Credentials: undefined, origin: { source: "template" } } },
  },
});
