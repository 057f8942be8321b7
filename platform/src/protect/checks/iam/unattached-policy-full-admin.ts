import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { attachedTo, fullAdmin } from "../../people/permissions.ts";

/** The unattached twin of iam/customer-policy-full-admin. */
export const unattachedPolicyFullAdmin = defineCheck({
  id: "iam/unattached-policy-full-admin",
  on: "ManagedPolicy",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["IAM.1"] },
  text: {
    en: {
      title: "A policy of your own allows everything, attached to nothing",
      risk: "It waits to be attached: one call, and its holder is an administrator.",
      fix: "Delete the policy, or narrow it.",
    },
    ja: {
      title: "全権限を許可する未使用のカスタマー管理ポリシー",
      risk: "アタッチするだけで管理者になれるポリシーが残っています。",
      fix: "ポリシーを削除するか、権限を絞ってください。",
    },
  },
  remedy: {
    cli: "aws iam delete-policy --policy-arn <policy-arn>",
  },
  judge(policy, need) {
    if (need(policy.AwsManaged)) return notApplicable;
    const { evidence, undecided } = fullAdmin(policy, need);
    if (evidence.length === 0) {
      need(undecided);
      return pass;
    }
    const holders = attachedTo(policy);
    return need(holders) === 0 ? fail(...evidence) : notApplicable;
  },
});
