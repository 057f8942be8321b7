import { notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeAdministrator } from "../../people/permissions.ts";
import { isServiceLinked } from "../../people/trust.ts";

/** Inline policies and AWS's own; customer policies are judged by themselves. */
export const roleAdministrator = defineCheck({
  id: "iam/role-administrator",
  on: "Role",
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
      title: "The role is an administrator",
      risk: "Whoever may assume it, and whatever code runs with it, owns the account.",
      fix: "Give the role what its work needs; keep administration to a role for people, with MFA and short sessions.",
    },
    ja: {
      title: "管理者権限を持つロール",
      risk: "このロールを引き受けられる人や、このロールで動くコードは、アカウント全体を操作できます。",
      fix: "業務に必要な権限だけを付与し、管理作業は MFA と短いセッションを条件とする人専用のロールに限定してください。",
    },
  },
  remedy: {
    cli: "aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
  },
  judge(role, need, world) {
    if (isServiceLinked(need(role.Path))) return notApplicable;
    return judgeAdministrator(role, need, world);
  },
});
