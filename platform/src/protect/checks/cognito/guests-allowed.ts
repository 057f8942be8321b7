import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const guestsAllowed = defineCheck({
  id: "cognito/guests-allowed",
  on: "IdentityPool",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-3", "PR.AC-7"],
  meets: {
    "aws-fsbp": ["Cognito.2"],
    "aws-config": ["cognito-identity-pool-unauth-access-check"],
    "owasp-serverless-top10": ["S2:2018"],
    "csa-sas-12": ["SAS-2"],
  },
  text: {
    en: {
      title: "The identity pool gives AWS credentials to guests",
      risk: "Everybody who knows the pool's id, and it is in your web page, gets temporary AWS credentials.",
      fix: "Do not allow unauthenticated identities. Where guests are needed, give their role almost nothing.",
    },
    ja: {
      title: "未認証ユーザーへの AWS 認証情報の発行",
      risk: "Web ページに含まれるプール ID を知る人は誰でも、一時的な AWS 認証情報を取得できます。",
      fix: "未認証の ID を許可しないでください。必要な場合は、そのロールの権限を最小限にします。",
    },
  },
  remedy: {
    cli: "aws cognito-identity update-identity-pool --identity-pool-id <pool> --identity-pool-name <name> --no-allow-unauthenticated-identities",
    cloudformation: "AllowUnauthenticatedIdentities: false",
  },
  judge(pool, need) {
    return need(pool.AllowUnauthenticatedIdentities)
      ? fail({ path: ["AllowUnauthenticatedIdentities"], found: true, expected: false })
      : pass;
  },
});
