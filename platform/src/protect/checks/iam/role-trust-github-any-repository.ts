import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";
import { githubReach, isServiceLinked, shownTrust } from "../../people/trust.ts";

/** The subject names the owner, but not the repository. */
export const roleTrustGithubAnyRepository = defineCheck({
  id: "iam/role-trust-github-any-repository",
  on: "Role",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "Workflows of every repository of an organisation on GitHub can assume the role",
      risk: "Whoever may make or change any repository there can act with this role.",
      fix: "Name the repository in the subject, and the branch or environment where the role may deploy.",
    },
    ja: {
      title: "GitHub 組織の全リポジトリから引き受けられるロール",
      risk: "組織内でリポジトリを作成・変更できる人は誰でも、このロールで操作できます。",
      fix: "sub 条件でリポジトリを指定し、デプロイ用のロールではブランチまたは environment も指定してください。",
    },
  },
  remedy: {
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json",
    cloudformation:
      "Condition:\n  StringEquals:\n    token.actions.githubusercontent.com:aud: sts.amazonaws.com\n    token.actions.githubusercontent.com:sub: repo:<owner>/<repository>:ref:refs/heads/main",
  },
  judge(role, need) {
    if (isServiceLinked(need(role.Path))) return notApplicable;
    const { admissions, undecided } = readPolicy(need.outer(role.AssumeRolePolicyDocument), { account: role.account });
    const reaches = admissions.map((admission) => [admission, githubReach(admission)] as const);
    const open = reaches.filter(([, reach]) => reach === "any-repository");
    if (open.length === 0) {
      for (const [, reach] of reaches) need(reach);
      need(undecided[0]);
    }
    return failIf(open.map(([{ statement }]) => shownTrust(statement, { Condition: statement.Condition ?? null })));
  },
});
