import { defineCheck } from "../../check.ts";
import { inlineDecryptsEveryKey } from "../../data/inline-decrypts-every-key.ts";

export const groupDecryptsEveryKey = defineCheck({
  id: "kms/group-decrypts-every-key",
  on: "Group",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-1"],
  meets: { "aws-fsbp": ["KMS.2"], "aws-config": ["iam-inline-policy-blocked-kms-actions"] },
  text: {
    en: {
      title: "An inline policy lets the group decrypt with every key",
      risk: "Everybody who is put into the group can read everything the account encrypts.",
      fix: "Name the keys the members need.",
    },
    ja: {
      title: "インラインポリシーで全キーの復号をグループに許可",
      risk: "グループに追加された全員が、アカウント内の暗号化データをすべて読めます。",
      fix: "メンバーに必要なキーの ARN を指定してください。",
    },
  },
  remedy: {
    cli: "aws iam delete-group-policy --group-name <group> --policy-name <policy>",
  },
  judge(group, need) {
    return inlineDecryptsEveryKey(group, need);
  },
});
