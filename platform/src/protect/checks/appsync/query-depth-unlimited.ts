import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const queryDepthUnlimited = defineCheck({
  id: "appsync/query-depth-unlimited",
  on: "AppSyncApi",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "GraphQL queries may nest without limit",
      risk: "One small request can fan out to thousands of resolver calls: a cheap way to exhaust tables and budget.",
      fix: "Set QueryDepthLimit (and ResolverCountLimit) to what your clients need.",
    },
    ja: {
      title: "GraphQL クエリの深さが無制限",
      risk: "小さなリクエスト 1 つで数千回のリゾルバー呼び出しを起こせるため、テーブルの容量や予算を容易に使い切られます。",
      fix: "QueryDepthLimit（および ResolverCountLimit）を、クライアントに必要な値に設定してください。",
    },
  },
  remedy: {
    cli: "aws appsync update-graphql-api --api-id <api> --name <name> --authentication-type <type> --query-depth-limit <n>",
    cloudformation: "QueryDepthLimit: <n>",
  },
  judge(api, need) {
    const limit = need(api.QueryDepthLimit);
    return limit !== undefined && limit > 0 ? pass : fail({ path: ["QueryDepthLimit"], found: limit ?? 0 });
  },
});
