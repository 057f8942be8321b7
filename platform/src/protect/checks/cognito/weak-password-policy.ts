import { type Evidence, failIf, isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const weakPasswordPolicy = defineCheck({
  id: "cognito/weak-password-policy",
  on: "UserPool",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "aws-fsbp": ["Cognito.3"], "aws-config": ["cognito-user-pool-password-policy-check"], "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "Weak passwords are accepted",
      risk: "Short or simple passwords fall to guessing, and temporary ones that live long are found in old mail.",
      fix: "Ask for 8 characters or more with lower case, upper case, numbers and symbols; let temporary passwords expire within 7 days.",
    },
    ja: {
      title: "弱いパスワードを許可",
      risk: "短く単純なパスワードは推測され、期限の長い仮パスワードは古いメールから悪用されます。",
      fix: "8 文字以上で英小文字・英大文字・数字・記号を必須にし、仮パスワードは 7 日以内に失効させてください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool --user-pool-id <pool> --policies 'PasswordPolicy={MinimumLength=12,RequireLowercase=true,RequireUppercase=true,RequireNumbers=true,RequireSymbols=true,TemporaryPasswordValidityDays=7}'",
    cloudformation:
      "Policies:\n  PasswordPolicy:\n    MinimumLength: 12\n    RequireLowercase: true\n    RequireUppercase: true\n    RequireNumbers: true\n    RequireSymbols: true\n    TemporaryPasswordValidityDays: 7",
  },
  judge(pool, need) {
    const policy = need.outer(pool.PasswordPolicy);
    const evidence: Evidence[] = [];
    const weak = (field: keyof typeof policy, expected: unknown, isWeak: boolean) => {
      if (isWeak)
        evidence.push({ path: ["Policies", "PasswordPolicy", field], found: { [field]: policy[field] }, expected: { [field]: expected } });
    };
    weak("MinimumLength", 8, !isUnknown(policy.MinimumLength) && policy.MinimumLength < 8);
    for (const field of ["RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols"] as const)
      weak(field, true, policy[field] === false);
    weak("TemporaryPasswordValidityDays", 7, !isUnknown(policy.TemporaryPasswordValidityDays) && policy.TemporaryPasswordValidityDays > 7);
    if (evidence.length === 0) need(policy);
    return failIf(evidence);
  },
});
