import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { decryptsEveryKey } from "../../data/decrypts-every-key.ts";

/** Customer policies only. A condition on alias, tag or encryption context picks keys out and passes. */
export const managedPolicyDecryptsEveryKey = defineCheck({
  id: "kms/managed-policy-decrypts-every-key",
  on: "ManagedPolicy",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-1"],
  meets: { "aws-fsbp": ["KMS.1"], "aws-config": ["iam-customer-policy-blocked-kms-actions"] },
  text: {
    en: {
      title: "The policy decrypts with every key",
      risk: "Whoever holds it can read everything the account encrypts, whichever application it belongs to.",
      fix: "Name the keys the holders need, or limit the statement by kms:ResourceAliases.",
    },
    ja: {
      title: "すべてのキーで復号できるポリシー",
      risk: "付与された主体は、どのアプリケーションのデータであっても、アカウント内で暗号化されたものをすべて読めます。",
      fix: "必要なキーの ARN を指定するか、kms:ResourceAliases で限定してください。",
    },
  },
  remedy: {
    cloudformation: "Statement:\n  - Effect: Allow\n    Action: kms:Decrypt\n    Resource: !GetAtt Key.Arn",
  },
  judge(policy, need) {
    if (need(policy.AwsManaged)) return notApplicable;
    const { evidence, gap } = decryptsEveryKey(policy.PolicyDocument, {
      account: policy.account,
      name: policy.name,
      path: ["PolicyDocument"],
    });
    if (evidence.length === 0 && gap) need(gap);
    return failIf(evidence);
  },
});
