import { fail, knownOr, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Thirty days is AWS's default. More than a year is medium. */
export const refreshTokenLongLived = defineCheck({
  id: "cognito/refresh-token-long-lived",
  on: "UserPoolClient",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "Refresh tokens live longer than 30 days",
      risk: "Whoever copies one from a lost phone or a browser stays signed in for that long.",
      fix: "Set the validity to 30 days or less and turn on rotation of refresh tokens.",
    },
    ja: {
      title: "有効期間が 30 日を超えるリフレッシュトークン",
      risk: "紛失した端末やブラウザーからコピーされると、その期間サインインした状態が続きます。",
      fix: "有効期間を 30 日以下にし、リフレッシュトークンのローテーションを有効にしてください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --refresh-token-validity 30 --token-validity-units RefreshToken=days",
    cloudformation: "RefreshTokenValidity: 30\nTokenValidityUnits: { RefreshToken: days }",
  },
  severityOf(client) {
    return knownOr(client.RefreshTokenValidity, 0) > 365 * 86400 ? "medium" : "low";
  },
  judge(client, need) {
    const seconds = need(client.RefreshTokenValidity);
    return seconds <= 30 * 86400
      ? pass
      : fail({ path: ["RefreshTokenValidity"], found: { days: seconds / 86400 }, expected: { days: 30 } });
  },
});
