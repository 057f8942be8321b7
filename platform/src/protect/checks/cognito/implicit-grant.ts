import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const implicitGrant = defineCheck({
  id: "cognito/implicit-grant",
  on: "UserPoolClient",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "Tokens are handed out in the address bar",
      risk: "With the implicit flow tokens stand in URLs, and so in histories, logs and referrers.",
      fix: "Allow the authorization code flow with PKCE only.",
    },
    ja: {
      title: "暗黙的フローによるトークン発行",
      risk: "トークンが URL に載るため、ブラウザーの履歴・ログ・リファラーから漏えいします。",
      fix: "PKCE を使う認可コードフローだけを許可してください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --allowed-o-auth-flows code --allowed-o-auth-flows-user-pool-client --allowed-o-auth-scopes openid",
    cloudformation: "AllowedOAuthFlows: [code]",
  },
  judge(client, need) {
    return need(client.AllowedOAuthFlows).includes("implicit")
      ? fail({ path: ["AllowedOAuthFlows"], found: "implicit", expected: "code" })
      : pass;
  },
});
