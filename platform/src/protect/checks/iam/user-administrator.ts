import { defineCheck } from "../../check.ts";
import { judgeAdministrator } from "../../people/permissions.ts";

/** What is given to the user itself; groups are judged by themselves. */
export const userAdministrator = defineCheck({
  id: "iam/user-administrator",
  on: "User",
  also: ["ManagedPolicy"],
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {
    "cis-aws-foundations-2.0.0": ["1.16"],
    "cis-aws-foundations-7.0.0": ["2.14"],
    "owasp-serverless-top10": ["S5:2018"],
    "csa-sas-12": ["SAS-4"],
  },
  text: {
    en: {
      title: "The user is an administrator by itself",
      risk: "Its password or key alone is worth the whole account, at any hour.",
      fix: "Let the person assume an administrator role when needed, and take the policy from the user.",
    },
    ja: {
      title: "ユーザー自身に管理者権限が付与されている",
      risk: "パスワードまたはキーだけで、いつでもアカウント全体を操作できます。",
      fix: "必要なときだけ管理者ロールを引き受ける運用にし、ユーザーからポリシーを削除してください。",
    },
  },
  remedy: {
    cli: "aws iam detach-user-policy --user-name <user> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
  },
  judge(user, need, world) {
    return judgeAdministrator(user, need, world);
  },
});
