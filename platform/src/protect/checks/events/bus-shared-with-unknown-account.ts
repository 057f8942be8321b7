import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";

export const busSharedWithUnknownAccount = defineCheck({
  id: "events/bus-shared-with-unknown-account",
  on: "EventBus",
  also: ["Account"],
  severity: "medium",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "An account nobody vouched for may put events on the bus",
      risk: "Events from outside your organisation start your rules.",
      fix: "Remove the statement, or name the account in the settings (trustedAccounts).",
      manual: "The template does not know its own account. Compare the account ids shown with your own accounts.",
    },
    ja: {
      title: "未確認アカウントからのイベント受信",
      risk: "組織外のアカウントのイベントでルールが起動されます。",
      fix: "ステートメントを削除するか、設定の trustedAccounts にアカウントを登録してください。",
      manual: "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社のアカウントと照合してください。",
    },
  },
  judge(bus, need, world) {
    return judgeStrangers(bus.Policy, bus, need, world, { path: ["Policy"] });
  },
});
