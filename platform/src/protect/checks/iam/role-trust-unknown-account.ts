import { notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeStrangers } from "../../data/admitted.ts";
import { isServiceLinked } from "../../people/trust.ts";

/** Accounts that are neither scanned, of the organisation, nor trusted in the settings. */
export const roleTrustUnknownAccount = defineCheck({
  id: "iam/role-trust-unknown-account",
  on: "Role",
  also: ["Account"],
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-3", "PR.AC-4", "PR.AC-6"],
  meets: { "owasp-serverless-top10": ["S5:2018"] },
  text: {
    en: {
      title: "An account that is not yours can assume the role",
      risk: "A partner's break-in becomes yours; a contract that ended leaves the door open.",
      fix: "Remove accounts you no longer work with; for the others demand an external id, and name them in the setting trustedAccounts.",
      manual:
        "The template does not know which account it will be deployed to. Compare the account ids shown with your own and your partners'.",
    },
    ja: {
      title: "社外アカウントが引き受けられるロール",
      risk: "提携先が侵害されると自社も影響を受け、契約終了後も入口が残り続けます。",
      fix: "取引のないアカウントを削除し、残すアカウントには外部 ID を必須にして、設定 trustedAccounts に記載してください。",
      manual:
        "テンプレートだけでは配置先アカウントが分かりません。表示されたアカウント ID を自社および提携先のアカウントと照合してください。",
    },
  },
  remedy: {
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json",
    cloudformation: "Condition:\n  StringEquals:\n    sts:ExternalId: <id>",
  },
  judge(role, need, world) {
    if (isServiceLinked(need(role.Path))) return notApplicable;
    return judgeStrangers(role.AssumeRolePolicyDocument, role, need, world, { path: ["AssumeRolePolicyDocument"] });
  },
});
