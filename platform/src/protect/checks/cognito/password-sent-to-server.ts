import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The flow for servers (ADMIN_USER_PASSWORD_AUTH) needs AWS credentials and is left out. */
export const passwordSentToServer = defineCheck({
  id: "cognito/password-sent-to-server",
  on: "UserPoolClient",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: {},
  text: {
    en: {
      title: "The client signs in with the password itself",
      risk: "The password travels to the service with each sign-in and can end up in logs and proxies; SRP proves it without sending it.",
      fix: "Allow ALLOW_USER_SRP_AUTH (or passkeys) and take ALLOW_USER_PASSWORD_AUTH away.",
    },
    ja: {
      title: "パスワードをそのまま送信する認証フロー",
      risk: "サインインのたびにパスワードが送られ、ログやプロキシに残るおそれがあります。SRP なら送信せずに証明できます。",
      fix: "ALLOW_USER_SRP_AUTH（またはパスキー）を許可し、ALLOW_USER_PASSWORD_AUTH を外してください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --explicit-auth-flows ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH",
    cloudformation: "ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH]",
  },
  judge(client, need) {
    const flow = need(client.ExplicitAuthFlows).find((f) => f === "ALLOW_USER_PASSWORD_AUTH" || f === "USER_PASSWORD_AUTH");
    return flow ? fail({ path: ["ExplicitAuthFlows"], found: flow, expected: "ALLOW_USER_SRP_AUTH" }) : pass;
  },
});
