import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

function trust(...statements: object[]) {
  return {
    Path: "/",
    AssumeRolePolicyDocument: parsePolicy({ Statement: statements.map((s) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...s })) }),
  };
}

export default defineCases<"Role">({
  pass: {
    "its own account": { given: trust({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    "a trusted account": { given: trust({ Principal: { AWS: "444455556666" } }), settings: { trustedAccounts: ["444455556666"] } },
    "an account of the organisation": {
      given: trust({ Principal: { AWS: "444455556666" } }),
      beside: [
        resource("Account", {
          region: "global",
          Organization: { Id: "o-abcdefghij", ManagementAccount: "777788889999", MemberAccounts: ["111122223333", "444455556666"] },
        }),
      ],
    },
    "a service": { given: trust({ Principal: { Service: "lambda.amazonaws.com" } }) },
  },
  fail: {
    "a stranger": { given: trust({ Sid: "vendor", Principal: { AWS: "arn:aws:iam::444455556666:root" } }), subjects: ["vendor"] },
    "a stranger with an external id": {
      given: trust({ Principal: { AWS: "444455556666" }, Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
      subjects: ["0"],
    },
  },
  unknown: {
    "the trust policy was denied": { given: { Path: "/", AssumeRolePolicyDocument: DENIED } },
    "its principal is a parameter": { given: trust({ Principal: { AWS: DENIED } }) },
    "the organisation could not be read": {
      given: trust({ Principal: { AWS: "444455556666" } }),
      beside: [resource("Account", { region: "global", Organization: DENIED })],
    },
  },
  manual: {
    "a template that does not know its account": { given: { ...trust({ Principal: { AWS: "444455556666" } }), account: "000000000000" } },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
