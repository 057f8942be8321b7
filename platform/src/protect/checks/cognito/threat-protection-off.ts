import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const threatProtectionOff = defineCheck({
  id: "cognito/threat-protection-off",
  on: "UserPool",
  severity: "low",
  layer: "identity",
  topic: "detective-controls",
  csf: ["DE.CM-3", "PR.AC-7", "DE.AE-2"],
  meets: { "aws-fsbp": ["Cognito.1"], "aws-config": ["cognito-user-pool-advanced-security-enabled"] },
  text: {
    en: {
      title: "Suspicious sign-ins are not stopped",
      risk: "Leaked passwords, sign-ins from new places and automated guessing pass like any other sign-in.",
      fix: "Turn threat protection to enforced (plan Plus). Watching only (audit) stops nothing.",
    },
    ja: {
      title: "脅威保護が強制モードでない",
      risk: "漏えいしたパスワードの使用、見慣れない場所からのサインイン、自動化された推測攻撃がそのまま通ります。",
      fix: "脅威保護（Plus プラン）を強制モードにしてください。監査モードでは遮断されません。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool --user-pool-id <pool> --user-pool-add-ons AdvancedSecurityMode=ENFORCED",
    cloudformation: "UserPoolTier: PLUS\nUserPoolAddOns:\n  AdvancedSecurityMode: ENFORCED",
  },
  judge(pool, need) {
    const mode = need(pool.AdvancedSecurityMode);
    return mode === "ENFORCED" ? pass : fail({ path: ["UserPoolAddOns", "AdvancedSecurityMode"], found: mode, expected: "ENFORCED" });
  },
});
