import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const httpIntegrationOverHttp = defineCheck({
  id: "apigateway/http-integration-over-http",
  on: "HttpRoute",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "A route calls its backend over plain HTTP",
      risk: "What the API received over TLS goes on unprotected: anyone on the path can read and change it.",
      fix: "Change the integration's address to https://.",
    },
    ja: {
      title: "ルートがバックエンドへ平文の HTTP で接続",
      risk: "API が TLS で受け取った内容が保護されないまま転送され、経路上で盗み見や改ざんをされるおそれがあります。",
      fix: "統合のアドレスを https:// に変更してください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-integration --api-id <api> --integration-id <integration> --integration-uri https://<host>/",
    cloudformation: "Uri: https://<host>/",
  },
  judge(route, need) {
    if (!["HTTP", "HTTP_PROXY"].includes(need(route.IntegrationType) ?? "")) return notApplicable;
    const uri = need(route.IntegrationUri) ?? "";
    return /^http:/i.test(uri) ? fail({ path: ["IntegrationUri"], found: uri, expected: "https://" }) : pass;
  },
});
