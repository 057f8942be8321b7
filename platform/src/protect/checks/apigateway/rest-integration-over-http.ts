import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restIntegrationOverHttp = defineCheck({
  id: "apigateway/rest-integration-over-http",
  on: "RestMethod",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "A REST method calls its backend over plain HTTP",
      risk: "Requests, tokens and answers can be read and changed on the way to the backend.",
      fix: "Use an https:// address with a certificate from a public CA.",
    },
    ja: {
      title: "REST メソッドがバックエンドへ平文の HTTP で接続",
      risk: "バックエンドとの間で、リクエスト・トークン・レスポンスを盗み見や改ざんされるおそれがあります。",
      fix: "公的認証局の証明書を使った https:// のアドレスに変更してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-integration --rest-api-id <api> --resource-id <resource> --http-method <method> --patch-operations op=replace,path=/uri,value=https://<host>/",
    cloudformation: "Uri: https://<host>/",
  },
  judge(method, need) {
    if (!["HTTP", "HTTP_PROXY"].includes(need(method.IntegrationType) ?? "")) return notApplicable;
    const uri = need(method.IntegrationUri) ?? "";
    return /^http:/i.test(uri) ? fail({ path: ["IntegrationUri"], found: uri, expected: "https://" }) : pass;
  },
});
