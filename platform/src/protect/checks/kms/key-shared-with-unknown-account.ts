import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";

export const keySharedWithUnknownAccount = defineCheck({
  id: "kms/key-shared-with-unknown-account",
  on: "KmsKey",
  also: ["Account"],
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "An account nobody vouched for may use the key",
      risk: "An account outside your organisation can decrypt what the key protects, if it gets hold of the data.",
      fix: "Remove the statement, or name the account in the settings (trustedAccounts).",
      manual: "The template does not know its own account. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントへのキー利用許可",
      risk: "組織外のアカウントがデータを入手すると、このキーで復号できます。",
      fix: "ステートメントを削除するか、設定の trustedAccounts にアカウントを登録してください。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(key, need, world) {
    return judgeStrangers(key.Policy, key, need, world, { path: ["KeyPolicy"] });
  },
});
