import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { attachedTo, fullAdmin } from "../../people/permissions.ts";

/** Judged by the shared permissions reader: NotAction and denies are respected. */
export const customerPolicyFullAdmin = defineCheck({
  id: "iam/customer-policy-full-admin",
  on: "ManagedPolicy",
  severity: "high",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {
    "cis-aws-foundations-2.0.0": ["1.16"],
    "cis-aws-foundations-7.0.0": ["2.14"],
    "aws-fsbp": ["IAM.1"],
    "owasp-serverless-top10": ["S5:2018"],
    "csa-sas-12": ["SAS-4"],
  },
  text: {
    en: {
      title: "An attached policy of your own allows everything",
      risk: "Every holder is an administrator, and its keys or code are worth as much as the account.",
      fix: "Name the actions and resources that are needed; keep administration to a role that people assume with MFA.",
    },
    ja: {
      title: "アタッチ済みのカスタマー管理ポリシーが全権限を許可している",
      risk: "このポリシーを持つユーザーやロールはすべて管理者と同等で、そのキーやコードが奪われればアカウント全体を失います。",
      fix: "必要なアクションとリソースだけを指定し、管理作業は MFA 付きで引き受けるロールに限定してください。",
    },
  },
  remedy: {
    cli: "aws iam create-policy-version --policy-arn <policy-arn> --policy-document file://<narrow>.json --set-as-default",
  },
  judge(policy, need) {
    if (need(policy.AwsManaged)) return notApplicable;
    const { evidence, undecided } = fullAdmin(policy, need);
    if (evidence.length === 0) {
      need(undecided);
      return pass;
    }
    return need(attachedTo(policy)) === 0 ? notApplicable : fail(...evidence);
  },
});
