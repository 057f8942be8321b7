import { DENIED, defineCases, resource } from "../../cases.ts";

const person = resource("User", {
  name: "hanako",
  Credentials: {
    UserCreationTime: "2025-01-01T00:00:00Z",
    PasswordEnabled: true,
    PasswordLastUsed: undefined,
    PasswordLastChanged: undefined,
    MfaActive: true,
    Keys: [],
  },
});

export default defineCases<"Account">({
  pass: { "no IAM user at all": { given: {} } },
  fail: {},
  unknown: {
    "the users could not be listed": { given: {}, gaps: ["User"] },
    "the credential report was denied": { given: {}, beside: [resource("User", { Credentials: DENIED })] },
    "the providers could not be listed": { given: {}, beside: [person], gaps: ["IdentityProvider"] },
  },
  manual: {
    "a person with a password, and a provider": { given: {}, beside: [person, resource("IdentityProvider", { name: "corp" })] },
  },
});
