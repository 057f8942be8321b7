import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restAccessLoggingOff = defineCheck({
  id: "apigateway/rest-access-logging-off",
  on: "RestStage",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3", "DE.CM-1"],
  meets: { "cis-aws-foundations-7.0.0": ["4.10"], "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The REST stage writes no access log",
      risk: "Nobody can say who called the API, from where and how often, neither in an incident nor in an audit.",
      fix: "Send access logs in JSON to a log group with retention.",
    },
    ja: {
      title: "REST ステージのアクセスログが無効",
      risk: "インシデント時にも監査時にも、誰が・どこから・何回 API を呼び出したかを確認できません。",
      fix: "保持期間を設定したロググループに、JSON 形式でアクセスログを出力してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations op=replace,path=/accessLogSettings/destinationArn,value=<log group arn>",
    cloudformation:
      'AccessLogSetting:\n  DestinationArn: !GetAtt <LogGroup>.Arn\n  Format: \'{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","status":"$context.status"}\'',
  },
  judge(stage, need) {
    return need(stage.AccessLogDestination) ? pass : fail({ path: ["AccessLogSetting", "DestinationArn"] });
  },
});
