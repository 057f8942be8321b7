import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const apiKeyAuthentication = defineCheck({
  id: "appsync/api-key-authentication",
  on: "AppSyncApi",
  severity: "high",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: {
    "aws-fsbp": ["AppSync.5"],
    "aws-config": ["appsync-authorization-check"],
    "owasp-serverless-top10": ["S2:2018"],
    "csa-sas-12": ["SAS-2"],
  },
  text: {
    en: {
      title: "AppSync lets callers in by API key",
      risk: "The key is the same for everyone, sits in web pages and apps, and says nothing about who calls.",
      fix: "Use Cognito user pools, OIDC, IAM or a Lambda authorizer; allow API keys on single public types only, or not at all.",
    },
    ja: {
      title: "AppSync が API キー認証を許可",
      risk: "API キーは全員共通で、Web ページやアプリから取り出せるため、誰が呼び出したかを確認できません。",
      fix: "Cognito ユーザープール・OIDC・IAM・Lambda オーソライザーを使用してください。API キーは公開する型だけに限定するか、廃止してください。",
    },
  },
  remedy: {
    cli: "aws appsync update-graphql-api --api-id <api> --name <name> --authentication-type AWS_IAM",
    cloudformation: "AuthenticationType: AMAZON_COGNITO_USER_POOLS",
  },
  judge(api, need) {
    if (need(api.AuthenticationType) === "API_KEY") return fail({ subject: "default", path: ["AuthenticationType"], found: "API_KEY" });
    const additional = need.outer(api.AdditionalAuthenticationTypes);
    if (additional.includes("API_KEY"))
      return fail({ subject: "additional", path: ["AdditionalAuthenticationProviders"], found: "API_KEY" });
    need(additional);
    return pass;
  },
});
