import { defineCheck } from "../../check.ts";
import { inlineDecryptsEveryKey } from "../../data/inline-decrypts-every-key.ts";

export const userDecryptsEveryKey = defineCheck({
  id: "kms/user-decrypts-every-key",
  on: "User",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-1"],
  meets: { "aws-fsbp": ["KMS.2"], "aws-config": ["iam-inline-policy-blocked-kms-actions"] },
  text: {
    en: {
      title: "An inline policy lets the user decrypt with every key",
      risk: "One leaked access key of this user is enough to read everything the account encrypts.",
      fix: "Give people roles, and name the keys those roles need.",
    },
    ja: {
      title: "インラインポリシーで全キーの復号をユーザーに許可",
      risk: "このユーザーのアクセスキーが 1 つ漏れるだけで、アカウント内の暗号化データをすべて読まれます。",
      fix: "利用者にはロールを使わせ、そのロールに必要なキーだけを指定してください。",
    },
  },
  remedy: {
    cli: "aws iam delete-user-policy --user-name <user> --policy-name <policy>",
  },
  judge(user, need) {
    return inlineDecryptsEveryKey(user, need);
  },
});
