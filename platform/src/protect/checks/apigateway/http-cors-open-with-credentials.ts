import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const httpCorsOpenWithCredentials = defineCheck({
  id: "apigateway/http-cors-open-with-credentials",
  on: "HttpApi",
  severity: "medium",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "owasp-serverless-top10": ["S6:2018"] },
  text: {
    en: {
      title: "The HTTP API lets every website call it with the user's credentials",
      risk: "A hostile page can act for a visitor who is signed in.",
      fix: "List the origins of your own sites, or switch AllowCredentials off.",
    },
    ja: {
      title: "HTTP API があらゆるサイトから認証情報付きで呼び出せる",
      risk: "悪意のあるページが、ログイン中の訪問者になりすまして API を操作できます。",
      fix: "自社サイトのオリジンだけを列挙するか、AllowCredentials を無効にしてください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-api --api-id <api> --cors-configuration AllowOrigins=https://<your site>,AllowCredentials=true",
    cloudformation: 'CorsConfiguration:\n  AllowCredentials: true\n  AllowOrigins: ["https://<your site>"]',
  },
  judge(api, need) {
    const cors = need(api.Cors);
    if (cors === undefined) return notApplicable;
    const wide = cors.AllowOrigins.filter((origin) => ["*", "https://*", "http://*"].includes(origin));
    return cors.AllowCredentials && wide.length > 0
      ? fail({ path: ["CorsConfiguration", "AllowOrigins"], found: { AllowOrigins: wide, AllowCredentials: true } })
      : pass;
  },
});
