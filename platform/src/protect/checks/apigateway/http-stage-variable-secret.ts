import { defineCheck } from "../../check.ts";
import { judgeSecretVariables } from "../../data/judge-secrets.ts";

export const httpStageVariableSecret = defineCheck({
  id: "apigateway/http-stage-variable-secret",
  on: "HttpStage",
  severity: "high",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "A secret lies in a stage variable of an HTTP or WebSocket API",
      risk: "Stage variables are plain text for all who may read the API, and are sent along to integrations that may log them.",
      fix: "Keep the secret in Secrets Manager and read it in the integration; rotate the one that was here.",
      manual: "The value could be a secret. If it opens anything, move it to Secrets Manager and rotate it.",
    },
    ja: {
      title: "HTTP・WebSocket API のステージ変数内のシークレット",
      risk: "ステージ変数は API を参照できる人に平文で見え、統合先へ渡されてログに残ることもあります。",
      fix: "Secrets Manager に保管して統合先で読み取り、ここにあった値はローテーションしてください。",
      manual: "シークレットの可能性があります。認証に使われる値であれば、Secrets Manager へ移してローテーションしてください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-stage --api-id <api> --stage-name <stage> --stage-variables <name>=",
  },
  judge(stage, need) {
    return judgeSecretVariables(need.outer(stage.Variables), ["StageVariables"], need);
  },
});
