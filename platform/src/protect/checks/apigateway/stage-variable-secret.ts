import { defineCheck } from "../../check.ts";
import { judgeSecretVariables } from "../../data/judge-secrets.ts";

export const stageVariableSecret = defineCheck({
  id: "apigateway/stage-variable-secret",
  on: "RestStage",
  severity: "high",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "A secret lies in a stage variable",
      risk: "Stage variables are plain text for all who may read the API, and end up in mapping templates, logs and exports.",
      fix: "Keep the secret in Secrets Manager and read it in the integration; rotate the one that was here.",
      manual: "The value could be a secret. If it opens anything, move it to Secrets Manager and rotate it.",
    },
    ja: {
      title: "ステージ変数内のシークレット",
      risk: "ステージ変数は API を参照できる人に平文で見え、マッピングテンプレート・ログ・エクスポートにも出力されます。",
      fix: "Secrets Manager に保管して統合先で読み取り、ここにあった値はローテーションしてください。",
      manual: "シークレットの可能性があります。認証に使われる値であれば、Secrets Manager へ移してローテーションしてください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations op=remove,path=/variables/<name>",
  },
  judge(stage, need) {
    return judgeSecretVariables(need.outer(stage.Variables), ["Variables"], need);
  },
});
