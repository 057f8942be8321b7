import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { "Cognito and IAM": { given: { AuthenticationType: "AMAZON_COGNITO_USER_POOLS", AdditionalAuthenticationTypes: ["AWS_IAM"] } } },
  fail: {
    "by default": { given: { AuthenticationType: "API_KEY", AdditionalAuthenticationTypes: [] }, subjects: ["default"] },
    "beside another": {
      given: { AuthenticationType: "AWS_IAM", AdditionalAuthenticationTypes: [DENIED, "API_KEY"] },
      subjects: ["additional"],
    },
  },
  unknown: {
    "the type is not known": { given: { AuthenticationType: DENIED } },
    "an additional one is not known": { given: { AuthenticationType: "AWS_IAM", AdditionalAuthenticationTypes: [DENIED] } },
  },
});
