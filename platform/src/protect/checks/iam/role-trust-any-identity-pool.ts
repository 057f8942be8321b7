import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";
import { admitsAnyIdentityPool, isServiceLinked, shownTrust } from "../../people/trust.ts";

/** The audience must name the pool. */
export const roleTrustAnyIdentityPool = defineCheck({
  id: "iam/role-trust-any-identity-pool",
  on: "Role",
  severity: "high",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-3"],
  meets: { "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "Identities of any Cognito identity pool can assume the role",
      risk: "Everybody can make an identity pool in an account of their own, and its tokens open this role.",
      fix: "Add the condition cognito-identity.amazonaws.com:aud with the id of your pool, and amr for authenticated or unauthenticated.",
    },
    ja: {
      title: "任意の Cognito ID プールから引き受けられるロール",
      risk: "誰でも自分のアカウントに ID プールを作成でき、そのトークンでこのロールを引き受けられます。",
      fix: "cognito-identity.amazonaws.com:aud に自分の ID プールの ID を指定し、amr で認証済み・未認証を区別してください。",
    },
  },
  remedy: {
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json",
    cloudformation:
      "Condition:\n  StringEquals:\n    cognito-identity.amazonaws.com:aud: !Ref IdentityPool\n  ForAnyValue:StringLike:\n    cognito-identity.amazonaws.com:amr: authenticated",
  },
  judge(role, need) {
    if (isServiceLinked(need(role.Path))) return notApplicable;
    const { admissions, undecided } = readPolicy(need.outer(role.AssumeRolePolicyDocument), { account: role.account });
    const reaches = admissions.map((admission) => [admission, admitsAnyIdentityPool(admission)] as const);
    const open = reaches.filter(([, any]) => any === true);
    if (open.length === 0) {
      for (const [, any] of reaches) need(any);
      need(undecided[0]);
    }
    return failIf(open.map(([{ statement }]) => shownTrust(statement, { Condition: statement.Condition ?? null })));
  },
});
