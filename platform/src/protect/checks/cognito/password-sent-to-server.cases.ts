import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"UserPoolClient">({
  pass: {
    SRP: { given: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] } },
    "servers only": { given: { ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] } },
  },
  fail: {
    password: { given: { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] } },
    "old name of the flow": { given: { ExplicitAuthFlows: ["USER_PASSWORD_AUTH"] } },
  },
  unknown: {
    "not readable": { given: { ExplicitAuthFlows: DENIED } },
  },
});
