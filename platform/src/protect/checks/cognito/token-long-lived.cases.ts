import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    "exactly an hour": { given: { AccessTokenValidity: 3600, IdTokenValidity: 3600 } },
    "five minutes": { given: { AccessTokenValidity: 300, IdTokenValidity: 300 } },
  },
  fail: {
    "a second more": { given: { AccessTokenValidity: 3601, IdTokenValidity: 3600 }, subjects: ["AccessTokenValidity"] },
    "a day, both": { given: { AccessTokenValidity: 86400, IdTokenValidity: 86400 }, subjects: ["AccessTokenValidity", "IdTokenValidity"] },
    "one proven, the other unknown": { given: { AccessTokenValidity: DENIED, IdTokenValidity: 86400 }, subjects: ["IdTokenValidity"] },
  },
  unknown: {
    "not readable": { given: { AccessTokenValidity: DENIED, IdTokenValidity: 3600 } },
  },
});
