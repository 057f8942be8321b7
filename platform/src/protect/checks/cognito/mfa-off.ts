import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Pools that let people in without a password (passkeys, one-time codes) are left out; MFA that is on or optional counts when a factor is set up. */
export const mfaOff = defineCheck({
  id: "cognito/mfa-off",
  on: "UserPool",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-7", "PR.AC-1"],
  meets: { "aws-fsbp": ["Cognito.5"], "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "Sign-in is by password alone",
      risk: "A password that was reused, guessed or phished opens the account; nothing else is asked.",
      fix: "Require MFA, or at least offer it, with time-based codes or passkeys rather than text messages.",
    },
    ja: {
      title: "パスワードだけのサインイン",
      risk: "使い回し・推測・フィッシングでパスワードを知られると、それだけでアカウントに侵入されます。",
      fix: "MFA を必須に、少なくとも選択可能にしてください。SMS より時刻ベースのコードやパスキーを推奨します。",
    },
  },
  remedy: {
    cli: "aws cognito-idp set-user-pool-mfa-config --user-pool-id <pool> --mfa-configuration ON --software-token-mfa-configuration Enabled=true",
    cloudformation: 'MfaConfiguration: "ON"\nEnabledMfas: [SOFTWARE_TOKEN_MFA]',
  },
  judge(pool, need) {
    const first = need(pool.AllowedFirstAuthFactors);
    if (first.some((factor) => factor !== "PASSWORD")) return notApplicable;
    const mode = need(pool.MfaConfiguration);
    if (mode === "OFF") return fail({ path: ["MfaConfiguration"], found: "OFF", expected: "ON" });
    return need(pool.MfaFactors).length > 0 ? pass : fail({ path: ["EnabledMfas"], found: { MfaConfiguration: mode, EnabledMfas: [] } });
  },
});
