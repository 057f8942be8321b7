import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const tokenRevocationOff = defineCheck({
  id: "cognito/token-revocation-off",
  on: "UserPoolClient",
  severity: "low",
  layer: "identity",
  topic: "incident-response",
  csf: ["PR.AC-1", "RS.MI-1"],
  meets: { "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "Tokens cannot be revoked",
      risk: "After a theft the refresh token cannot be made invalid; signing out does not help.",
      fix: "Turn on token revocation for the client.",
    },
    ja: {
      title: "トークンを失効できない",
      risk: "盗まれたリフレッシュトークンを無効化できず、サインアウトしても効果がありません。",
      fix: "アプリクライアントのトークン失効を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --enable-token-revocation",
    cloudformation: "EnableTokenRevocation: true",
  },
  judge(client, need) {
    return need(client.EnableTokenRevocation) ? pass : fail({ path: ["EnableTokenRevocation"], found: false, expected: true });
  },
});
