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
    "one branch": { given: trust(sub("StringEquals", "repo:acme/shop:ref:refs/heads/main")) },
    "an organisation's repositories (another check)": { given: trust(sub("StringLike", "repo:acme/*")) },
    "the owner by another claim": {
      given: trust({ StringEquals: { "token.actions.githubusercontent.com:repository_owner_id": "12345" } }),
    },
    "two conditions, one of them narrow": {
      given: trust({
        ...sub("StringLike", "repo:*"),
        "ForAnyValue:StringEquals": { "TOKEN.actions.githubusercontent.com:sub": "repo:acme/shop:environment:prod" },
      }),
    },
  },
  fail: {
    "no condition": { given: trust(undefined), subjects: ["github"] },
    "the audience alone": { given: trust({ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }) },
    "any repository": { given: trust(sub("StringLike", "repo:*")) },
    "a wildcard before the slash": { given: trust(sub("StringLike", "repo:acme*")) },
    "any branch called main": { given: trust(sub("StringLike", "repo:*/*:ref:refs/heads/main")) },
    "one of several": { given: trust(sub("StringLike", "repo:acme/shop:*", "*")) },
    "only others are kept out": { given: trust(sub("StringNotLike", "repo:evil/*")) },
  },
  unknown: {
    "the trust policy was denied": { given: { Path: "/", AssumeRolePolicyDocument: DENIED } },
    "the subject is a parameter": { given: trust(sub("StringLike", DENIED)) },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
