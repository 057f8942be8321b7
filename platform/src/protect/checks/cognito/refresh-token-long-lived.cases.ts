import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    "exactly 30 days": { given: { RefreshTokenValidity: 2592000 } },
  },
  fail: {
    "31 days": { given: { RefreshTokenValidity: 2678400 } },
    "ten years": { given: { RefreshTokenValidity: 315360000 } },
  },
  unknown: {
    "not readable": { given: { RefreshTokenValidity: DENIED } },
  },
});
