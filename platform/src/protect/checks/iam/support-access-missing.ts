import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Looks for anybody the policy AWSSupportAccess is attached to. */
export const supportAccessMissing = defineCheck({
  id: "iam/support-access-missing",
  on: "Account",
  severity: "low",
  layer: "identity",
  topic: "incident-response",
  csf: ["RS.CO-1", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["1.17"], "cis-aws-foundations-7.0.0": ["2.15"] },
  text: {
    en: {
      title: "Nobody may open cases with AWS Support",
      risk: "During an incident the people on duty cannot ask AWS for help without borrowing an administrator.",
      fix: "Make a role for incident work and attach the AWS-managed policy AWSSupportAccess to it.",
    },
    ja: {
      title: "AWS サポートを利用できるロールがない",
      risk: "インシデント対応時に、担当者が管理者権限を借りなければ AWS サポートに問い合わせできません。",
      fix: "インシデント対応用のロールを作成し、AWS 管理ポリシー AWSSupportAccess をアタッチしてください。",
    },
  },
  remedy: {
    cli: "aws iam attach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess",
  },
  judge(account, need) {
    const holders = need(account.SupportAccessHolders);
    // A user or group may hold it just as well where the organisation says so; newer benchmarks accept that.
    return holders.Roles.length + holders.Groups.length + holders.Users.length > 0
      ? pass
      : fail({ path: ["SupportAccessHolders"], found: holders, expected: "arn:aws:iam::aws:policy/AWSSupportAccess" });
  },
});
