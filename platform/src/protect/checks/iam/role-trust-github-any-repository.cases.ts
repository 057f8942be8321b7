import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

function trust(Condition: object | undefined) {
  const statement = {
    Sid: "github",
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: provider },
    ...(Condition ? { Condition } : {}),
  };
  return { Path: "/", AssumeRolePolicyDocument: parsePolicy({ Statement: [statement] }) };
}

function sub(operator: string, ...values: readonly unknown[]) {
  return { [operator]: { "token.actions.githubusercontent.com:sub": values } };
}

export default defineCases<"Role">({
  pass: {
    "one repository": { given: trust(sub("StringLike", "repo:acme/shop:*")) },
    "anyone at all (another check)": { given: trust(sub("StringLike", "repo:*")) },
    "a star in StringEquals is only a star": { given: trust(sub("StringEquals", "repo:acme/*:ref:refs/heads/main")) },
  },
  fail: {
    "the whole organisation": { given: trust(sub("StringLike", "repo:acme/*")), subjects: ["github"] },
    "repositories by prefix": { given: trust(sub("StringLike", "repo:acme/shop-*:ref:refs/heads/main")) },
    "with a question mark": { given: trust(sub("ForAnyValue:StringLike", "repo:acme/shop?:*")) },
  },
  unknown: {
    "the trust policy was denied": { given: { Path: "/", AssumeRolePolicyDocument: DENIED } },
    "the subject is a parameter": { given: trust(sub("StringLike", DENIED)) },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
