import { manual } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Only the root user's console shows it. */
export const securityQuestionsUnconfirmed = defineCheck({
  id: "account/security-questions-unconfirmed",
  on: "Account",
  severity: "info",
  layer: "account",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.3"] },
  text: {
    en: {
      title: "Whether security questions are set needs confirming",
      risk: "If the account was opened with security questions and nobody kept the answers, recovering a lost root user takes longer.",
      fix: "Keep the answers of existing questions in the organisation's vault; new accounts have no questions any more.",
      manual:
        "Sign in as root, open Account and look for the section on security challenge questions. AWS is withdrawing it: where it is missing there is nothing to do. Where it is shown, set the questions and keep the answers in a vault.",
    },
    ja: {
      title: "秘密の質問の設定状況の確認が必要",
      risk: "秘密の質問を設定したアカウントで回答が保管されていないと、ルートユーザーを失ったときの復旧が遅れます。",
      fix: "設定済みの質問の回答は組織の保管庫で管理してください。新しいアカウントには質問自体がありません。",
      manual:
        "ルートユーザーでサインインして「アカウント」を開き、秘密の質問の欄を確認してください。AWS はこの機能を廃止しつつあり、欄がなければ対応は不要です。欄がある場合は質問を設定し、回答を保管庫で管理してください。",
    },
  },
  judge(account, need) {
    // AWS has no API for it; the account's id says where to look.
    return manual({ found: { account: need(account.AccountId) } });
  },
});
