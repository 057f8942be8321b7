import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The account's password policy must remember 24 passwords. */
export const passwordPolicyAllowsReuse = defineCheck({
  id: "iam/password-policy-allows-reuse",
  on: "Account",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.9"], "cis-aws-foundations-7.0.0": ["2.9"] },
  text: {
    en: {
      title: "Old passwords can be used again",
      risk: "A password that leaked once comes back into use, and with it the leak.",
      fix: "Let the password policy remember 24 passwords.",
    },
    ja: {
      title: "過去のパスワードを再利用できる",
      risk: "一度漏えいしたパスワードが再び使われ、漏えいの影響が復活します。",
      fix: "パスワードポリシーで過去 24 回分の再利用を禁止してください。",
    },
  },
  remedy: {
    cli: "aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24",
  },
  judge(account, need) {
    const policy = need(account.PasswordPolicy);
    const remembered = policy?.PasswordReusePrevention;
    // 24 is also the most AWS accepts.
    return remembered !== undefined && remembered >= 24
      ? pass
      : fail({ path: ["PasswordPolicy", "PasswordReusePrevention"], found: remembered ?? null, expected: 24 });
  },
});
