import { DENIED, defineCases } from "../../cases.ts";

const row = {
  UserCreationTime: "2025-01-01T00:00:00Z",
  PasswordEnabled: true,
  PasswordLastUsed: "2026-11-20T00:00:00Z",
  PasswordLastChanged: "2026-10-01T00:00:00Z",
  MfaActive: true,
  Keys: [],
};

export default defineCases<"User">({
  pass: {
    "password and MFA": { given: { Credentials: row } },
    "no password": { given: { Credentials: { ...row, PasswordEnabled: false, MfaActive: false } } },
  },
  fail: { "password without MFA": { given: { Credentials: { ...row, MfaActive: false } } } },
  unknown: {
    "the credential report was denied": { given: { Credentials: DENIED } },
    "the report is older than the user": { given: { Credentials: undefined } },
  },
  "not-applicable": {
    "a template: the user has no credentials yet": { given: { Credentials: undefined, origin: { source: "template" } } },
  },
});
