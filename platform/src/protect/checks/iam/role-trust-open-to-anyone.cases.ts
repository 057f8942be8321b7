import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

function trust(...statements: object[]) {
  return {
    Path: "/",
    AssumeRolePolicyDocument: parsePolicy({ Statement: statements.map((s) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...s })) }),
  };
}

export default defineCases<"Role">({
  pass: {
    "a service": { given: trust({ Principal: { Service: "lambda.amazonaws.com" } }) },
    "its own account": { given: trust({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    "everyone of one organisation": {
      given: trust({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }),
    },
    "everyone, but only one role by its ARN, key in other case": {
      given: trust({ Principal: { AWS: "*" }, Condition: { ArnEquals: { "AWS:principalarn": "arn:aws:iam::111122223333:role/ci" } } }),
    },
  },
  fail: {
    everyone: { given: trust({ Sid: "open", Principal: "*" }), subjects: ["open"] },
    "every AWS principal, in a list": {
      given: trust({ Principal: { Service: "lambda.amazonaws.com" } }, { Principal: { AWS: ["*"] } }),
      subjects: ["1"],
    },
    "everyone with an external id": {
      given: trust({ Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "secret" } } }),
    },
  },
  unknown: {
    "the trust policy was denied": { given: { Path: "/", AssumeRolePolicyDocument: DENIED } },
    "its principal is a parameter": { given: trust({ Principal: { AWS: DENIED } }) },
    "its condition is a parameter": { given: trust({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": DENIED } } }) },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
