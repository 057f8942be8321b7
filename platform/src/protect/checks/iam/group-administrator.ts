import { defineCheck } from "../../check.ts";
import { judgeAdministrator } from "../../people/permissions.ts";

/** Inline policies and AWS's own; customer policies are judged by themselves. */
export const groupAdministrator = defineCheck({
  id: "iam/group-administrator",
  on: "Group",
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
      title: "Every member of the group is an administrator",
      risk: "Adding somebody to a group is a small step that is rarely reviewed; here it hands over the account.",
      fix: "Narrow the group's policies, or let its members assume a role with MFA for administration.",
    },
    ja: {
      title: "グループの全メンバーが管理者権限を持つ",
      risk: "グループへの追加は見直されにくい操作ですが、ここではアカウント全体を渡すことになります。",
      fix: "グループのポリシーを絞るか、管理作業は MFA 付きでロールを引き受ける運用にしてください。",
    },
  },
  remedy: {
    cli: "aws iam detach-group-policy --group-name <group> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
  },
  judge(group, need, world) {
    return judgeAdministrator(group, need, world);
  },
});
