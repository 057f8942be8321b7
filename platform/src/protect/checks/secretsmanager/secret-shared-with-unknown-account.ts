import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";

export const secretSharedWithUnknownAccount = defineCheck({
  id: "secretsmanager/secret-shared-with-unknown-account",
  on: "Secret",
  also: ["Account"],
  severity: "high",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "The secret is shared with an account nobody vouched for",
      risk: "An account outside your organisation can read the secret and use what it opens.",
      fix: "Remove the statement and rotate the secret, or name the account in the settings (trustedAccounts).",
      manual: "The template does not know its own account. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントへのシークレット共有",
      risk: "組織外のアカウントがシークレットを読み取り、その権限を利用できます。",
      fix: "ステートメントを削除してシークレットをローテーションするか、設定の trustedAccounts にアカウントを登録してください。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(secret, need, world) {
    return judgeStrangers(secret.Policy, secret, need, world, { path: ["ResourcePolicy"] });
  },
});
