import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const logsFullRequests = defineCheck({
  id: "appsync/logs-full-requests",
  on: "AppSyncApi",
  severity: "low",
  layer: "monitoring",
  topic: "data-protection",
  csf: ["PR.DS-5"],
  meets: { "csa-sas-12": ["SAS-10"], "owasp-serverless-top10": ["S3:2018"] },
  text: {
    en: {
      title: "AppSync logs contents of requests",
      risk: "With verbose content, variables, headers and answers end up in the logs, tokens and personal data included.",
      fix: "Set ExcludeVerboseContent.",
    },
    ja: {
      title: "AppSync がリクエストの内容をログに記録",
      risk: "詳細な内容が有効な場合、変数・ヘッダー・レスポンスがトークンや個人データも含めてログに残ります。",
      fix: "ExcludeVerboseContent を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws appsync update-graphql-api --api-id <api> --name <name> --authentication-type <type> --log-config fieldLogLevel=ERROR,excludeVerboseContent=true,cloudWatchLogsRoleArn=<role>",
    cloudformation: "LogConfig:\n  ExcludeVerboseContent: true",
  },
  judge(api, need) {
    const level = need(api.FieldLogLevel)?.toUpperCase();
    if (level === undefined || level === "NONE" || level === "") return notApplicable;
    return need(api.ExcludeVerboseContent) ? pass : fail({ path: ["LogConfig", "ExcludeVerboseContent"], found: false, expected: true });
  },
});
