import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";

export const topicSharedWithUnknownAccount = defineCheck({
  id: "sns/topic-shared-with-unknown-account",
  on: "Topic",
  also: ["Account"],
  severity: "medium",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "The topic is shared with an account nobody vouched for",
      risk: "An account outside your organisation can publish to the topic or read along.",
      fix: "Remove the statement, or name the account in the settings (trustedAccounts) when the sharing is wanted.",
      manual: "The template does not know its own account. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントへのトピック共有",
      risk: "組織外のアカウントが通知を発行したり、購読して読んだりできます。",
      fix: "ステートメントを削除してください。意図した共有であれば、設定の trustedAccounts にアカウントを登録します。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(topic, need, world) {
    return judgeStrangers(topic.Policy, topic, need, world, { path: ["Policy"] });
  },
});
