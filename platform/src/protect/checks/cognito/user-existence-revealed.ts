import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const userExistenceRevealed = defineCheck({
  id: "cognito/user-existence-revealed",
  on: "UserPoolClient",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "Sign-in errors tell which accounts exist",
      risk: "An attacker can try addresses and learn who is a customer, then guess only their passwords.",
      fix: "Set PreventUserExistenceErrors to ENABLED.",
    },
    ja: {
      title: "エラーからアカウントの有無が判明",
      risk: "攻撃者はアドレスを試して利用者を特定し、そのアカウントに絞ってパスワードを推測できます。",
      fix: "PreventUserExistenceErrors を ENABLED にしてください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --prevent-user-existence-errors ENABLED",
    cloudformation: "PreventUserExistenceErrors: ENABLED",
    terraform: 'prevent_user_existence_errors = "ENABLED"',
  },
  judge(client, need) {
    return need(client.PreventUserExistenceErrors)
      ? pass
      : fail({ path: ["PreventUserExistenceErrors"], found: "LEGACY", expected: "ENABLED" });
  },
});
