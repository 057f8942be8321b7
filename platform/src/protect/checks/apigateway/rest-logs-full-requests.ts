import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restLogsFullRequests = defineCheck({
  id: "apigateway/rest-logs-full-requests",
  on: "RestStage",
  severity: "low",
  layer: "monitoring",
  topic: "data-protection",
  csf: ["PR.DS-5"],
  meets: { "csa-sas-12": ["SAS-10"], "owasp-serverless-top10": ["S3:2018"] },
  text: {
    en: {
      title: "The REST stage logs whole requests and responses",
      risk: "Bodies, tokens and personal data end up in the log group, readable for everyone who may read logs.",
      fix: "Switch data trace off outside of debugging, and delete what was logged.",
    },
    ja: {
      title: "REST ステージがリクエストとレスポンスの全文を記録",
      risk: "本文・トークン・個人データがロググループに残り、ログを参照できる人全員に見えてしまいます。",
      fix: "デバッグ時以外はデータトレースを無効にし、記録済みのログを削除してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations 'op=replace,path=/*/*/logging/dataTrace,value=false'",
    cloudformation: "DataTraceEnabled: false",
  },
  judge(stage, need) {
    const settings = need.outer(stage.MethodSettings);
    const traced = settings.filter(({ DataTraceEnabled }) => DataTraceEnabled === true);
    if (traced.length === 0) for (const { DataTraceEnabled } of settings) need(DataTraceEnabled);
    return failIf(
      traced.map(({ ResourcePath, HttpMethod }) => ({
        subject: `${HttpMethod} ${ResourcePath}`,
        path: ["MethodSettings"],
        found: { DataTraceEnabled: true },
        expected: false,
      })),
    );
  },
});
