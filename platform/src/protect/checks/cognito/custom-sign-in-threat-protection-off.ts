import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Only pools with the triggers of custom authentication have such a sign-in. */
export const customSignInThreatProtectionOff = defineCheck({
  id: "cognito/custom-sign-in-threat-protection-off",
  on: "UserPool",
  severity: "low",
  layer: "identity",
  topic: "detective-controls",
  csf: ["DE.CM-3", "PR.AC-7"],
  meets: { "aws-fsbp": ["Cognito.4"] },
  text: {
    en: {
      title: "Suspicious custom sign-ins are not stopped",
      risk: "The sign-in your own functions make is not covered by the protection of the standard one.",
      fix: "Turn threat protection for custom authentication to enforced.",
    },
    ja: {
      title: "カスタム認証の脅威保護が強制モードでない",
      risk: "独自の関数によるサインインは、標準サインインの保護の対象外です。",
      fix: "カスタム認証の脅威保護を強制モードにしてください。",
    },
  },
  remedy: {
    cloudformation: "UserPoolAddOns:\n  AdvancedSecurityMode: ENFORCED\n  AdvancedSecurityAdditionalFlows: { CustomAuthMode: ENFORCED }",
  },
  judge(pool, need) {
    const triggers = Object.keys(need.outer(pool.LambdaTriggers));
    if (!triggers.some((name) => /AuthChallenge/.test(name))) return notApplicable;
    const mode = need(pool.CustomAuthSecurityMode);
    return mode === "ENFORCED"
      ? pass
      : fail({
          path: ["UserPoolAddOns", "AdvancedSecurityAdditionalFlows", "CustomAuthMode"],
          found: mode ?? "not set",
          expected: "ENFORCED",
        });
  },
});
