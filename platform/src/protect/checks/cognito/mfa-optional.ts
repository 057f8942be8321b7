import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const mfaOptional = defineCheck({
  id: "cognito/mfa-optional",
  on: "UserPool",
  severity: "info",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-7"],
  meets: { "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "People may sign in without MFA",
      risk: "Those who never turn it on, usually most, are protected by a password alone.",
      fix: "Require MFA, or let adaptive authentication ask for it when a sign-in looks risky.",
    },
    ja: {
      title: "MFA が任意",
      risk: "多くの利用者は MFA を有効にしないため、パスワードだけで守られた状態になります。",
      fix: "MFA を必須にするか、リスクの高いサインインで要求するアダプティブ認証を利用してください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp set-user-pool-mfa-config --user-pool-id <pool> --mfa-configuration ON --software-token-mfa-configuration Enabled=true",
    cloudformation: 'MfaConfiguration: "ON"',
  },
  judge(pool, need) {
    const mode = need(pool.MfaConfiguration);
    if (mode !== "OPTIONAL") return mode === "ON" ? pass : notApplicable;
    return need(pool.AdvancedSecurityMode) === "ENFORCED" ? pass : fail({ path: ["MfaConfiguration"], found: mode, expected: "ON" });
  },
});
