import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Reads the alternate contact SECURITY. */
export const securityContactMissing = defineCheck({
  id: "account/security-contact-missing",
  on: "Account",
  severity: "medium",
  layer: "account",
  topic: "incident-response",
  csf: ["RS.CO-1", "RS.CO-3"],
  meets: { "cis-aws-foundations-2.0.0": ["1.2"], "cis-aws-foundations-7.0.0": ["2.3"], "aws-fsbp": ["Account.1"] },
  text: {
    en: {
      title: "No security contact is registered",
      risk: "AWS's warnings about abuse or leaked keys go to the mailbox of the account's owner, where the people who could act may never see them.",
      fix: "Register an alternate contact of the type SECURITY with a mailbox and a phone that are answered around the clock.",
    },
    ja: {
      title: "セキュリティの代替連絡先が未登録",
      risk: "不正利用やキーの漏えいに関する AWS からの通知が、アカウント所有者のメールボックスにしか届かず、対応すべき担当者が気付けません。",
      fix: "常時対応できるメールアドレスと電話番号を、SECURITY 種別の代替連絡先として登録してください。",
    },
  },
  remedy: {
    cli: "aws account put-alternate-contact --alternate-contact-type SECURITY --name <name> --title <title> --email-address <address> --phone-number <phone>",
  },
  judge(account, need) {
    const contact = need(account.SecurityContact);
    if (contact === undefined) return fail({ path: ["SecurityContact"], found: null });
    return contact.HasEmail && contact.HasPhone
      ? pass
      : fail({ path: ["SecurityContact"], found: contact, expected: { HasEmail: true, HasPhone: true } });
  },
});
