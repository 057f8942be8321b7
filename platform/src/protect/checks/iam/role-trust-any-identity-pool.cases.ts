import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

function trust(Condition: object | undefined) {
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    ...(Condition ? { Condition } : {}),
  };
  return { Path: "/", AssumeRolePolicyDocument: parsePolicy({ Statement: statement }) };
}

export default defineCases<"Role">({
  pass: {
    "one pool": { given: trust({ StringEquals: { "cognito-identity.amazonaws.com:aud": "ap-northeast-1:1234" } }) },
    "another provider": {
      given: {
        Path: "/",
        AssumeRolePolicyDocument: parsePolicy({
          Statement: {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithSAML",
            Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/corp" },
          },
        }),
      },
    },
  },
  fail: {
    "no condition": { given: trust(undefined), subjects: ["0"] },
    "only that they are authenticated": {
      given: trust({ "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } }),
    },
    "any pool of a region": { given: trust({ StringLike: { "cognito-identity.amazonaws.com:aud": "ap-northeast-1:*" } }) },
  },
  unknown: {
    "the trust policy was denied": { given: { Path: "/", AssumeRolePolicyDocument: DENIED } },
    "the pool is decided elsewhere": { given: trust({ StringEquals: { "cognito-identity.amazonaws.com:aud": DENIED } }) },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
