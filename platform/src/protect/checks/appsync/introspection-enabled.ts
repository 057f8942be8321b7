import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const introspectionEnabled = defineCheck({
  id: "appsync/introspection-enabled",
  on: "AppSyncApi",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.PT-3"],
  meets: { "owasp-serverless-top10": ["S6:2018"] },
  text: {
    en: {
      title: "The GraphQL schema can be read by callers",
      risk: "Introspection shows every type, field and mutation, also those meant for administrators.",
      fix: "Set IntrospectionConfig to DISABLED in production.",
    },
    ja: {
      title: "GraphQL スキーマを呼び出し元が取得できる",
      risk: "イントロスペクションにより、管理者向けも含むすべての型・フィールド・ミューテーションが見えてしまいます。",
      fix: "本番環境では IntrospectionConfig を DISABLED に設定してください。",
    },
  },
  remedy: {
    cli: "aws appsync update-graphql-api --api-id <api> --name <name> --authentication-type <type> --introspection-config DISABLED",
    cloudformation: "IntrospectionConfig: DISABLED",
  },
  judge(api, need) {
    return need(api.IntrospectionConfig) === "DISABLED"
      ? pass
      : fail({ path: ["IntrospectionConfig"], found: "ENABLED", expected: "DISABLED" });
  },
});
