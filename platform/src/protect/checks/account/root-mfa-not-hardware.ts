import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** MFA that is on and not virtual is hardware. */
export const rootMfaNotHardware = defineCheck({
  id: "account/root-mfa-not-hardware",
  on: "Account",
  severity: "medium",
  layer: "account",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "cis-aws-foundations-2.0.0": ["1.6"], "cis-aws-foundations-7.0.0": ["2.6"], "aws-fsbp": ["IAM.6"] },
  text: {
    en: {
      title: "The root user's MFA is not a hardware device",
      risk: "An authenticator app lives on a phone that is lost, replaced or shared; its seed can be copied. The root user deserves a device that cannot.",
      fix: "Replace the virtual device of the root user by a FIDO2 security key or a hardware token kept in a safe place.",
    },
    ja: {
      title: "ルートユーザーの MFA がハードウェアではない",
      risk: "認証アプリはスマートフォンの紛失・機種変更・共有の影響を受け、シードが複製されるおそれもあります。ルートユーザーには複製できない装置が適切です。",
      fix: "ルートユーザーの仮想 MFA を、安全に保管した FIDO2 セキュリティキーまたはハードウェアトークンに置き換えてください。",
    },
  },
  remedy: {
    cli: "aws iam list-virtual-mfa-devices --assignment-status Assigned --query \"VirtualMFADevices[?ends_with(SerialNumber, 'mfa/root-account-mfa-device')]\"",
  },
  judge(account, need) {
    const { RootMfaEnabled: mfa, RootPasswordPresent: password, RootVirtualMfa: virtual } = account;
    if (password === false) return pass;
    if (mfa === false && !isUnknown(password)) return fail({ path: ["RootMfaEnabled"], found: false, expected: true });
    if (virtual === true && !isUnknown(password)) return fail({ path: ["RootVirtualMfa"], found: true, expected: false });
    need(password);
    return need(mfa) && !need(virtual) ? pass : fail({ path: ["RootMfaEnabled"], found: mfa, expected: true });
  },
});
