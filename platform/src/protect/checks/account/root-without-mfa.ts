import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Reads the account summary; removed root credentials pass. */
export const rootWithoutMfa = defineCheck({
  id: "account/root-without-mfa",
  on: "Account",
  severity: "critical",
  layer: "account",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "cis-aws-foundations-2.0.0": ["1.5"], "cis-aws-foundations-7.0.0": ["2.5"], "aws-config": ["root-account-mfa-enabled"] },
  text: {
    en: {
      title: "The root user signs in without MFA",
      risk: "A guessed, leaked or phished password is enough to take over the whole account.",
      fix: "Register a hardware key or passkey for the root user, or remove the root credentials of member accounts with centralised root access.",
    },
    ja: {
      title: "ルートユーザーの MFA が無効",
      risk: "パスワードが推測・漏えい・フィッシングされるだけで、アカウント全体を乗っ取られます。",
      fix: "ルートユーザーにハードウェアキーまたはパスキーを登録するか、メンバーアカウントではルートアクセスの一元管理でルートの認証情報を削除してください。",
    },
  },
  remedy: {
    cli: "# signed in as the root user: IAM > Security credentials > Assign MFA device\naws iam get-account-summary --query SummaryMap.AccountMFAEnabled",
  },
  judge(account, need) {
    const { RootMfaEnabled: mfa, RootPasswordPresent: password } = account;
    // Without a password nobody can sign in as root: that is as good as MFA.
    if (mfa === true || password === false) return pass;
    need(mfa);
    // Where AWS does not say, there is a password: every account starts with one.
    need(password);
    return fail({ path: ["RootMfaEnabled"], found: false, expected: true });
  },
});
