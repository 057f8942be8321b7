import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";

export const publicRepositoryPolicy = defineCheck({
  id: "ecr/public-repository-policy",
  on: "EcrRepository",
  severity: "high",
  layer: "deployment",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-5"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"] },
  text: {
    en: {
      title: "Everyone may pull from, or push to, the repository",
      risk: "The policy admits every AWS account: code and what was baked into the images is open, or can be replaced.",
      fix: "Limit the policy to accounts or the organisation; Lambda needs a source account.",
    },
    ja: {
      title: "リポジトリが誰にでも公開",
      risk: "すべての AWS アカウントが許可されており、イメージ内のコードや情報を取得され、場合によっては差し替えられます。",
      fix: "ポリシーを特定のアカウントまたは組織に限定してください。Lambda への許可にはソースアカウントを指定してください。",
    },
  },
  remedy: {
    cli: "aws ecr set-repository-policy --repository-name <repository> --policy-text file://policy.json",
    cloudformation:
      "RepositoryPolicyText:\n  Statement:\n    - Effect: Allow\n      Principal: { AWS: <account> }\n      Action: [ecr:BatchGetImage, ecr:GetDownloadUrlForLayer]",
  },
  judge(repository, need) {
    const { admissions, undecided } = readPolicy(need.outer(repository.Policy), { account: repository.account });
    const open = admissions.filter(({ audience }) => audience.who === "anyone");
    if (open.length === 0 && undecided.length > 0) need(undecided[0]);
    return failIf(
      open.map(({ statement, actions }) => ({
        subject: statement.Sid ?? String(statement.index),
        ...(statement.at ? { at: statement.at } : { path: ["RepositoryPolicyText"] }),
        found: { Principal: statement.Principal, Action: actions },
      })),
    );
  },
});
