import { defineCheck } from "../../check.ts";
import { inlineDecryptsEveryKey } from "../../data/inline-decrypts-every-key.ts";

/** Inline policies of the role; attached ones have their own check. */
export const roleDecryptsEveryKey = defineCheck({
  id: "kms/role-decrypts-every-key",
  on: "Role",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-1"],
  meets: { "aws-fsbp": ["KMS.2"], "aws-config": ["iam-inline-policy-blocked-kms-actions"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "An inline policy lets the role decrypt with every key",
      risk: "A fault in this one function opens the data of all others.",
      fix: "Name the key the role needs.",
    },
    ja: {
      title: "インラインポリシーで全キーの復号をロールに許可",
      risk: "このロールで動くコードの不具合 1 つで、他のすべてのデータを読まれるおそれがあります。",
      fix: "ロールに必要なキーの ARN を指定してください。",
    },
  },
  remedy: {
    cloudformation:
      "Policies:\n  - PolicyName: decrypt\n    PolicyDocument:\n      Statement:\n        - Effect: Allow\n          Action: kms:Decrypt\n          Resource: !GetAtt Key.Arn",
  },
  judge(role, need) {
    return inlineDecryptsEveryKey(role, need);
  },
});
