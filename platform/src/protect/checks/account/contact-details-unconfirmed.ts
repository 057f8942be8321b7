import { fail, manual } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** No API can tell whether an address is still true: a person confirms it. */
export const contactDetailsUnconfirmed = defineCheck({
  id: "account/contact-details-unconfirmed",
  on: "Account",
  severity: "low",
  layer: "account",
  topic: "incident-response",
  csf: ["RS.CO-1", "ID.GV-2"],
  meets: { "cis-aws-foundations-2.0.0": ["1.1"], "cis-aws-foundations-7.0.0": ["2.2"] },
  text: {
    en: {
      title: "The account's contact details need confirming",
      risk: "With outdated details AWS cannot reach the owner, and may suspend the account when abuse notices stay unanswered.",
      fix: "Review the contact details at fixed times and after every change of organisation.",
      manual:
        "Open Account in the console, compare name, company, address and phone with reality, and record the day and the person who did. Only the names of the filled-in fields are shown here; the values stay in AWS.",
    },
    ja: {
      title: "アカウントの連絡先情報の確認が必要",
      risk: "情報が古いと AWS から連絡できず、不正利用の通知に応答がない場合はアカウントが停止されるおそれがあります。",
      fix: "定期的に、また組織変更のたびに連絡先情報を見直してください。",
      manual:
        "コンソールの「アカウント」で氏名・会社名・住所・電話番号が現状と一致するか確認し、確認した日と担当者を記録してください。ここに表示するのは入力済みの項目名だけで、値は AWS 内に留まります。",
    },
  },
  remedy: {
    cli: "aws account get-contact-information\naws account put-contact-information --contact-information file://<contact>.json",
  },
  judge(account, need) {
    const filled = need(account.ContactInformation);
    return filled.length === 0
      ? fail({ path: ["ContactInformation"], found: [] })
      : manual({ path: ["ContactInformation"], found: filled });
  },
});
