import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { credentialsOf } from "../../people/credentials.ts";

/** Reads the user's row of the credential report. */
export const consoleUserWithoutMfa = defineCheck({
  id: "iam/console-user-without-mfa",
  on: "User",
  severity: "high",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "cis-aws-foundations-2.0.0": ["1.10"], "cis-aws-foundations-7.0.0": ["2.10"], "aws-fsbp": ["IAM.5"] },
  text: {
    en: {
      title: "A console user has no MFA",
      risk: "The password alone opens the console. Passwords are phished, reused and leaked every day.",
      fix: "Let the user register an MFA device, or take the password away and use federated sign-in.",
    },
    ja: {
      title: "MFA のないコンソールユーザー",
      risk: "パスワードだけでコンソールに入れます。パスワードはフィッシング・使い回し・漏えいの対象になり続けています。",
      fix: "MFA デバイスを登録させるか、パスワードを削除してフェデレーションでサインインさせてください。",
    },
  },
  remedy: {
    cli: "aws iam enable-mfa-device --user-name <user> --serial-number <device-arn> --authentication-code1 <code> --authentication-code2 <code>\n# or\naws iam delete-login-profile --user-name <user>",
  },
  judge(user, need) {
    const row = credentialsOf(user, need);
    if (row === undefined) return notApplicable;
    return row.PasswordEnabled && !row.MfaActive ? fail({ path: ["Credentials", "MfaActive"], found: false, expected: true }) : pass;
  },
});
