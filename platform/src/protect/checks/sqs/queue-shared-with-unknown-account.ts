import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";

export const queueSharedWithUnknownAccount = defineCheck({
  id: "sqs/queue-shared-with-unknown-account",
  on: "Queue",
  also: ["Account"],
  severity: "medium",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "The queue is shared with an account nobody vouched for",
      risk: "An account outside your organisation can send or receive messages.",
      fix: "Remove the statement, or name the account in the settings (trustedAccounts) when the sharing is wanted.",
      manual: "The template does not know its own account. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントへのキュー共有",
      risk: "組織外のアカウントがメッセージを送受信できます。",
      fix: "ステートメントを削除してください。意図した共有であれば、設定の trustedAccounts にアカウントを登録します。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(queue, need, world) {
    return judgeStrangers(queue.Policy, queue, need, world, { path: ["Policy"] });
  },
});
