import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The account's password policy; none is AWS's weak default. */
export const passwordPolicyShort = defineCheck({
  id: "iam/password-policy-short",
  on: "Account",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "cis-aws-foundations-2.0.0": ["1.8"], "cis-aws-foundations-7.0.0": ["2.8"] },
  text: {
    en: {
      title: "The password policy allows fewer than 14 characters",
      risk: "Short passwords fall to guessing and to lists of leaked passwords.",
      fix: "Set the minimum length of the account's password policy to 14 or more.",
    },
    ja: {
      title: "パスワードポリシーの最小長が 14 文字未満",
      risk: "短いパスワードは推測や漏えいリストによる攻撃で破られやすくなります。",
      fix: "アカウントのパスワードポリシーの最小長を 14 文字以上に設定してください。",
    },
  },
  remedy: {
    cli: "aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24",
  },
  judge(account, need) {
    const policy = need(account.PasswordPolicy);
    if (policy === undefined) return fail({ path: ["PasswordPolicy"], found: null, expected: { MinimumPasswordLength: 14 } });
    const length = policy.MinimumPasswordLength;
    return length >= 14 ? pass : fail({ path: ["PasswordPolicy", "MinimumPasswordLength"], found: length, expected: 14 });
  },
});
