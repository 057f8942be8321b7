import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { methodsOf, strayMethod } from "../../edge/apis.ts";

export const restClientCertificateMissing = defineCheck({
  id: "apigateway/rest-client-certificate-missing",
  on: "RestStage",
  also: ["RestMethod"],
  severity: "low",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.AC-7", "PR.DS-2"],
  meets: { "aws-fsbp": ["APIGateway.2"], "aws-config": ["api-gw-ssl-enabled"] },
  text: {
    en: {
      title: "HTTP backends cannot tell that a request comes from the API",
      risk: "Whoever finds the backend's address can call it directly, past authorizers, throttles and WAF.",
      fix: "Generate a client certificate, attach it to the stage and verify it in the backend, or reach the backend by a VPC link.",
    },
    ja: {
      title: "HTTP バックエンドが API からのリクエストだと確認できない",
      risk: "バックエンドのアドレスを知った人は、オーソライザー・スロットリング・WAF を経由せずに直接呼び出せます。",
      fix: "クライアント証明書を作成してステージに設定し、バックエンドで検証してください。または VPC リンク経由で接続してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations op=replace,path=/clientCertificateId,value=<certificate>",
    cloudformation: "ClientCertificateId: !Ref <ClientCertificate>",
  },
  judge(stage, need, world) {
    const methods = methodsOf(need(stage.RestApiId), stage, world);
    const http = methods.filter(({ IntegrationType }) => IntegrationType === "HTTP" || IntegrationType === "HTTP_PROXY");
    if (http.length === 0) {
      for (const { IntegrationType } of methods) need(IntegrationType);
      need(strayMethod(stage, world));
      return notApplicable;
    }
    return need(stage.ClientCertificateId) ? pass : fail({ path: ["ClientCertificateId"], found: { httpIntegrations: http.length } });
  },
});
