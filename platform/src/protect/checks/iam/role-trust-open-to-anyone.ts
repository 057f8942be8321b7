import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";
import { isServiceLinked, shownTrust } from "../../people/trust.ts";

/** Judged by the shared policy reader. */
export const roleTrustOpenToAnyone = defineCheck({
  id: "iam/role-trust-open-to-anyone",
  on: "Role",
  severity: "critical",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "Anyone with an AWS account can assume the role",
      risk: "A stranger needs only the role's name to act with its permissions. An external id or an IP condition is no identity.",
      fix: "Name the accounts or roles that may assume it, or limit the trust to your organisation.",
    },
    ja: {
      title: "誰でも引き受けられるロール",
      risk: "ロール名さえ分かれば、任意の AWS アカウントからこのロールの権限で操作できます。外部 ID や IP 条件は本人確認になりません。",
      fix: "引き受けを許可するアカウントやロールを指定するか、自組織に限定してください。",
    },
  },
  remedy: {
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json",
    cloudformation:
      "AssumeRolePolicyDocument:\n  Statement:\n    - Effect: Allow\n      Action: sts:AssumeRole\n      Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/<role>' }",
  },
  judge(role, need) {
    if (isServiceLinked(need(role.Path))) return notApplicable;
    const { admissions, undecided } = readPolicy(need.outer(role.AssumeRolePolicyDocument), { account: role.account });
    const open = admissions.filter((admission) => admission.audience.who === "anyone");
    if (open.length === 0) need(undecided[0]);
    return failIf(
      open.map(({ statement, residual }) =>
        shownTrust(statement, { Principal: statement.Principal ?? { not: statement.NotPrincipal }, conditionsThatDoNotSayWho: residual }),
      ),
    );
  },
});
