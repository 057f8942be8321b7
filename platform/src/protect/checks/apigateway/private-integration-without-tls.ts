import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const privateIntegrationWithoutTls = defineCheck({
  id: "apigateway/private-integration-without-tls",
  on: "HttpRoute",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["APIGateway.10"] },
  text: {
    en: {
      title: "The private integration does not use TLS",
      risk: "Requests and tokens travel in plain text between the API and the load balancer.",
      fix: "Set a TLS server name to verify on the integration and use an HTTPS listener.",
    },
    ja: {
      title: "プライベート統合が TLS を使っていない",
      risk: "API とロードバランサーの間を、リクエストやトークンが平文で流れます。",
      fix: "統合に検証する TLS サーバー名を設定し、HTTPS リスナーを使用してください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-integration --api-id <api> --integration-id <integration> --tls-config ServerNameToVerify=<name>",
    cloudformation: "TlsConfig:\n  ServerNameToVerify: <name>",
  },
  judge(route, need) {
    if (need(route.ConnectionType)?.toUpperCase() !== "VPC_LINK") return notApplicable;
    return need(route.TlsServerNameToVerify) ? pass : fail({ subject: need(route.RouteKey), path: ["TlsServerNameToVerify"] });
  },
});
