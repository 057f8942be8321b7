import { failIf, isUnknown, knownOr } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** One hour is AWS's default, one day the longest it allows. Above half a day the finding is medium. */
export const tokenLongLived = defineCheck({
  id: "cognito/token-long-lived",
  on: "UserPoolClient",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "Access tokens live longer than an hour",
      risk: "A stolen token is accepted until it expires; most APIs never ask whether it was revoked.",
      fix: "Set the validity of access and ID tokens to one hour or less and renew with the refresh token.",
    },
    ja: {
      title: "有効期間が 1 時間を超えるトークン",
      risk: "盗まれたトークンは期限まで受け付けられます。多くの API は失効を確認しません。",
      fix: "アクセストークンと ID トークンの有効期間を 1 時間以下にし、リフレッシュトークンで更新してください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --access-token-validity 60 --id-token-validity 60 --token-validity-units AccessToken=minutes,IdToken=minutes",
    cloudformation: "AccessTokenValidity: 60\nIdTokenValidity: 60\nTokenValidityUnits: { AccessToken: minutes, IdToken: minutes }",
  },
  severityOf(client) {
    const longest = Math.max(knownOr(client.AccessTokenValidity, 0), knownOr(client.IdTokenValidity, 0));
    return longest > 12 * 3600 ? "medium" : "low";
  },
  judge(client, need) {
    const evidence = (["AccessTokenValidity", "IdTokenValidity"] as const).flatMap((field) => {
      const seconds = client[field];
      return !isUnknown(seconds) && seconds > 3600
        ? [{ subject: field, path: [field], found: { seconds }, expected: { seconds: 3600 } }]
        : [];
    });
    if (evidence.length === 0) need([client.AccessTokenValidity, client.IdTokenValidity]);
    return failIf(evidence);
  },
});
