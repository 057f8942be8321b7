import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";
import { githubReach, isServiceLinked, shownTrust } from "../../people/trust.ts";

/** The subject must name the owner; conditions that only exclude do not count. */
export const roleTrustGithubAnyOwner = defineCheck({
  id: "iam/role-trust-github-any-owner",
  on: "Role",
  severity: "critical",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-3", "PR.AC-7"],
  meets: { "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "Workflows of anyone on GitHub can assume the role",
      risk: "GitHub signs a token for every repository in the world; a stranger writes a workflow and is in.",
      fix: "Demand the subject of one repository, and of one branch or environment where the role may deploy.",
    },
    ja: {
      title: "GitHub の誰のワークフローからも引き受けられるロール",
      risk: "GitHub は世界中のリポジトリにトークンを発行します。第三者がワークフローを書くだけで侵入できます。",
      fix: "sub 条件でリポジトリを 1 つに限定し、デプロイ用のロールではブランチまたは environment も指定してください。",
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
    const open = reaches.filter(([, reach]) => reach === "any-owner");
    if (open.length === 0) {
      for (const [, reach] of reaches) need(reach);
      need(undecided[0]);
    }
    return failIf(open.map(([{ statement }]) => shownTrust(statement, { Condition: statement.Condition ?? null })));
  },
});
